import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { record } from '../ledger/index.ts';
import { referralsInState } from '../referral/index.ts';
import { inTransaction } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { Intake } from './open-intake.ts';
import { openHeld, openRepaired, quarantinedDocument, readAgain } from './read-again.ts';

/** `opened`: ids that could be read now. `remaining`: how many still cannot. */
export type Replay = { opened: string[]; remaining: number };

/** Reads every quarantined document again with the formats as they are now: after a reader was mended or added. */
export async function replayQuarantined(intake: Intake, actor: Actor): Promise<Replay> {
  if (actor.kind !== 'system') ensureMay(actor, 'repair-document');
  const ids = await referralsInState(intake.store.db, 'quarantined');
  const opened: string[] = [];
  for (const id of ids) if (await replayOne(intake, actor, id)) opened.push(id);
  return { opened, remaining: ids.length - opened.length };
}

/** Each in a transaction of its own: one that fails does not hold up the others. */
async function replayOne({ store, ...others }: Intake, actor: Actor, id: string): Promise<boolean> {
  return inTransaction(store, async (tx) => {
    const by = { actor: actorRef(actor), at: store.clock.now() };
    const held = await quarantinedDocument(tx, id);
    const bytes = await openHeld(store, tx, held);
    const { content, adapter } = await readAgain({ store, ...others }, tx, { ...held, bytes });
    if (!content) return false;
    await openRepaired(store, tx, { id, content, reason: 'replayed', ...by });
    await record(tx, [
      {
        verb: 'altered',
        action: 'replay',
        actor: by.actor,
        purpose: 'intake',
        subjects: [id],
        detail: { adapter },
      },
    ]);
    return true;
  }).catch((failure) => {
    // Somebody repaired it, or its sender took it back, in the meantime.
    if (failure instanceof Problem) return false;
    throw failure;
  });
}
