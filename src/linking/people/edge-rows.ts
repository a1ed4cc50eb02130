import { type Db, PREPARED, type RawBuilder, rows, sql, type Tx } from '../../shared/db.ts';
import { DEFAULT_CUT_BITS } from '../clusters/cluster-nodes.ts';

/** A scored pair as it is stored. `classes`: see er_edge. */
export type EdgeRow = {
  a: number;
  b: number;
  bits: number;
  levels: Uint8Array;
  classes: Uint8Array;
  activation: number;
};

export type Pair = { a: number; b: number };

const COLUMNS = sql`e.a, e.b, e.bits, e.levels, e.classes, e.activation`;

/** Keeps pairs as they are scored now. */
export async function putEdges(tx: Tx, edges: readonly EdgeRow[]): Promise<void> {
  if (edges.length === 0) return;
  await rows(
    tx,
    sql`${PREPARED}insert into er_edge (a, b, bits, levels, classes, activation)
        select * from unnest(${edges.map(({ a }) => a)}::bigint[], ${edges.map(({ b }) => b)}::bigint[],
          ${edges.map(({ bits }) => bits)}::double precision[], ${edges.map(({ levels }) => Buffer.from(levels))}::bytea[],
          ${edges.map(({ classes }) => Buffer.from(classes))}::bytea[], ${edges.map(({ activation }) => activation)}::bigint[])
        on conflict (a, b) do update set bits = excluded.bits, levels = excluded.levels, classes = excluded.classes,
          activation = excluded.activation`,
  );
}

export async function dropEdges(tx: Tx, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  await rows(
    tx,
    sql`delete from er_edge e
        using unnest(${pairs.map(({ a }) => a)}::bigint[], ${pairs.map(({ b }) => b)}::bigint[]) as gone (a, b)
        where e.a = gone.a and e.b = gone.b`,
  );
}

/** Drops every pair of these records; answers with the pairs. */
export async function dropEdgesOf(tx: Tx, ids: readonly number[]): Promise<Pair[]> {
  if (ids.length === 0) return [];
  return rows(
    tx,
    sql<Pair>`with own as (
        select a, b from er_edge where a = any(${ids}::bigint[])
        union select a, b from er_edge where b = any(${ids}::bigint[]))
      delete from er_edge e using own where e.a = own.a and e.b = own.b returning e.a, e.b`,
  );
}

/** Pairs that have any of these records. */
export async function edgesOf(db: Db, ids: readonly number[]): Promise<EdgeRow[]> {
  if (ids.length === 0) return [];
  return rows(
    db,
    sql<EdgeRow>`select ${COLUMNS} from er_edge e where e.a = any(${ids}::bigint[])
      union all
      select ${COLUMNS} from er_edge e where e.b = any(${ids}::bigint[]) and e.a <> all(${ids}::bigint[])`,
  );
}

/** Pairs among these records. */
export async function edgesAmong(db: Db, ids: readonly number[]): Promise<EdgeRow[]> {
  if (ids.length < 2) return [];
  return rows(
    db,
    sql<EdgeRow>`select ${COLUMNS} from er_edge e
      where e.a = any(${ids}::bigint[]) and e.b = any(${ids}::bigint[])`,
  );
}

/** Pairs of which both have one of these terms. */
export async function edgesSharing(db: Db, terms: readonly string[]): Promise<EdgeRow[]> {
  if (terms.length === 0) return [];
  return rows(
    db,
    sql<EdgeRow>`${PREPARED}select distinct on (e.a, e.b) ${COLUMNS}
      from er_key one join er_edge e on e.a = one.record join er_key other on other.k = one.k and other.record = e.b
      where one.k = any(${terms}::bigint[])`,
  );
}

/** Pairs whose lower record is above `after`, up to `upTo`. */
export async function edgesBetween(
  db: Db,
  { after, upTo }: { after: number; upTo: number },
): Promise<EdgeRow[]> {
  return rows(
    db,
    sql<EdgeRow>`${PREPARED}select ${COLUMNS} from er_edge e where e.a > ${after} and e.a <= ${upTo}`,
  );
}

/** Scores are rounded before they are held against the cut: a pair that lies below it by less is reached too. Chosen. */
const ROUNDING_BITS = 0.01;
const LEAST_HOLDING = DEFAULT_CUT_BITS - ROUNDING_BITS;

const HELD_TOGETHER = 50_000;

