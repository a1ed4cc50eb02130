import { type Actor, actorRef, ensureMay, may, namesOfPeople } from '../access/index.ts';
import { type AlarmWithAnswer, answeredAlarms, openAlarms, stepReached } from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import { type ReferralHeader, referralHeaders } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';

/** `step`: how far an open alarm has escalated; 0 is the first call. `heading`: what it is about, nothing personal. */
export type ShownAlarm = AlarmWithAnswer & {
  step: number;
  acknowledgedByName: string | null;
  heading: Pick<ReferralHeader, 'receivedAt' | 'sourceId' | 'sensitivity'> & { incidentType: string | null };
};

export type AlarmList = { open: ShownAlarm[]; answered: ShownAlarm[]; hidden: number };

/** Open alarms, oldest first, and the latest that were acknowledged. What was shown is recorded. */
export async function readAlarms(store: Store, actor: Actor): Promise<AlarmList> {
  ensureMay(actor, 'see-queue');
  return inTransaction(store, async (tx) => {
    const open = (await openAlarms(tx)).map((alarm) => ({
      ...alarm,
      acknowledgedBy: null,
      acknowledgedAt: null,
    }));
    const all = await withHeadings(tx, [...open, ...(await answeredAlarms(tx))], store.clock.now());
    const shown = may(actor, 'see-sensitive')
      ? all
      : all.filter((alarm) => alarm.heading.sensitivity === 'ordinary');
    await recordList(tx, actorRef(actor), shown);
    const [waiting, answered] = [shown.filter(isOpen), shown.filter((alarm) => !isOpen(alarm))];
    return { open: waiting, answered, hidden: all.filter(isOpen).length - waiting.length };
  });
}

function isOpen({ acknowledgedAt }: AlarmWithAnswer): boolean {
  return acknowledgedAt === null;
}

async function withHeadings(tx: Tx, alarms: readonly AlarmWithAnswer[], now: Date): Promise<ShownAlarm[]> {
  const ids = [...new Set(alarms.map(({ referralId }) => referralId))];
  const headers = new Map((await referralHeaders(tx, ids)).map((header) => [header.id, header]));
  const names = await namesOfPeople(
    tx,
    alarms.flatMap(({ acknowledgedBy }) => acknowledgedBy ?? []),
  );
  return alarms.map((alarm) => {
    const { receivedAt, sourceId, sensitivity, facts } = headers.get(alarm.referralId)!;
    return {
      ...alarm,
      step: stepReached(alarm.raisedAt, now),
      acknowledgedByName: alarm.acknowledgedBy && (names.get(alarm.acknowledgedBy) ?? null),
      heading: { receivedAt, sourceId, sensitivity, incidentType: facts?.incidentType ?? null },
    };
  });
}

async function recordList(tx: Tx, actor: string, shown: readonly ShownAlarm[]): Promise<void> {
  const subjects = [...new Set(shown.map(({ referralId }) => referralId))];
  if (subjects.length === 0) return;
  await record(tx, [{ verb: 'consulted', action: 'read-alarms', actor, purpose: 'safeguarding', subjects }]);
}
