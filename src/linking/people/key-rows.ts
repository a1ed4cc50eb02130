import { type Db, PREPARED, rows, sql, type Tx } from '../../shared/db.ts';

export type Keyed = { record: number; k: string };

export async function dropPersonKeys(tx: Tx, keys: readonly Keyed[]): Promise<void> {
  if (keys.length === 0) return;
  await rows(
    tx,
    sql`delete from er_key e
        using unnest(${keys.map(({ k }) => k)}::bigint[], ${keys.map(({ record }) => record)}::bigint[]) as gone (k, record)
        where e.k = gone.k and e.record = gone.record`,
  );
}

/** From so many holders on their number is kept instead of counted each time. Chosen: an index page holds about as many. */
export const COMMON_FROM = 256;

/** Hashes of which is asked, each with how far its holders are wanted or counted. */
export type AskedHashes = { keys: ReadonlyMap<string, number>; terms: ReadonlyMap<string, number> };

/** Of a term: the number that is kept of it, else what was counted. */
type TermCount = { kept: number | null; counted: number };

export type FoundHolders = { keys: Map<string, number[]>; terms: Map<string, TermCount> };

type HoldersRow = { k: string; holders: string | null; kept: number | null; counted: number };

/** Who has each key, and how many have each term: one round trip, which reads nothing but the index. */
export async function findHolders(db: Db, { keys, terms }: AskedHashes): Promise<FoundHolders> {
  const found: FoundHolders = { keys: new Map(), terms: new Map() };
  if (keys.size + terms.size === 0) return found;
  const all = await rows(
    db,
    sql<HoldersRow>`${PREPARED}
      select wanted.k::text as k, array_to_string(array(
          select e.record from er_key e where e.k = wanted.k order by e.record limit wanted.most), ' ') as holders,
        null::integer as kept, 0::bigint as counted
      from unnest(${[...keys.keys()]}::bigint[], ${[...keys.values()]}::integer[]) as wanted (k, most)
      union all
      select wanted.k::text, null, c.holders, case when c.k is null then (
        select count(*) from (select from er_key e where e.k = wanted.k limit wanted.most) as counted) else 0 end
      from unnest(${[...terms.keys()]}::bigint[], ${[...terms.values()]}::integer[]) as wanted (k, most)
      left join er_common_term c on c.k = wanted.k`,
  );
  for (const { k, holders, kept, counted } of all)
    if (holders === null) found.terms.set(k, { kept, counted });
    else found.keys.set(k, numbersIn(holders));
  return found;
}

/** The driver reads an array sign by sign: of a hundred holders it is faster as one text. */
function numbersIn(text: string): number[] {
  return text === '' ? [] : text.split(' ').map(Number);
}

/** Who has each key, of each only as far as `most`. */
export async function holdersOfKeys(
  db: Db,
  most: ReadonlyMap<string, number>,
): Promise<Map<string, number[]>> {
  return (await findHolders(db, { keys: most, terms: new Map() })).keys;
}

/** How many records have each term. */
export async function countHolders(db: Db, terms: readonly string[]): Promise<Map<string, number>> {
  const most = new Map(terms.map((k) => [k, COMMON_FROM]));
  const found = await findHolders(db, { keys: new Map(), terms: most });
  return new Map([...found.terms].map(([k, { kept, counted }]) => [k, kept ?? counted]));
}

export type TermChange = { k: string; before: number; after: number };

/** How far a term is counted whose number of holders changed by so many. */
export function farEnough(change: number): number {
  return COMMON_FROM + Math.abs(change);
}

/**
 * How many records had, and have, each term, as found after its keys were added and dropped. `changes`: by how many.
 * Keeps the numbers of the common ones.
 */
export async function tallyTerms(
  tx: Tx,
  found: FoundHolders['terms'],
  changes: ReadonlyMap<string, number>,
): Promise<TermChange[]> {
  const tallied = [...found].map(([k, { kept, counted }]) => {
    const change = changes.get(k)!;
    const after = kept === null ? counted : kept + change;
    return { k, kept, before: after - change, after };
  });
  await keepCommon(tx, tallied);
  return tallied.map(({ k, before, after }) => ({ k, before, after }));
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
      sql`${PREPARED}insert into er_common_term (k, holders)
          select * from unnest(${common.map(({ k }) => k)}::bigint[], ${common.map(({ after }) => after)}::integer[])
          on conflict (k) do update set holders = excluded.holders`,
    );
  if (rare.length > 0)
    await rows(tx, sql`delete from er_common_term where k = any(${rare.map(({ k }) => k)}::bigint[])`);
}

/** How many keys are stored. */
export async function countKeys(db: Db): Promise<number> {
  const [counted] = await rows(db, sql<{ count: number }>`select count(*) as count from er_key`);
  return counted!.count;
}

/** How many of these keys are stored. */
export async function countStored(db: Db, keys: readonly Keyed[]): Promise<number> {
  const [counted] = await rows(
    db,
    sql<{ count: number }>`${PREPARED}select count(*) as count
      from unnest(${keys.map(({ k }) => k)}::bigint[], ${keys.map(({ record }) => record)}::bigint[]) as wanted (k, record)
      join er_key e on e.k = wanted.k and e.record = wanted.record`,
  );
  return counted!.count;
}

/** Terms that so many records have that their number is kept, counted anew. Whose term it is, any of its records tells. */
const COMMON_TERMS = sql`select g.k, g.holders from (
    select k, count(*) as holders, min(record) as one from er_key group by k having count(*) >= ${COMMON_FROM}) as g
  join er_record r on r.id = g.one and g.k = any(r.terms)`;

/** How many numbers of common terms are kept, and on how many these and a new count do not agree. */
export async function compareCommonTerms(db: Db): Promise<{ stored: number; amiss: number }> {
  const [compared] = await rows(
    db,
    sql<{ stored: number; amiss: number }>`select count(kept.k) as stored,
        count(*) filter (where kept.holders is distinct from counted.holders) as amiss
      from er_common_term kept full join (${COMMON_TERMS}) as counted on counted.k = kept.k`,
  );
  return compared!;
}

/** Mends the stored keys of the records that count, and the numbers of their common terms. What is right stays as it is. */
export async function mendKeys(tx: Tx): Promise<void> {
  await rows(
    tx,
    sql`delete from er_key e where not exists (select from er_record r
          where r.id = e.record and r.left_at is null and (e.k = any(r.keys) or e.k = any(r.terms)))`,
  );
  await rows(
    tx,
    sql`insert into er_key (k, record) select unnest(r.keys || r.terms), r.id from er_record r where r.left_at is null
        on conflict do nothing`,
  );
  await rows(tx, sql`delete from er_common_term`);
  await rows(tx, sql`insert into er_common_term (k, holders) ${COMMON_TERMS}`);
}
