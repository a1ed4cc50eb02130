import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { addBaseRate, BASE_RATE_BASES, type BaseRate, type BaseRateBasis } from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

const LONGEST_NOTE = 400;

/** Says how common here is what instruments look for; from now on bands are read at this rate. */
export async function setBaseRate(
  store: Store,
  actor: Actor,
  { rate, basis, note }: { rate: number; basis: string; note: string },
): Promise<BaseRate> {
  ensureMay(actor, 'manage-instruments');
  if (!(rate > 0 && rate < 1)) throw new Problem('assessment.unknown-code', { detail: 'rate' });
  if (!Object.hasOwn(BASE_RATE_BASES, basis))
    throw new Problem('assessment.unknown-code', { detail: 'basis' });
  if (note.trim() === '') throw new Problem('assessment.reason-needed');
  const set: BaseRate = {
    rate,
    basis: basis as BaseRateBasis,
    note: note.trim().slice(0, LONGEST_NOTE),
    setBy: actor.id,
    setAt: store.clock.now(),
  };
  await inTransaction(store, async (tx) => {
    await addBaseRate(tx, set);
    await record(tx, [
      {
        verb: 'altered',
        action: 'set-base-rate',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: [],
        detail: { rate: String(rate), basis },
      },
    ]);
  });
  return set;
}
