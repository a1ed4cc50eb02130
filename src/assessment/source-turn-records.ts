import { type Db, rows, sql, type Tx } from '../shared/db.ts';

/** A source's report that waits for its turn. */
export type Turn = { referralId: string; sourceId: string; arrivedAt: Date; turnAt: Date };

export async function addTurns(tx: Tx, turns: readonly Turn[]): Promise<void> {
  if (turns.length === 0) return;
  await rows(
    tx,
    sql`insert into source_turn (referral_id, source_id, arrived_at, turn_at)
      select "referralId", "sourceId", "arrivedAt", "turnAt" from jsonb_to_recordset(${JSON.stringify(turns)}::jsonb)
        as new ("referralId" uuid, "sourceId" text, "arrivedAt" timestamptz, "turnAt" timestamptz)
      on conflict (referral_id) do nothing`,
  );
}

/** The turn of each of these referrals that has to wait for one, by referral id. */
export async function turnsOf(db: Db, referralIds: readonly string[]): Promise<Map<string, Date>> {
  if (referralIds.length === 0) return new Map();
  const found = await rows(
    db,
    sql<{ id: string; turnAt: Date }>`select referral_id as id, turn_at as "turnAt" from source_turn
      where referral_id = any(${[...referralIds]}::uuid[])`,
  );
  return new Map(found.map(({ id, turnAt }) => [id, turnAt]));
}

/**
 * How a source has sent until now: `filledUntil` null before its first report. `sent`: reports without stated harm on
 * each of the days looked back on that it sent any; `days`: since when the bureau counts, whoever sent.
 */
export type SourcePace = { sourceId: string; filledUntil: Date | null; sent: number[]; days: number };

/** Holds these sources until the transaction ends, one after another in their order. `day`: UTC, 2026-03-02. */
export async function holdPaces(
  tx: Tx,
  sourceIds: readonly string[],
  ask: { day: string; days: number },
): Promise<SourcePace[]> {
  return rows(
    tx,
    sql<SourcePace>`with held as (
        insert into source_pace (source_id) select * from unnest(${[...sourceIds].sort()}::text[])
        on conflict (source_id) do update set source_id = excluded.source_id returning source_id, filled_until)
      select source_id as "sourceId", filled_until as "filledUntil",
        array(select sent from source_day d where d.source_id = held.source_id
          and day < ${ask.day}::date and day >= ${ask.day}::date - ${ask.days}::integer) as sent,
        greatest(0, coalesce(${ask.day}::date - (select min(day) from source_day), 0))::integer as days
      from held`,
  );
}

/** What a source has sent beside what it had, and how full that leaves its allowance. */
export type Sent = { sourceId: string; filledUntil: Date; sent: number };

export async function addSent(tx: Tx, day: string, all: readonly Sent[]): Promise<void> {
  await rows(
    tx,
    sql`with added as (
        select * from jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
          as new ("sourceId" text, "filledUntil" timestamptz, sent integer)
      ), paced as (
        update source_pace set filled_until = added."filledUntil" from added where source_id = added."sourceId")
      insert into source_day (source_id, day, sent) select "sourceId", ${day}::date, sent from added
      on conflict (source_id, day) do update set sent = source_day.sent + excluded.sent`,
  );
}

/** A source whose reports without stated harm wait for their turn. `latest`: the turn of the last of them. */
export type Flood = { sourceId: string; waiting: number; latest: Date };

/** Sources that send more than they may, as far as it shows in the queue; that with most waiting first. */
export async function floodsNow(db: Db): Promise<Flood[]> {
  return rows(
    db,
    sql<Flood>`select source_id as "sourceId", count(*) as waiting, max(turn_at) as latest
      from queue_place where turn_at is not null group by source_id order by waiting desc, source_id`,
  );
}
