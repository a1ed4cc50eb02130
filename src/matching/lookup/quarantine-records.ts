import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';

/** A value that is held back. `sourceId`: for whom; null: for everybody. */
export type Quarantine = {
  id: string;
  valueId: number;
  kind: string;
  sourceId: string | null;
  heldAt: Date;
  hits: number;
  allowed: number;
  releasedAt: Date | null;
};

const QUARANTINE = sql`q.id, q.value_id as "valueId", k.kind, q.source_id as "sourceId", q.held_at as "heldAt", q.hits,
  q.allowed, q.released_at as "releasedAt"`;

/** Which of these values are held back, from everybody or from this sender. */
export async function quarantinedValues(
  db: Db,
  valueIds: readonly number[],
  sourceId: string | null = null,
): Promise<Set<number>> {
  if (valueIds.length === 0) return new Set();
  const held = await rows(
    db,
    sql<{ id: number }>`select distinct value_id as id from value_quarantine
      where value_id = any(${valueIds}::integer[]) and released_at is null and (source_id is null or source_id = ${sourceId})`,
  );
  return new Set(held.map(({ id }) => id));
}

/** Values that are held back now, the latest first. */
export async function openQuarantines(db: Db): Promise<Quarantine[]> {
  return rows(
    db,
    sql<Quarantine>`select ${QUARANTINE} from value_quarantine q join known_value k on k.id = q.value_id
      where q.released_at is null order by q.held_at desc, q.id limit 1000`,
  );
}

export type NewQuarantine = Pick<Quarantine, 'id' | 'valueId' | 'sourceId' | 'heldAt' | 'hits' | 'allowed'>;

/** Holds values back; answers with those that were not held back already. */
export async function holdBack(tx: Tx, held: readonly NewQuarantine[]): Promise<NewQuarantine[]> {
  if (held.length === 0) return [];
  const added = await rows(
    tx,
    sql<{ id: string }>`insert into value_quarantine (id, value_id, source_id, held_at, hits, allowed)
      select id, "valueId", "sourceId", "heldAt", hits, allowed
      from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as new (id uuid, "valueId" integer, "sourceId" text,
        "heldAt" timestamptz, hits bigint, allowed bigint)
      on conflict do nothing returning id`,
  );
  const ids = new Set(added.map(({ id }) => id));
  return held.filter(({ id }) => ids.has(id));
}

/** Of these values, for how many senders each is held back now. */
export async function sendersHeldBackFrom(tx: Tx, valueIds: readonly number[]): Promise<Map<number, number>> {
  const counted = await rows(
    tx,
    sql<{ id: number; senders: number }>`select value_id as id, count(*) as senders from value_quarantine
      where value_id = any(${valueIds}::integer[]) and released_at is null and source_id is not null group by value_id`,
  );
  return new Map(counted.map(({ id, senders }) => [id, senders]));
}

/** Lets a value pass again, for everybody and each sender; gives false where it is not held back. */
export async function letPass(
  tx: Tx,
  valueId: number,
  { at, personId }: { at: Date; personId: string },
): Promise<boolean> {
  const released = await rows(
    tx,
    sql`update value_quarantine set released_at = ${at}, released_by = ${personId}
        where value_id = ${valueId} and released_at is null returning id`,
  );
  return released.length > 0;
}

/** The value that a quarantine is about; undefined where there is none of this id. */
export async function valueOfQuarantine(db: Db, id: string): Promise<number | undefined> {
  const found = await row(
    db,
    sql<{ id: number }>`select value_id as id from value_quarantine where id = ${id}::uuid`,
  );
  return found?.id;
}
