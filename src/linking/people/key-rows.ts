import { type Db, PREPARED, rows, sql, type Tx } from '../../shared/db.ts';

export type Keyed = { record: number; k: string };

export async function addPersonKeys(tx: Tx, keys: readonly Keyed[]): Promise<void> {
  if (keys.length === 0) return;
  await rows(
    tx,
    sql`insert into er_key (k, record)
        select * from unnest(${keys.map(({ k }) => k)}::bigint[], ${keys.map(({ record }) => record)}::bigint[])
        on conflict do nothing`,
  );
}

export async function dropPersonKeys(tx: Tx, keys: readonly Keyed[]): Promise<void> {
  if (keys.length === 0) return;
  await rows(
    tx,
    sql`delete from er_key e
        using unnest(${keys.map(({ k }) => k)}::bigint[], ${keys.map(({ record }) => record)}::bigint[]) as gone (k, record)
        where e.k = gone.k and e.record = gone.record`,
  );
}

/** Who has each key, of each only as far as `most`. Reads nothing but the key's index. */
export async function holdersOfKeys(
  db: Db,
  most: ReadonlyMap<string, number>,
): Promise<Map<string, number[]>> {
  if (most.size === 0) return new Map();
  const found = await rows(
    db,
    sql<{ k: string; holders: number[] }>`${PREPARED}
      select wanted.k::text as k, array(
        select e.record from er_key e where e.k = wanted.k order by e.record limit wanted.most) as holders
      from unnest(${[...most.keys()]}::bigint[], ${[...most.values()]}::integer[]) as wanted (k, most)`,
  );
  return new Map(found.map(({ k, holders }) => [k, holders]));
}

/** From so many holders on their number is kept instead of counted each time. Chosen: an index page holds about as many. */
export const COMMON_FROM = 256;

/** How many records have each term. */
export async function countHolders(db: Db, terms: readonly string[]): Promise<Map<string, number>> {
  if (terms.length === 0) return new Map();
  const counted = await rows(
    db,
    sql<{ k: string; holders: number }>`${PREPARED}
      select wanted.k::text as k, coalesce(c.holders, (
        select count(*) from (select from er_key e where e.k = wanted.k limit ${COMMON_FROM}) as counted)) as holders
      from unnest(${terms}::bigint[]) as wanted (k) left join er_common_term c on c.k = wanted.k`,
  );
  return new Map(counted.map(({ k, holders }) => [k, holders]));
}

export type TermChange = { k: string; before: number; after: number };

/**
 * How many records had, and have, each term, after its keys were added and dropped. `changes`: by how many. Keeps the
 * numbers of the common ones.
 */
export async function tallyTerms(tx: Tx, changes: ReadonlyMap<string, number>): Promise<TermChange[]> {
  if (changes.size === 0) return [];
  const terms = [...changes.keys()];
  const most = terms.map((k) => COMMON_FROM + Math.abs(changes.get(k)!));
  const counted = await rows(
    tx,
    sql<{ k: string; kept: number | null; counted: number }>`${PREPARED}
      select wanted.k::text as k, c.holders as kept, case when c.k is null then (
        select count(*) from (select from er_key e where e.k = wanted.k limit wanted.most) as counted) end as counted
      from unnest(${terms}::bigint[], ${most}::integer[]) as wanted (k, most)
      left join er_common_term c on c.k = wanted.k`,
  );
  await keepCommon(
    tx,
    counted.map(({ k, kept, counted: now }) => ({
      k,
      kept,
      after: kept === null ? now : kept + changes.get(k)!,
    })),
  );
  return counted.map(({ k, kept, counted: now }) => {
    const after = kept === null ? now : kept + changes.get(k)!;
    return { k, before: after - changes.get(k)!, after };
  });
}

async function keepCommon(
  tx: Tx,
  counted: readonly { k: string; kept: number | null; after: number }[],
): Promise<void> {
  const common = counted.filter(({ kept, after }) => after >= COMMON_FROM && after !== kept);
  const rare = counted.filter(({ kept, after }) => kept !== null && after < COMMON_FROM);
  if (common.length > 0)
    await rows(
      tx,
      sql`insert into er_common_term (k, holders)
          select * from unnest(${common.map(({ k }) => k)}::bigint[], ${common.map(({ after }) => after)}::integer[])
          on conflict (k) do update set holders = excluded.holders`,
    );
  if (rare.length > 0)
    await rows(tx, sql`delete from er_common_term where k = any(${rare.map(({ k }) => k)}::bigint[])`);
}

const PAGE = 100_000;

/** How many keys are stored, and on how many the store and these ("key record") do not agree. */
export async function compareKeys(
  db: Db,
  wanted: readonly string[],
): Promise<{ stored: number; amiss: number }> {
  const missing = new Set(wanted);
  let [stored, extra] = [0, 0];
  for (let last = { k: '-9223372036854775808', record: -1 }; ; ) {
    const page = await rows(
      db,
      sql<{ k: string; record: number }>`select e.k::text as k, e.record from er_key e
        where (e.k, e.record) > (${last.k}::bigint, ${last.record}::bigint) order by e.k, e.record limit ${PAGE}`,
    );
    stored += page.length;
    extra += page.filter(({ k, record }) => !missing.delete(`${k} ${record}`)).length;
    if (page.length < PAGE) return { stored, amiss: extra + missing.size };
    last = page.at(-1)!;
  }
}

/** The numbers that are kept of common terms. */
export async function commonTermsKept(db: Db): Promise<Map<string, number>> {
  const kept = await rows(
    db,
    sql<{ k: string; holders: number }>`select k::text as k, holders from er_common_term`,
  );
  return new Map(kept.map(({ k, holders }) => [k, holders]));
}

type Hashed = { id: number; keys: readonly string[]; terms: readonly string[] };

/** Puts the keys of these records, and the numbers of their common terms, in place of all that are stored. */
export async function rebuildKeys(
  tx: Tx,
  records: readonly Hashed[],
  holders: ReadonlyMap<string, number>,
): Promise<void> {
  await rows(tx, sql`delete from er_key`);
  await rows(tx, sql`delete from er_common_term`);
  for (let from = 0; from < records.length; from += REBUILT_TOGETHER)
    await addPersonKeys(
      tx,
      records
        .slice(from, from + REBUILT_TOGETHER)
        .flatMap(({ id, keys, terms }) => [...keys, ...terms].map((k) => ({ record: id, k }))),
    );
  const common = [...holders].filter(([, count]) => count >= COMMON_FROM);
  await keepCommon(
    tx,
    common.map(([k, after]) => ({ k, kept: null, after })),
  );
}

const REBUILT_TOGETHER = 5_000;
