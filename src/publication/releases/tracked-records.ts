import { type Db, row, rows, sql } from '../../shared/db.ts';
import type { TrackedItem } from './tracked-item.ts';

/** Who wrote a version, and when. */
export type Writing = { by: string; at: Date };

const ITEM = sql`i.id, i.report_id as "reportId", i.kind, i.carried_from as "carriedFrom", v.version, v.what, v.why,
  v.owner, v.due_on as "dueOn", v.state, v.so_far as "soFar"`;

const LATEST = sql`from tracked_item i join lateral (
  select * from tracked_item_version where item_id = i.id order by version desc limit 1) v on true`;

/** Priorities and gaps of a report as they stand, in the order in which they were added. */
export async function trackedOfReport(db: Db, reportId: string): Promise<TrackedItem[]> {
  return rows(db, sql<TrackedItem>`select ${ITEM} ${LATEST} where i.report_id = ${reportId} order by i.id`);
}

/** Of all reports but this one: what is open still. */
export async function openTrackedElsewhere(db: Db, reportId: string | null): Promise<TrackedItem[]> {
  return rows(
    db,
    sql<TrackedItem>`select ${ITEM} ${LATEST}
      where v.state = 'open' and i.report_id is distinct from ${reportId}::uuid order by v.due_on, i.id`,
  );
}

export async function findTracked(db: Db, id: string): Promise<TrackedItem | undefined> {
  return row(db, sql<TrackedItem>`select ${ITEM} ${LATEST} where i.id::text = ${id}`);
}

export async function addTracked(db: Db, item: TrackedItem, { by, at }: Writing): Promise<void> {
  await rows(
    db,
    sql`insert into tracked_item (id, report_id, kind, carried_from, added_by, added_at)
        values (${item.id}, ${item.reportId}, ${item.kind}, ${item.carriedFrom}, ${by}, ${at})`,
  );
  await addTrackedVersion(db, item, { by, at });
}

/** A version that somebody else has added meanwhile is refused by the table: read, compare and add in one transaction. */
export async function addTrackedVersion(db: Db, item: TrackedItem, { by, at }: Writing): Promise<void> {
  await rows(
    db,
    sql`insert into tracked_item_version (item_id, version, what, why, owner, due_on, state, so_far, written_by, written_at)
        values (${item.id}, ${item.version}, ${item.what}, ${item.why}, ${item.owner}, ${item.dueOn}::date,
          ${item.state}, ${item.soFar}, ${by}, ${at})`,
  );
}

/** Waits for whoever changes the same item, until the transaction ends. */
export async function lockTracked(db: Db, id: string): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(hashtextextended(${`tracked:${id}`}, 0))`);
}
