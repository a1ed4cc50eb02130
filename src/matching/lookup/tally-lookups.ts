import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import {
  allowedHits,
  HISTORY_DAYS,
  isFlood,
  LEAST_HITS,
  SENDERS_FOR_EVERYBODY,
  type ValueToday,
} from './flood.ts';
import { holdBack, type NewQuarantine, sendersHeldBackFrom } from './quarantine-records.ts';

/** Lookups to be counted. `valueId`: the value that was hit; 0 for all that hit nothing. */
export type Looked = { sourceId: string; valueId: number; lookups: number };

type Counted = ValueToday & { sourceId: string; valueId: number };

const HISTORY = sql.raw(String(HISTORY_DAYS));

/** Adds lookups to the day's count, and holds back values that flood; answers with what is newly held back. */
export async function tallyLookups(tx: Tx, at: Date, looked: readonly Looked[]): Promise<NewQuarantine[]> {
  await addToTally(tx, at, looked);
  const many = await valuesWithMany(tx, at, looked);
  const flooding = many.filter(isFlood);
  if (flooding.length === 0) return [];
  const held = await holdBack(
    tx,
    flooding.map(({ sourceId, ...value }) => quarantineOf(value, sourceId, at)),
  );
  const senders = await sendersHeldBackFrom(
    tx,
    held.map(({ valueId }) => valueId),
  );
  const everywhere = held.filter(({ valueId }) => (senders.get(valueId) ?? 0) >= SENDERS_FOR_EVERYBODY);
  return [
    ...held,
    ...(await holdBack(
      tx,
      everywhere.map((one) => ({ ...one, id: newId(at.getTime()), sourceId: null })),
    )),
  ];
}

function quarantineOf(value: Omit<Counted, 'sourceId'>, sourceId: string, heldAt: Date): NewQuarantine {
  const { valueId, hits } = value;
  return { id: newId(heldAt.getTime()), valueId, sourceId, heldAt, hits, allowed: allowedHits(value) };
}

async function addToTally(tx: Tx, at: Date, looked: readonly Looked[]): Promise<void> {
  await rows(
    tx,
    sql`insert into lookup_tally as t (source_id, day, value_id, lookups)
        select source_id, (${at}::timestamptz at time zone 'UTC')::date, value_id, lookups
        from unnest(${looked.map((l) => l.sourceId)}::text[], ${looked.map((l) => l.valueId)}::integer[],
          ${looked.map((l) => l.lookups)}::bigint[]) as new (source_id, value_id, lookups)
        order by source_id, value_id
        on conflict (source_id, day, value_id) do update set lookups = t.lookups + excluded.lookups`,
  );
}

/** Those of these values that hit often enough today to be judged, with their history. */
async function valuesWithMany(tx: Tx, at: Date, looked: readonly Looked[]): Promise<Counted[]> {
  const hit = looked.filter(({ valueId }) => valueId > 0);
  if (hit.length === 0) return [];
  return rows(
    tx,
    sql<Counted>`
      with today as (
        select t.source_id, t.value_id, t.day, t.lookups from lookup_tally t
        join unnest(${hit.map((l) => l.sourceId)}::text[], ${hit.map((l) => l.valueId)}::integer[])
          as asked (source_id, value_id) on asked.source_id = t.source_id and asked.value_id = t.value_id
        where t.day = (${at}::timestamptz at time zone 'UTC')::date and t.lookups > ${LEAST_HITS})
      select source_id as "sourceId", value_id as "valueId", lookups as hits,
        greatest(
          coalesce((select max(lookups) from lookup_tally p where p.source_id = today.source_id
            and p.value_id = today.value_id and p.day < today.day and p.day >= today.day - ${HISTORY}), 0),
          coalesce((select max(hits) from value_quarantine q where q.value_id = today.value_id
            and q.source_id = today.source_id and q.released_at >= today.day - ${HISTORY}), 0)) as busiest,
        (select sum(lookups)::bigint from lookup_tally a
          where a.source_id = today.source_id and a.day = today.day and a.value_id > 0) as "allHits",
        (select count(distinct day) from lookup_tally d where d.source_id = today.source_id
          and d.day < today.day and d.day >= today.day - ${HISTORY}) as days
      from today`,
  );
}

/** Lookups of a sender on one day, and how many of them hit a listed value. */
export type DayOfLookups = { sourceId: string; day: string; lookups: number; hits: number };

/** The latest days first. */
export async function lookupDays(db: Db, limit = 100): Promise<DayOfLookups[]> {
  return rows(
    db,
    sql<DayOfLookups>`select source_id as "sourceId", day, sum(lookups)::bigint as lookups,
        coalesce(sum(lookups) filter (where value_id > 0), 0)::bigint as hits
      from lookup_tally group by source_id, day order by day desc, source_id limit ${limit}`,
  );
}
