import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import { historyOfPairs, lockLinkingSoon, type SampledPair, sampledPairs } from '../../linking/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { type FoundPair, findPair } from './find-pair.ts';
import { REASONS_FOR, verdictOf, writeJudgement } from './judge-pair.ts';
import { pairKey } from './judged-pairs.ts';
import { openWithinBound } from './opening-bound.ts';
import { type OpenedPair, openParties, referralsOf } from './read-pair.ts';
import { visibleRecords } from './visible-records.ts';

/** A drawn pair to judge, without anything by which the score could lead. */
export type BlindPair = FoundPair & { sampleId: number; waiting: number };

/** The next drawn pair that nobody has judged and that the person may see; undefined where there is none. */
export async function nextBlindPair(store: Store, actor: Actor): Promise<BlindPair | undefined> {
  ensureMay(actor, 'judge-link');
  return inTransaction(store, async (tx) => {
    const waiting = await waitingFor(tx, actor);
    const next = waiting[0];
    if (!next) return undefined;
    const pair = await findPair(tx, actor, { one: next.a, other: next.b });
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-pair',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: referralsOf(pair),
      },
    ]);
    return { ...pair, sampleId: next.id, waiting: waiting.length };
  });
}

/**
 * Earliest first: a sample is judged in the order in which it was drawn. Whoever has judged a pair before has seen its
 * score: they are not asked.
 */
async function waitingFor(db: Db, actor: PersonActor, only?: number): Promise<SampledPair[]> {
  const waiting = (await sampledPairs(db)).filter(
    ({ id, verdict }) => verdict === null && (only === undefined || id === only),
  );
  const ids = [...new Set(waiting.flatMap(({ a, b }) => [a, b]))];
  const { records } = await visibleRecords(db, actor, ids);
  const judged = (await historyOfPairs(db, waiting)).filter(({ personId }) => personId === actor.id);
  const own = new Set(judged.map(pairKey));
  return waiting
    .filter((pair) => records.has(pair.a) && records.has(pair.b) && !own.has(pairKey(pair)))
    .toSorted((x, y) => x.id - y.id);
}

/** Opens what both referrals say of a drawn pair. Throws `linking.not-sampled`, `linking.too-many-openings`. */
export async function openBlindPair(store: Store, actor: Actor, sampleId: number): Promise<OpenedPair> {
  ensureMay(actor, 'judge-link');
  return openWithinBound(store, actor, async (tx) => {
    const pair = await sampled(tx, actor, sampleId);
    await record(tx, [
      {
        verb: 'consulted',
        action: 'open-sample-pair',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: referralsOf(pair),
      },
    ]);
    return openParties(store, tx, { pair, purpose: 'supervision', personId: actor.id });
  });
}

export type BlindJudgement = { sampleId: number; verdict: string | undefined; reason: string | undefined };

/** Judges a drawn pair. It counts as any other decision, too. Throws `linking.not-sampled`, `linking.unknown-reason`. */
export async function judgeBlindPair(store: Store, actor: Actor, asked: BlindJudgement): Promise<void> {
  ensureMay(actor, 'judge-link');
  const verdict = verdictOf(asked.verdict);
  const reason = REASONS_FOR[verdict].find((one) => one === asked.reason);
  if (!reason) throw new Problem('linking.unknown-reason');
  await inTransaction(store, async (tx) => {
    await lockLinkingSoon(tx);
    const pair = await sampled(tx, actor, asked.sampleId);
    const { sampleId } = asked;
    await writeJudgement(store, tx, { actor, pair, verdict, reason, action: 'judge-sample-pair', sampleId });
  });
}

async function sampled(db: Db, actor: PersonActor, sampleId: number): Promise<FoundPair> {
  const [found] = await waitingFor(db, actor, sampleId);
  if (!found) throw new Problem('linking.not-sampled');
  return findPair(db, actor, { one: found.a, other: found.b });
}
