import type { Standing } from '../ledger/index.ts';
import { type Db, rows, sql } from '../shared/db.ts';
import type { State } from './life.ts';

/** Where every receipt stands now. */
export async function currentStandings(db: Db): Promise<Standing[]> {
  return rows(
    db,
    sql<Standing>`select source_id as source, to_char(received_at at time zone 'UTC', 'YYYY-MM-DD') as day, state,
        count(*) as count, sum(hashtextextended(id::text, 0))::text as checksum
      from referral group by 1, 2, 3 order by 1, 2, 3`,
  );
}

/** Ids of one source and UTC day with their states. */
export async function currentIds(
  db: Db,
  at: { source: string; day: string },
): Promise<{ id: string; state: string }[]> {
  return rows(
    db,
    sql<{ id: string; state: string }>`select id, state from referral
      where source_id = ${at.source} and to_char(received_at at time zone 'UTC', 'YYYY-MM-DD') = ${at.day} order by id`,
  );
}

/** Ids of the receipts that stand in one state, oldest first. */
export async function referralsInState(db: Db, state: State): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ id: string }>`select id from referral where state = ${state} order by received_at, id`,
  );
  return found.map(({ id }) => id);
}
