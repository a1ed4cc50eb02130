import { type Db, rows, sql } from '../../shared/db.ts';
import type { PersonLayer } from './person-link.ts';
import { type Joined, listed, type RecordRow, type SealedRecord } from './record-rows.ts';

// What is asked of all records at once: a page at a time.

/** With its keys, as whole stores are linked. */
export type WholeRow = SealedRecord & Pick<RecordRow, 'layer' | 'keys'>;

/** The next records that count, in the order of their ids. */
export async function recordsAfter(db: Db, id: number, limit: number): Promise<WholeRow[]> {
  const found = await rows(
    db,
    sql<
      Omit<Joined<WholeRow>, 'keys'> & { keys: string }
    >`select r.id, r.referral_id as "referralId", r.layer,
        array_to_string(r.keys, ' ') as keys, array_to_string(r.terms, ' ') as terms, r.sealed
      from er_record r where r.id > ${id} and r.left_at is null order by r.id limit ${limit}`,
  );
  return found.map((one) => ({ ...one, keys: listed(one.keys), terms: listed(one.terms) }));
}

const IDS = 100_000;

/** The ids of the records that count, of each layer in their order. */
export async function recordsByLayer(db: Db): Promise<Float64Array[]> {
  const layers = new Map<PersonLayer, Float64Array[]>();
  for (let after = 0; ; ) {
    const page = await rows(
      db,
      sql<{ id: number; layer: PersonLayer }>`select id, layer from er_record
        where id > ${after} and left_at is null order by id limit ${IDS}`,
    );
    for (const [layer, ids] of Map.groupBy(page, (one) => one.layer))
      layers.set(layer, [...(layers.get(layer) ?? []), Float64Array.from(ids, ({ id }) => id)]);
    if (page.length < IDS) return [...layers.values()].map(joined);
    after = page.at(-1)!.id;
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The id of the latest record; 0 where there was none. */
export async function highestRecord(db: Db): Promise<number> {
  const [found] = await rows(db, sql<{ id: number }>`select coalesce(max(id), 0) as id from er_record`);
  return found!.id;
}

/** Those of some records that count, in the order given. */
export async function countingAmong(db: Db, ids: readonly number[]): Promise<number[]> {
  const found = await rows(
    db,
    sql<{ id: number }>`select id from er_record where id = any(${ids}::bigint[]) and left_at is null`,
  );
  const counting = new Set(found.map(({ id }) => id));
  return ids.filter((id) => counting.has(id));
}
