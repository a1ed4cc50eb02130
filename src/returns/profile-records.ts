import { type Db, row, rows, sql, type Tx } from '../shared/db.ts';
import type { Mapping } from './mapping.ts';

/** A mapping that a named person confirmed. `force`: null for a table of many forces. */
export type Profile = {
  force: string | null;
  returnId: string;
  /** How often that return had been confirmed then, this time included. */
  acceptance: number;
  mapping: Mapping;
  confirmedBy: string;
  confirmedAt: Date;
};

const PROFILE = sql`force, return_id as "returnId", acceptance, mapping, confirmed_by as "confirmedBy",
  confirmed_at as "confirmedAt"`;

/** The mapping that was confirmed last for a force; null: for tables of many forces. */
export async function profileOf(db: Db, force: string | null): Promise<Profile | undefined> {
  return row(
    db,
    sql<Profile>`select ${PROFILE} from return_profile where force is not distinct from ${force}
      order by seq desc limit 1`,
  );
}

/** The latest mapping of each force, the newest first: examples for a force that has none. */
export async function profileExamples(db: Db, limit: number): Promise<Mapping[]> {
  const found = await rows(
    db,
    sql<{ mapping: Mapping }>`select mapping from (
        select distinct on (force) seq, mapping from return_profile where force is not null order by force, seq desc
      ) as latest order by seq desc limit ${limit}`,
  );
  return found.map(({ mapping }) => mapping);
}

/** Every confirmation of a return, in order. */
export async function acceptancesOf(db: Db, returnId: string): Promise<Profile[]> {
  return rows(
    db,
    sql<Profile>`select ${PROFILE} from return_profile where return_id = ${returnId} order by seq`,
  );
}

export async function addProfile(tx: Tx, profile: Profile): Promise<void> {
  const { mapping } = profile;
  await rows(
    tx,
    sql`insert into return_profile (force, return_id, acceptance, scheme_id, scheme_version, mapping, confirmed_by, confirmed_at)
        values (${profile.force}, ${profile.returnId}, ${profile.acceptance}, ${mapping.scheme}, ${mapping.schemeVersion},
          ${JSON.stringify(mapping)}::jsonb, ${profile.confirmedBy}, ${profile.confirmedAt})`,
  );
}
