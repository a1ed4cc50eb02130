import { type Db, type RawBuilder, rows, sql } from '../shared/db.ts';
import { isId } from '../shared/ids.ts';
import { BAND_ORDER, type Band } from './axes.ts';
import { CLOCK_STATES, type ClockState } from './clocks.ts';
import type { QueueLine } from './queue-line.ts';
import { LINE } from './queue-records.ts';

/** Which part of the queue; each one given narrows it. */
export type QueueFilter = {
  band?: Band;
  threat?: string;
  sourceId?: string;
  clock?: ClockState;
  /** Only those that this person works on. */
  assignedTo?: string;
  /** Only those on which nobody has decided. */
  undecided?: boolean;
};

/** Who looks: `seesAll` if covert and professional-standards referrals are theirs to see, not only their own. */
type Viewer = { personId: string; seesAll: boolean };

export type QueueAsk = { filter: QueueFilter; viewer: Viewer; now: Date };

/** Lines after `after` (exclusive), worst first. */
export async function readQueueLines(
  db: Db,
  { filter, viewer, now }: QueueAsk,
  page: { after: Cursor | null; limit: number },
): Promise<QueueLine[]> {
  const after = page.after
    ? sql`(q.order_key, q.referral_id) > (${page.after.orderKey}, ${page.after.referralId}::uuid)`
    : sql`true`;
  return rows(
    db,
    sql<QueueLine>`select ${LINE} from queue_place q
      where ${matches(filter, now)} and ${visibleTo(viewer)} and ${after}
      order by q.order_key, q.referral_id limit ${page.limit}`,
  );
}

export type QueueCounts = { total: number; byBand: Record<Band, number>; hidden: number };

/** How many match, by band; `hidden`: how many more there are that this viewer may not see. */
export async function countQueue(db: Db, ask: QueueAsk): Promise<QueueCounts> {
  const matching = sql`from queue_place q where ${matches(ask.filter, ask.now)}`;
  const all = await countByBand(db, matching);
  const hidden = ask.viewer.seesAll
    ? new Map<Band, number>()
    : await countByBand(db, sql`${matching} and ${hiddenFrom(ask.viewer)}`);
  const visible = BAND_ORDER.map((band) => [band, (all.get(band) ?? 0) - (hidden.get(band) ?? 0)] as const);
  return {
    total: visible.reduce((sum, [, count]) => sum + count, 0),
    byBand: Object.fromEntries(visible) as Record<Band, number>,
    hidden: [...hidden.values()].reduce((sum, count) => sum + count, 0),
  };
}

async function countByBand(db: Db, matching: RawBuilder<unknown>): Promise<Map<Band, number>> {
  const counted = await rows(
    db,
    sql<{ band: Band; count: number }>`select q.band, count(*) as count ${matching} group by q.band`,
  );
  return new Map(counted.map(({ band, count }) => [band, count]));
}

/** Written so that the index on the few guarded referrals answers it. */
function hiddenFrom(viewer: Viewer): RawBuilder<unknown> {
  return sql`q.sensitivity <> 'ordinary' and q.assigned_to is distinct from ${viewer.personId}::uuid`;
}

function visibleTo(viewer: Viewer): RawBuilder<unknown> {
  if (viewer.seesAll) return sql`true`;
  return sql`(q.sensitivity = 'ordinary' or q.assigned_to is not distinct from ${viewer.personId}::uuid)`;
}

function matches(filter: QueueFilter, now: Date): RawBuilder<unknown> {
  const conditions = [
    filter.band && sql`q.band = ${filter.band}`,
    filter.threat && sql`q.threat = ${filter.threat}`,
    filter.sourceId && sql`q.source_id = ${filter.sourceId}`,
    filter.assignedTo && sql`q.assigned_to = ${filter.assignedTo}::uuid`,
    filter.undecided && sql`not q.decided`,
    filter.clock && clockIs(filter.clock, now),
  ].filter((condition) => condition !== undefined && condition !== '' && condition !== false);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

function clockIs(state: ClockState, now: Date): RawBuilder<unknown> {
  const { fromHours, toHours } = CLOCK_STATES[state];
  const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const from = fromHours === null ? sql`true` : sql`q.act_by >= ${at(fromHours)}`;
  const to = toHours === null ? sql`true` : sql`q.act_by < ${at(toHours)}`;
  return sql`(${from} and ${to})`;
}

/** Where a page ended. */
export type Cursor = { orderKey: number; referralId: string };

const CURSOR = /^(\d{1,15})\.(.{36})$/;

export function writeCursor({ orderKey, referralId }: Cursor): string {
  return `${orderKey}.${referralId}`;
}

/** Null where the text is no cursor: the first page is shown. */
export function readCursor(text: string | undefined): Cursor | null {
  const [, orderKey, referralId] = CURSOR.exec(text ?? '') ?? [];
  return orderKey && referralId && isId(referralId) ? { orderKey: Number(orderKey), referralId } : null;
}
