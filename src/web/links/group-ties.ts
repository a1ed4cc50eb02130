import { type GroupPage, pairKey, standingOfPair } from '../../flow/index.ts';
import type { PersonLink } from '../../linking/index.ts';
import type { Tie } from './draw-connections.ts';
import { type Shown, standingCode } from './record-view.ts';
import { drawnLikelihood } from './waterfall-view.ts';

/** In a larger group every line would cross every other: only what holds it together is drawn. Chosen. */
export const MOST_FULLY_DRAWN = 6;

/** What is drawn between the members: what people decided, and every link, or of many those that hold the group. Pure. */
export function drawnTies(page: GroupPage, shown: Shown, drawn: ReadonlySet<number>): Tie[] {
  const among = page.links
    .filter(({ a, b }) => drawn.has(a) && drawn.has(b))
    .sort((one, other) => other.bits - one.bits || one.a - other.a || one.b - other.b);
  const held = drawn.size > MOST_FULLY_DRAWN ? holding(among) : new Set(among);
  const codeOf = (link: PersonLink) => standingCode(standingOfPair(page.standings, pairKey(link)));
  return among
    .map((link) => ({ link, code: codeOf(link) }))
    .filter(({ link, code }) => code !== 'proposed' || held.has(link))
    .map(({ link, code }) => ({
      from: `r${link.a}`,
      to: `r${link.b}`,
      kind: code === 'same' ? 'confirmed' : code === 'different' ? 'denied' : 'proposed',
      text: drawnLikelihood(link.probability, shown),
      percent: link.probability * 100,
      bits: link.bits,
    }));
}

/** The fewest strongest links that join all. `links`: the strongest first. */
function holding(links: readonly PersonLink[]): Set<PersonLink> {
  const group = new Map<number, number>();
  const root = (id: number): number => {
    const parent = group.get(id) ?? id;
    return parent === id ? id : root(parent);
  };
  return new Set(
    links.filter(({ a, b }) => {
      const [one, other] = [root(a), root(b)];
      group.set(other, one);
      return one !== other;
    }),
  );
}

/**
 * Of a group that is too large to draw, the records around its weakest link, which is where it may fall apart: from both
 * of its ends along the strongest links. Of a small one all. Pure.
 */
export function drawnMembers(
  ids: readonly number[],
  { links, weakest, most }: { links: readonly PersonLink[]; weakest: PersonLink | null; most: number },
): Set<number> {
  if (ids.length <= most) return new Set(ids);
  const drawn = new Set(weakest ? [weakest.a, weakest.b] : ids.slice(0, 1));
  const strongest = links.toSorted(
    (one, other) => other.bits - one.bits || one.a - other.a || one.b - other.b,
  );
  while (drawn.size < most) {
    const next = strongest.find(({ a, b }) => drawn.has(a) !== drawn.has(b));
    const more = next ? [next.a, next.b] : ids.filter((id) => !drawn.has(id)).slice(0, 1);
    for (const id of more) drawn.add(id);
  }
  return drawn;
}
