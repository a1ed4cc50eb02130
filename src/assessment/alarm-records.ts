import { membersFoldedInto } from '../referral/index.ts';
import { type Db, row, rows, sql } from '../shared/db.ts';
import type { AlarmCause } from './floors.ts';

/** A call for a person's attention. Holds codes and the referral's number, nothing personal. */
export type Alarm = { id: string; referralId: string; number: number; floors: AlarmCause[]; raisedAt: Date };

const COLUMNS = sql`a.id, a.referral_id as "referralId", a.number, a.floors, a.raised_at as "raisedAt"`;

/** Raises alarms and gives the ids of those that are new: the same floors of the same referral raise one alarm. */
export async function addAlarms(db: Db, alarms: readonly Alarm[]): Promise<string[]> {
  if (alarms.length === 0) return [];
  const added = await rows(
    db,
    sql<{ id: string }>`insert into alarm (id, referral_id, number, floors, raised_at)
      select id, "referralId", number, floors, "raisedAt"
      from jsonb_to_recordset(${JSON.stringify(alarms)}::jsonb)
        as new (id uuid, "referralId" uuid, number bigint, floors text[], "raisedAt" timestamptz)
      on conflict (referral_id, floors) do nothing returning id`,
  );
  return added.map(({ id }) => id);
}

/** Floors for which each referral has raised an alarm before, by referral id. */
export async function floorsAlarmed(
  db: Db,
  referralIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const found = await rows(
    db,
    sql<{ referralId: string; floors: string[] }>`select referral_id as "referralId", floors
      from alarm where referral_id = any(${[...referralIds]}::uuid[])`,
  );
  const grouped = Map.groupBy(found, ({ referralId }) => referralId);
  return new Map([...grouped].map(([id, alarms]) => [id, new Set(alarms.flatMap(({ floors }) => floors))]));
}

/** Alarms that nobody has acknowledged, oldest first: what every page of the desk shows. */
export async function openAlarms(db: Db): Promise<Alarm[]> {
  return rows(
    db,
    sql<Alarm>`select ${COLUMNS} from alarm a
      where not exists (select from alarm_acknowledgement k where k.alarm_id = a.id) order by a.raised_at, a.id`,
  );
}

/** Of the given alarms those that are still open. */
export async function stillOpen(db: Db, ids: readonly string[]): Promise<Alarm[]> {
  return rows(
    db,
    sql<Alarm>`select ${COLUMNS} from alarm a where a.id = any(${[...ids]}::uuid[])
      and not exists (select from alarm_acknowledgement k where k.alarm_id = a.id) order by a.raised_at, a.id`,
  );
}

/** Of these referrals those with an open alarm, their own or of a report folded into them. */
export async function openAlarmsAmong(db: Db, referralIds: readonly string[]): Promise<Set<string>> {
  const members = await membersFoldedInto(db, referralIds);
  const headOf = new Map(members.map(({ id, foldedInto }) => [id, foldedInto!]));
  const alarms = await alarmsOf(db, [...referralIds, ...headOf.keys()]);
  const open = alarms.filter(({ acknowledgedBy }) => acknowledgedBy === null);
  return new Set(open.map(({ referralId }) => headOf.get(referralId) ?? referralId));
}

export async function findAlarm(db: Db, id: string): Promise<Alarm | undefined> {
  return row(db, sql<Alarm>`select ${COLUMNS} from alarm a where a.id = ${id}::uuid`);
}

export type AlarmWithAnswer = Alarm & { acknowledgedBy: string | null; acknowledgedAt: Date | null };

/** Every alarm of the given referrals, latest first. */
export async function alarmsOf(db: Db, referralIds: readonly string[]): Promise<AlarmWithAnswer[]> {
  return rows(
    db,
    sql<AlarmWithAnswer>`select ${COLUMNS}, k.acknowledged_by as "acknowledgedBy", k.acknowledged_at as "acknowledgedAt"
      from alarm a left join alarm_acknowledgement k on k.alarm_id = a.id
      where a.referral_id = any(${[...referralIds]}::uuid[]) order by a.raised_at desc, a.id desc`,
  );
}

/** The latest alarms that were acknowledged, the last first. */
export async function answeredAlarms(db: Db, limit = 20): Promise<AlarmWithAnswer[]> {
  return rows(
    db,
    sql<AlarmWithAnswer>`select ${COLUMNS}, k.acknowledged_by as "acknowledgedBy", k.acknowledged_at as "acknowledgedAt"
      from alarm a join alarm_acknowledgement k on k.alarm_id = a.id
      order by k.acknowledged_at desc, a.id desc limit ${limit}`,
  );
}

/** Whether this call acknowledged it: false where somebody had done so before. */
export async function addAcknowledgement(
  db: Db,
  answer: { alarmId: string; personId: string; at: Date },
): Promise<boolean> {
  const added = await rows(
    db,
    sql`insert into alarm_acknowledgement (alarm_id, acknowledged_by, acknowledged_at)
        values (${answer.alarmId}, ${answer.personId}, ${answer.at}) on conflict (alarm_id) do nothing returning alarm_id`,
  );
  return added.length > 0;
}
