import { type Db, row, rows, type Store, sql, type Tx } from '../shared/db.ts';
import { sealJson, unsealJson } from '../shared/envelope.ts';
import type { WrappedKey } from '../shared/key-service.ts';
import type { Mapping } from './mapping.ts';

// Mappings that people confirmed. Each repeats labels and codes of its file, which may name somebody: it is sealed under
// the return's key, and goes with the file.

const SEALED_AS = 'return_profile.mapping';

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

type Kept = WrappedKey & { returnId: string; mapping: Buffer };

/** Of returns whose file is there and that nobody took back. */
const KEPT = sql`p.return_id as "returnId", p.mapping, r.key_id as "keyId", r.wrapped_key as wrapped
  from return_profile as p join force_return as r on r.id = p.return_id
  where r.wrapped_key is not null and r.state <> 'withdrawn'`;

/** The mapping that was confirmed last for a force; null: for tables of many forces. */
export async function profileOf(
  store: Store,
  db: Db,
  force: string | null,
): Promise<Pick<Profile, 'returnId' | 'mapping'> | undefined> {
  const kept = await row(
    db,
    sql<Kept>`select ${KEPT} and p.force is not distinct from ${force} order by p.seq desc limit 1`,
  );
  return kept && { returnId: kept.returnId, mapping: (await opened(store, [kept]))[0]! };
}

/** The latest mapping of each force, the newest first: examples for a force that has none. */
export async function profileExamples(store: Store, db: Db, limit: number): Promise<Mapping[]> {
  const kept = await rows(
    db,
    sql<Kept>`select * from (
        select distinct on (p.force) p.seq, ${KEPT} and p.force is not null order by p.force, p.seq desc
      ) as latest order by seq desc limit ${limit}`,
  );
  return opened(store, kept);
}

async function opened({ keys }: Store, kept: readonly Kept[]): Promise<Mapping[]> {
  if (kept.length === 0) return [];
  const dataKeys = await keys.unwrap(kept);
  return kept.map(({ mapping }, i) => unsealJson<Mapping>(dataKeys[i]!, SEALED_AS, mapping));
}

/** How often a return was confirmed. */
export async function countAcceptances(db: Db, returnId: string): Promise<number> {
  const found = await row(
    db,
    sql<{
      count: number;
    }>`select count(*)::integer as count from return_profile where return_id = ${returnId}`,
  );
  return found!.count;
}

export async function addProfile(tx: Tx, dataKey: Buffer, profile: Profile): Promise<void> {
  const { mapping } = profile;
  await rows(
    tx,
    sql`insert into return_profile (force, return_id, acceptance, scheme_id, scheme_version, mapping, confirmed_by, confirmed_at)
        values (${profile.force}, ${profile.returnId}, ${profile.acceptance}, ${mapping.scheme}, ${mapping.schemeVersion},
          ${sealJson(dataKey, SEALED_AS, mapping)}, ${profile.confirmedBy}, ${profile.confirmedAt})`,
  );
}
