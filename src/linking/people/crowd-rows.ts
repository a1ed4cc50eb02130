import { type Db, PREPARED, rows, sql, type Tx } from '../../shared/db.ts';

/**
 * More records than this that hang together by scores are a crowd: nobody in it is proposed to be anybody, but by what
 * people said. Their links stand. Chosen: far above what one person is reported in, and grouped within a tenth of a
 * second; without it whoever sends accounts that chain makes each later commit longer.
 */
export const MOST_TOGETHER = 1_000;

/** Which of these are of a crowd. */
export async function crowdedAmong(db: Db, ids: readonly number[]): Promise<Set<number>> {
  const found = await rows(
    db,
    sql<{ record: number }>`${PREPARED}select record from er_crowded where record = any(${ids}::bigint[])`,
  );
  return new Set(found.map(({ record }) => record));
}

/** Every record of a crowd. */
export async function everyCrowded(db: Db): Promise<number[]> {
  const found = await rows(db, sql<{ record: number }>`select record from er_crowded`);
  return found.map(({ record }) => record);
}

/** Of these records the crowded ones are of a crowd from now on, and the others of none. */
export async function markCrowded(
  tx: Tx,
  ids: readonly number[],
  crowded: ReadonlySet<number>,
): Promise<void> {
  const free = ids.filter((id) => !crowded.has(id));
  await rows(tx, sql`delete from er_crowded where record = any(${free}::bigint[])`);
  await rows(
    tx,
    sql`insert into er_crowded (record) select unnest(${[...crowded]}::bigint[]) on conflict do nothing`,
  );
}
