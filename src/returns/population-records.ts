import { type Db, rows, sql, type Tx } from '../shared/db.ts';
import type { Populations, SetPopulation } from './forces/populations.ts';

/** What was set last for each force. */
export async function populationsSet(db: Db): Promise<Populations> {
  const found = await rows(
    db,
    sql<SetPopulation>`select distinct on (force) force, people, mid_year as "midYear", source
      from force_population order by force, seq desc`,
  );
  return new Map(found.map((one) => [one.force, one]));
}

export async function addPopulation(
  tx: Tx,
  { force, people, midYear, source, by, at }: SetPopulation & { by: string; at: Date },
): Promise<void> {
  await rows(
    tx,
    sql`insert into force_population (force, people, mid_year, source, set_by, set_at)
        values (${force}, ${people}, ${midYear}, ${source}, ${by}, ${at})`,
  );
}
