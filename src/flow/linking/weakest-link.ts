import type { PersonLink, Standing } from '../../linking/index.ts';
import { pairKey } from './judged-pairs.ts';

/**
 * The link on which a group hangs: joining its records by the strongest links first, the last one that is needed.
 * What a person confirmed needs no other bridge; what a person denied is none. Null where all is confirmed. Pure.
 */
export function weakestLink(
  links: readonly PersonLink[],
  standings: ReadonlyMap<string, Standing>,
): PersonLink | null {
  const groupOf = new Map<number, number>();
  const root = (id: number): number => {
    const parent = groupOf.get(id) ?? id;
    return parent === id ? id : root(parent);
  };
  let weakest: PersonLink | null = null;
  for (const link of strongestFirst(links, standings)) {
    const [a, b] = [root(link.a), root(link.b)];
    if (a === b) continue;
    groupOf.set(b, a);
    if (standings.get(pairKey(link))?.verdict !== 'same') weakest = link;
  }
  return weakest;
}

function strongestFirst(
  links: readonly PersonLink[],
  standings: ReadonlyMap<string, Standing>,
): PersonLink[] {
  const strength = (link: PersonLink) =>
    standings.get(pairKey(link))?.verdict === 'same' ? Number.POSITIVE_INFINITY : link.bits;
  return links
    .filter((link) => standings.get(pairKey(link))?.verdict !== 'different')
    .sort((one, other) => compare(strength(other), strength(one)) || one.a - other.a || one.b - other.b);
}

/** Infinity less infinity is no number. */
function compare(one: number, other: number): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
