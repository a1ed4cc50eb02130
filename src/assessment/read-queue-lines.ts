import { type Db, type RawBuilder, rows, sql } from '../shared/db.ts';
import { isId } from '../shared/ids.ts';
import { BAND_ORDER, type Band } from './axes.ts';
import {
  type CirculationLine,
  circulationLines,
  countCirculating,
  GROUPS_WAITING,
} from './circulation-queue.ts';
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
  /** Only those in the line of this content group. */
  circulation?: number;
};

/** Who looks: `seesAll` if covert and professional-standards referrals are theirs to see, not only their own. */
type Viewer = { personId: string; seesAll: boolean };

export type QueueAsk = { filter: QueueFilter; viewer: Viewer; now: Date };
type Page = { after: Cursor | null; limit: number };

/** One line for each referral after `after` (exclusive), worst first. */
export async function readQueueLines(db: Db, ask: QueueAsk, page: Page): Promise<QueueLine[]> {
  return readLines(db, ask, page, sql`true`);
}

async function readLines(
  db: Db,
  { filter, viewer, now }: QueueAsk,
  page: Page,
  which: RawBuilder<unknown>,
): Promise<QueueLine[]> {
  return rows(
    db,
    sql<QueueLine>`select ${LINE} from queue_place q
      where ${matches(filter, now)} and ${visibleTo(viewer)} and ${isAfter(page)} and ${which}
      order by q.order_key, q.referral_id limit ${page.limit}`,
  );
}

function isAfter({ after }: Page): RawBuilder<unknown> {
  if (!after) return sql`true`;
  return sql`(q.order_key, q.referral_id) > (${after.orderKey}, ${after.referralId}::uuid)`;
}

/** `group`: what the line stands for, where it is that of a group of several. */
export type FoldedLine = QueueLine & { group: CirculationLine | null };

/** The same with one line for each group of circulating content, in the place of its first member that matches. */
export async function readFoldedLines(db: Db, ask: QueueAsk, page: Page): Promise<FoldedLine[]> {
  const matching = matches(ask.filter, ask.now);
  const alone = await readLines(db, ask, page, sql`q.circulation is null`);
  const heads = await rows(
    db,
    sql<QueueLine>`select ${LINE} from ${GROUPS_WAITING} as waiting
      cross join lateral (
        select * from queue_place q where q.circulation = waiting.id and ${matching}
        order by q.order_key, q.referral_id limit 1) as q
      where ${isAfter(page)} order by q.order_key, q.referral_id limit ${page.limit}`,
  );
  const lines = [...alone, ...heads].sort(inQueueOrder).slice(0, page.limit);
  const groups = await circulationLines(
    db,
    lines.flatMap(({ circulation }) => circulation ?? []),
    matching,
  );
  return lines.map((line) => ({ ...line, group: severalIn(groups.get(line.circulation ?? -1)) }));
}

function severalIn(line: CirculationLine | undefined): CirculationLine | null {
  return line && line.referrals > 1 ? line : null;
}

function inQueueOrder(a: Cursor, b: Cursor): number {
  return a.orderKey - b.orderKey || (a.referralId < b.referralId ? -1 : 1);
}

/** `lines`: how many there are with one for each group of circulating content. */
export type QueueCounts = { total: number; lines: number; byBand: Record<Band, number>; hidden: number };

/** How many match, by band; `hidden`: how many more there are that this viewer may not see. */
export async function countQueue(db: Db, ask: QueueAsk): Promise<QueueCounts> {
  const circulating = await countCirculating(db, matches(ask.filter, ask.now));
  const matching = sql`from queue_place q where ${matches(ask.filter, ask.now)}`;
  const all = await countByBand(db, matching);
  const hidden = ask.viewer.seesAll
    ? new Map<Band, number>()
    : await countByBand(db, sql`${matching} and ${hiddenFrom(ask.viewer)}`);
  const visible = BAND_ORDER.map((band) => [band, (all.get(band) ?? 0) - (hidden.get(band) ?? 0)] as const);
  const total = visible.reduce((sum, [, count]) => sum + count, 0);
  return {
    total,
    // Members of groups are never guarded: none of them is hidden from anybody.
    lines: total - circulating.referrals + circulating.groups,
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
    filter.circulation !== undefined && sql`q.circulation = ${filter.circulation}`,
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
