import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { addAcknowledgement, findAlarm } from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { isId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';

/** A named person takes an alarm on: it stops escalating. Gives false where somebody had done so before. */
export async function acknowledgeAlarm(store: Store, actor: Actor, alarmId: string): Promise<boolean> {
  ensureMay(actor, 'acknowledge-alarm');
  return inTransaction(store, async (tx) => {
    const alarm = isId(alarmId) ? await findAlarm(tx, alarmId) : undefined;
    if (!alarm) throw new Problem('assessment.unknown-alarm');
    const isFirst = await addAcknowledgement(tx, { alarmId, personId: actor.id, at: store.clock.now() });
    if (!isFirst) return false;
    await record(tx, [
      {
        verb: 'altered',
        action: 'acknowledge-alarm',
        actor: actorRef(actor),
        purpose: 'safeguarding',
        subjects: [alarm.referralId],
        detail: { alarm: alarm.id, floors: alarm.floors },
      },
    ]);
    return true;
  });
}
