import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  disagreements,
  historyOfPairs,
  type PersonJudgement,
  type PersonLayer,
  standingOf,
  type UndecidedPair,
  undecidedPairs,
} from '../../linking/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { pairKey } from './judged-pairs.ts';
import { type ShownRecord, visibleRecords } from './visible-records.ts';

/** A pair to ask a person about. */
export type QuestionedPair = UndecidedPair & { a: ShownRecord; b: ShownRecord };

/** A pair of which people said contrary things, and no supervisor has settled it. */
export type Disagreement = { a: ShownRecord; b: ShownRecord; said: PersonJudgement[] };

export type ReviewPage = {
  pairs: QuestionedPair[];
  disagreements: Disagreement[];
  /** More pairs on which people disagree than are shown. */
  moreDisagreements: boolean;
  hidden: number;
};

/**
 * `limit`: pairs of each sort; `skip`: so many of each before them; `children`: pairs of children and no others, to
 * protect them: a victim's identity never stands beside a suspect's.
 */
export type ReviewAsked = { limit?: number; skip?: number; children?: boolean };

function layersOf({ children = false }: ReviewAsked): PersonLayer[] {
  return children ? ['child'] : ['suspect', 'recipient'];
}

/** As many as are put at once: after some answers the others are no longer the most telling. Chosen. */
const PAIRS_ASKED = 40;

/** The undecided pairs from which most is learned, and what people disagree on. */
export async function readReview(store: Store, actor: Actor, asked: ReviewAsked = {}): Promise<ReviewPage> {
  ensureMay(actor, 'judge-link');
  return inTransaction(store, async (tx) => {
    const questioned = await askedPairs(tx, actor, asked);
    const disagreed = await readDisagreements(tx, actor, asked);
    const shown = [...questioned.pairs, ...disagreed.disagreements].flatMap(({ a, b }) => [
      a.referralId,
      b.referralId,
    ]);
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-link-review',
        actor: actorRef(actor),
        purpose: asked.children ? 'safeguarding' : 'linking',
        subjects: [...new Set(shown)],
      },
    ]);
    return { ...questioned, ...disagreed };
  });
}

/**
 * The pair to put next, after so many were skipped; undefined where none is left. It shows nothing by itself: whoever
 * is sent to it reads it there.
 */
export async function nextPair(
  store: Store,
  actor: Actor,
  { skip, children }: { skip: number; children: boolean },
): Promise<{ one: number; other: number } | undefined> {
  ensureMay(actor, 'judge-link');
  const { pairs } = await askedPairs(store.db, actor, { children });
  const next = pairs[skip];
  return next && { one: next.a.id, other: next.b.id };
}

async function askedPairs(
  db: Db,
  actor: PersonActor,
  asked: ReviewAsked,
): Promise<Pick<ReviewPage, 'pairs' | 'hidden'>> {
  const { limit = PAIRS_ASKED, skip = 0 } = asked;
  const most = skip + limit;
  const pairs = (await undecidedPairs(db, { limit: most, layers: layersOf(asked) })).slice(skip);
  const { records, hidden } = await visibleRecords(
    db,
    actor,
    pairs.flatMap(({ link }) => [link.a, link.b]),
  );
  return {
    pairs: pairs.flatMap((pair): QuestionedPair[] => {
      const [a, b] = [records.get(pair.link.a), records.get(pair.link.b)];
      return a && b ? [{ ...pair, a, b }] : [];
    }),
    hidden: hidden.length,
  };
}

async function readDisagreements(
  db: Db,
  actor: PersonActor,
  asked: ReviewAsked,
): Promise<Pick<ReviewPage, 'disagreements' | 'moreDisagreements'>> {
  const { limit = PAIRS_ASKED, skip = 0 } = asked;
  const found = await disagreements(db, { limit: limit + 1, skip, layers: layersOf(asked) });
  const pairs = found.slice(0, limit);
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const { records } = await visibleRecords(db, actor, ids);
  const history = Map.groupBy(await historyOfPairs(db, pairs), pairKey);
  const shown = pairs.flatMap((pair): Disagreement[] => {
    const [a, b] = [records.get(pair.a), records.get(pair.b)];
    const all = history.get(pairKey(pair)) ?? [];
    const { disagree } = standingOf(all.toReversed());
    const said = all.filter(({ personId }) => disagree.includes(personId)).filter(isLatestOf);
    return a && b ? [{ a, b, said }] : [];
  });
  return { disagreements: shown, moreDisagreements: found.length > limit };
}

/** `said`: the latest first. */
function isLatestOf(one: PersonJudgement, position: number, said: readonly PersonJudgement[]): boolean {
  return said.findIndex(({ personId }) => personId === one.personId) === position;
}
