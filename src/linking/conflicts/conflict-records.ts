import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import { isId, newId } from '../../shared/ids.ts';
import type { ConflictNotice } from './conflict.ts';

export type ConflictAlert = ConflictNotice & {
  id: string;
  raisedAt: Date;
  /** Who of the unit, or of the bureau, has seen it and will speak to the other. */
  acknowledged: { personId: string; at: Date }[];
};

/**
 * Raises alerts; the same pair is told once to each unit. Answers with those that are new. Written in one order, so that
 * two who raise the same ones at once do not wait for each other.
 */
export async function addAlerts(
  tx: Tx,
  notices: readonly ConflictNotice[],
  at: Date,
): Promise<ConflictNotice[]> {
  if (notices.length === 0) return [];
  const asRows = notices.map((notice) => ({ id: newId(at.getTime()), ...notice }));
  return rows(
    tx,
    sql<ConflictNotice>`
      insert into conflict_alert (id, unit_id, referral_id, other_unit_id, other_referral_id, kinds, raised_at)
      select id, "unitId", "referralId", "otherUnitId", "otherReferralId", kinds, ${at}
      from jsonb_to_recordset(${JSON.stringify(asRows)}::jsonb)
        as new (id uuid, "unitId" text, "referralId" uuid, "otherUnitId" text, "otherReferralId" uuid, kinds text[])
      order by "unitId", "referralId", "otherUnitId", "otherReferralId"
      on conflict do nothing
      returning unit_id as "unitId", referral_id as "referralId", other_unit_id as "otherUnitId",
        other_referral_id as "otherReferralId", kinds`,
  );
}

const ALERTS = sql`
  select a.id, a.unit_id as "unitId", a.referral_id as "referralId", a.other_unit_id as "otherUnitId",
    a.other_referral_id as "otherReferralId", a.kinds, a.raised_at as "raisedAt",
    coalesce((select jsonb_agg(jsonb_build_object('personId', k.person_id, 'at', k.at) order by k.at)
      from conflict_acknowledgement k where k.alert_id = a.id), '[]') as acknowledged
  from conflict_alert a`;

type AlertRow = Omit<ConflictAlert, 'acknowledged'> & { acknowledged: { personId: string; at: string }[] };

function asAlert({ acknowledged, ...alert }: AlertRow): ConflictAlert {
  return { ...alert, acknowledged: acknowledged.map(({ personId, at }) => ({ personId, at: new Date(at) })) };
}

/** Alerts about a referral, on either side. */
export async function alertsAbout(db: Db, referralId: string): Promise<ConflictAlert[]> {
  const found = await rows(
    db,
    sql<AlertRow>`${ALERTS} where a.referral_id = ${referralId} or a.other_referral_id = ${referralId} order by a.raised_at, a.id`,
  );
  return found.map(asAlert);
}

type AlertsAsked = { unitId?: string; openOnly: boolean; limit: number; before?: string };

/** Alerts to one unit, or to everybody; the latest first, at most `limit`, after the alert `before` where one is named. */
export async function alertsTo(
  db: Db,
  { unitId, openOnly, limit, before }: AlertsAsked,
): Promise<ConflictAlert[]> {
  const found = await rows(
    db,
    sql<AlertRow>`${ALERTS}
      where (${unitId ?? null}::text is null or a.unit_id = ${unitId ?? null})
        and (not ${openOnly}::boolean or not exists (select 1 from conflict_acknowledgement k where k.alert_id = a.id))
        and (${before ?? null}::text is null or (a.raised_at, a.id) < (
          select last.raised_at, last.id from conflict_alert last where last.id::text = ${before ?? null}))
      order by a.raised_at desc, a.id desc limit ${limit}`,
  );
  return found.map(asAlert);
}

export async function findAlert(db: Db, id: string): Promise<ConflictAlert | undefined> {
  if (!isId(id)) return undefined;
  return (await rows(db, sql<AlertRow>`${ALERTS} where a.id = ${id}`)).map(asAlert)[0];
}

/** A person has seen the alert. The same person is noted once; answers whether it is new. */
export async function addConflictAcknowledgement(
  tx: Tx,
  id: string,
  personId: string,
  at: Date,
): Promise<boolean> {
  const noted = await rows(
    tx,
    sql`insert into conflict_acknowledgement (alert_id, person_id, at) values (${id}, ${personId}, ${at})
        on conflict do nothing returning alert_id`,
  );
  return noted.length > 0;
}

/** How many pairs each referral stands in that some unit was told of. */
export async function countConflicts(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const counted = await rows(
    db,
    sql<{ id: string; count: number }>`
      select id, count(distinct pair) as count from (
        select referral_id as id, other_referral_id as pair from conflict_alert where referral_id = any(${ids}::uuid[])
        union all
        select other_referral_id, referral_id from conflict_alert where other_referral_id = any(${ids}::uuid[])) as sides
      group by id`,
  );
  return new Map(counted.map(({ id, count }) => [id, count]));
}
