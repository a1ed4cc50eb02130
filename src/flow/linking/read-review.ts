import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  judgementHistory,
  type PersonJudgement,
  type UndecidedPair,
  undecidedPairs,
} from '../../linking/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { pairKey } from './judged-pairs.ts';
import { standingOf } from './judgement-standing.ts';
import { type ShownRecord, visibleRecords } from './visible-records.ts';

/** A pair to ask a person about. */
export type QuestionedPair = UndecidedPair & { a: ShownRecord; b: ShownRecord };

/** A pair of which people said contrary things, and no supervisor has settled it. */
export type Disagreement = { a: ShownRecord; b: ShownRecord; said: PersonJudgement[] };

export type ReviewPage = { pairs: QuestionedPair[]; disagreements: Disagreement[]; hidden: number };

/** As many as are put at once: after some answers the others are no longer the most telling. Chosen. */
const PAIRS_ASKED = 40;
/** Judgements looked through for disagreements, the latest first. Chosen. */
const JUDGEMENTS_READ = 5_000;

/** The undecided pairs from which most is learned, and what people disagree on. */
export async function readReview(store: Store, actor: Actor): Promise<ReviewPage> {
  ensureMay(actor, 'judge-link');
  return inTransaction(store, async (tx) => {
    const asked = await askedPairs(tx, actor);
    const disagreements = await readDisagreements(tx, actor);
    const shown = [...asked.pairs, ...disagreements].flatMap(({ a, b }) => [a.referralId, b.referralId]);
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-link-review',
        actor: actorRef(actor),
        purpose: 'linking',
        subjects: [...new Set(shown)],
      },
    ]);
    return { ...asked, disagreements };
  });
}

/**
 * The pair to put next, after so many were skipped; undefined where none is left. It shows nothing by itself: whoever
 * is sent to it reads it there.
 */
export async function nextPair(
  store: Store,
  actor: Actor,
  skipped: number,
): Promise<{ one: number; other: number } | undefined> {
  ensureMay(actor, 'judge-link');
  const { pairs } = await askedPairs(store.db, actor);
  const next = pairs[skipped];
  return next && { one: next.a.id, other: next.b.id };
}

async function askedPairs(db: Db, actor: PersonActor): Promise<Pick<ReviewPage, 'pairs' | 'hidden'>> {
  const pairs = await undecidedPairs(db, { limit: PAIRS_ASKED });
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

async function readDisagreements(db: Db, actor: PersonActor): Promise<Disagreement[]> {
  const all = await judgementHistory(db, { limit: JUDGEMENTS_READ });
  const open = [...Map.groupBy(all, pairKey).values()].flatMap((history) => {
    const { disagree } = standingOf(history.toReversed());
    const said = history.filter(({ personId }) => disagree.includes(personId));
    return disagree.length > 0 ? [said.filter(isLatestOf)] : [];
  });
  const { records } = await visibleRecords(
    db,
    actor,
    open.flatMap(([first]) => [first!.a, first!.b]),
  );
  return open.flatMap((said): Disagreement[] => {
    const [a, b] = [records.get(said[0]!.a), records.get(said[0]!.b)];
    return a && b ? [{ a, b, said }] : [];
  });
}

/** `said`: the latest first. */
function isLatestOf(one: PersonJudgement, position: number, said: readonly PersonJudgement[]): boolean {
  return said.findIndex(({ personId }) => personId === one.personId) === position;
}
