import { type Db, rows, sql } from '../shared/db.ts';

/**
 * Receipts that came from one source on one UTC day and stand in one state. `checksum`: the sum of a 64-bit hash of
 * their ids, in decimal digits, so that two lists of equal length can be compared without listing them.
 */
export type Standing = { source: string; day: string; state: string; count: number; checksum: string };

const recorded = sql`
  received as (
    select subjects[1] as id, detail->>'source' as source, detail->>'day' as day, detail->>'state' as state
    from ledger_entry where action = 'receive' and verb = 'collected'),
  moved as (
    select distinct on (subjects[1]) subjects[1] as id, detail->>'to' as state
    from ledger_entry where action = 'move' order by subjects[1], ledger_entry.id desc),
  standing as (
    select id, source, day, coalesce(moved.state, received.state) as state from received left join moved using (id))`;

/** What the ledger alone says of every receipt: where it came from, when, and where its moves have led it. */
export async function recordedStandings(db: Db): Promise<Standing[]> {
  return rows(
    db,
    sql<Standing>`with ${recorded}
      select source, day, state, count(*) as count, sum(hashtextextended(id::text, 0))::text as checksum
      from standing group by source, day, state order by source, day, state`,
  );
}

/** Ids behind one line of `recordedStandings`: to name what is amiss. */
export async function recordedIds(
  db: Db,
  at: { source: string; day: string },
): Promise<{ id: string; state: string }[]> {
  return rows(
    db,
    sql<{ id: string; state: string }>`with ${recorded}
      select id, state from standing where source = ${at.source} and day = ${at.day} order by id`,
  );
}