/** Every pair that may hold its records together: at the cut, or below it by less than scores are rounded. */
export async function* pairsThatHold(db: Db): AsyncGenerator<Pair> {
  for (let last: Pair = { a: 0, b: 0 }; ; ) {
    const page = await rows(
      db,
      sql<Pair>`select e.a, e.b from er_edge e where (e.a, e.b) > (${last.a}, ${last.b})
        and e.bits >= ${LEAST_HOLDING} order by e.a, e.b limit ${HELD_TOGETHER}`,
    );
    yield* page;
    if (page.length < HELD_TOGETHER) return;
    last = page.at(-1)!;
  }
}

export type ReachedPair = { a: number; b: number; bits: number };

export type Reached = { id: number; isCrowded: boolean };

/** Whom a record holds to: by a pair at or above the cut, or by whatever was once judged the same. */
function heldBy(id: RawBuilder<unknown>, byScore: RawBuilder<unknown>) {
  return sql`select e.b as id from er_edge e where e.a = ${id} and e.bits >= ${LEAST_HOLDING} and ${byScore}
    union all select e.a from er_edge e where e.b = ${id} and e.bits >= ${LEAST_HOLDING} and ${byScore}
    union all select j.b from er_judgement j where j.a = ${id} and j.verdict = 'same'
    union all select j.a from er_judgement j where j.b = ${id} and j.verdict = 'same'`;
}

/**
 * Records that hang together with these, or did until now: by the group they are in, by pairs at or above the cut, and
 * by whatever was once judged the same (a few too many do no harm), also with one of these that counts no more. Only ones
 * that count; of a crowd those that are met, and whom people hold together with them.
 */
export async function reachedFrom(db: Db, ids: readonly number[]): Promise<Reached[]> {
  return rows(
    db,
    sql<Reached>`${PREPARED}
      with recursive reached (id, crowded) as (
        select r.id, exists (select from er_crowded c where c.record = r.id) from er_record r
        where r.left_at is null and r.id in (
          select unnest(${ids}::bigint[])
          union all
          select with_it.record from er_cluster_membership own
            join er_cluster_membership with_it on with_it.cluster_id = own.cluster_id and with_it.valid_to is null
          where own.record = any(${ids}::bigint[]) and own.valid_to is null
          union all select j.b from er_judgement j where j.a = any(${ids}::bigint[]) and j.verdict = 'same'
          union all select j.a from er_judgement j where j.b = any(${ids}::bigint[]) and j.verdict = 'same')
        union
        select next.id, exists (select from er_crowded c where c.record = next.id)
        from reached cross join lateral (${heldBy(sql`reached.id`, sql`not reached.crowded`)}) as next
        join er_record r on r.id = next.id and r.left_at is null)
      select id, crowded as "isCrowded" from reached order by id`,
  );
}

/** Records that hang together with this one, as far as so many, whether or not they are of a crowd. */
export async function reachedWithin(db: Db, id: number, most: number): Promise<number[]> {
  const found = await rows(
    db,
    sql<{ id: number }>`${PREPARED}
      with recursive reached (id) as (
        select ${id}::bigint
        union
        select next.id from reached cross join lateral (${heldBy(sql`reached.id`, sql`true`)}) as next
        join er_record r on r.id = next.id and r.left_at is null)
      select id from reached limit ${most}`,
  );
  return found.map((one) => one.id);
}

/** Pairs that hold one of these records, `a`, to any other. */
export async function pairsHolding(db: Db, ids: readonly number[]): Promise<Pair[]> {
  return rows(
    db,
    sql<Pair>`select own.id as a, next.id as b
      from unnest(${ids}::bigint[]) as own (id) cross join lateral (${heldBy(sql`own.id`, sql`true`)}) as next`,
  );
}

/** Pairs at or above the cut among these records. */
export async function pairsHoldingAmong(db: Db, ids: readonly number[]): Promise<Pair[]> {
  if (ids.length < 2) return [];
  return rows(
    db,
    sql<Pair>`select e.a, e.b from er_edge e
      where e.a = any(${ids}::bigint[]) and e.b = any(${ids}::bigint[]) and e.bits >= ${LEAST_HOLDING}`,
  );
}

/** Scores of the pairs of which the lower record is one of these: all that clustering asks, and some that lead away. */
export async function scoresFrom(db: Db, ids: readonly number[]): Promise<ReachedPair[]> {
  if (ids.length < 2) return [];
  return rows(
    db,
    sql<ReachedPair>`${PREPARED}select e.a, e.b, e.bits from unnest(${ids}::bigint[]) as own (id)
      join er_edge e on e.a = own.id`,
  );
}
