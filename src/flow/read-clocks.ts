import { type Actor, actorRef, ensureMay, type PersonActor } from '../access/index.ts';
import {
  BAND_ORDER,
  type Band,
  type ClockLine,
  clocksDue,
  type EndingPreservation,
  preservationEnding,
} from '../assessment/index.ts';
import {
  type Enquiry,
  enquiriesIn,
  overdueEnquiries,
  overdueReceipts,
  type Package,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { referralHeaders } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { type Visible, visibleReferrals } from './visible-referrals.ts';

/** Clocks of open referrals. `withinWeek` leaves out those due within a day. */
export type ClockCounts = { open: number; breached: number; withinDay: number; withinWeek: number };

/** A package or enquiry that is overdue, with the number people know its referral by. */
export type Overdue<T> = T & { number: number };

export type ClockView = {
  total: ClockCounts;
  byBand: Record<Band, ClockCounts>;
  /** The source with the most breaches first. */
  bySource: { sourceId: string; counts: ClockCounts }[];
  preservation: Listed<EndingPreservation>;
  receipts: Listed<Overdue<Package>>;
  enquiries: Listed<Overdue<Enquiry>>;
};

/** `more`: how many there are beyond those that were looked at. */
type Listed<T> = Visible<T> & { more: number };

const DAY_HOURS = 24;
const WEEK_HOURS = 7 * DAY_HOURS;
/** Lines of one list: more than anybody works off in a shift; the counts above tell how many there are. */
const LISTED = 100;

/** What is late and what will be, before it happens: clocks, preservation, receipts, enquiries. One entry for the page. */
export async function readClocks(store: Store, actor: Actor): Promise<ClockView> {
  ensureMay(actor, 'see-queue');
  const now = store.clock.now();
  return inTransaction(store, async (tx) => {
    const day = await clocksDue(tx, { now, withinHours: DAY_HOURS });
    const week = await clocksDue(tx, { now, withinHours: WEEK_HOURS });
    const late = [...(await overdueEnquiries(tx, now)), ...(await enquiriesIn(tx, 'expired'))];
    const view: ClockView = {
      ...countClocks(day, week),
      preservation: await listPreservation(tx, actor, { now, week }),
      receipts: await withNumbers(tx, actor, await overdueReceipts(tx, now)),
      enquiries: await withNumbers(tx, actor, late),
    };
    await recordView(tx, actor, view);
    return view;
  });
}

/** Pure. `day` and `week`: the same clocks, counted up to two horizons. */
function countClocks(
  day: readonly ClockLine[],
  week: readonly ClockLine[],
): Pick<ClockView, 'total' | 'byBand' | 'bySource'> {
  const among = (isIn: (line: ClockLine) => boolean): ClockCounts => {
    const sum = (lines: readonly ClockLine[], of: (line: ClockLine) => number) =>
      lines.filter(isIn).reduce((total, line) => total + of(line), 0);
    const withinDay = sum(day, ({ dueWithin }) => dueWithin);
    return {
      open: sum(day, ({ open }) => open),
      breached: sum(day, ({ breached }) => breached),
      withinDay,
      withinWeek: sum(week, ({ dueWithin }) => dueWithin) - withinDay,
    };
  };
  const byBand = Object.fromEntries(BAND_ORDER.map((band) => [band, among((line) => line.band === band)]));
  return {
    total: among(() => true),
    byBand: byBand as Record<Band, ClockCounts>,
    bySource: [...new Set(day.map(({ sourceId }) => sourceId))]
      .map((sourceId) => ({ sourceId, counts: among((line) => line.sourceId === sourceId) }))
      .sort((a, b) => b.counts.breached - a.counts.breached || b.counts.open - a.counts.open),
  };
}

async function listPreservation(
  tx: Tx,
  actor: PersonActor,
  { now, week }: { now: Date; week: readonly ClockLine[] },
): Promise<ClockView['preservation']> {
  const ending = await preservationEnding(tx, { now, withinHours: WEEK_HOURS, limit: LISTED });
  const all = week.reduce((total, line) => total + line.preservationEnding, 0);
  const lines = ending.map((line) => ({ ...line, id: line.referralId }));
  return { ...(await visibleReferrals(tx, actor, lines)), more: all - ending.length };
}

async function withNumbers<T extends { referralId: string }>(
  tx: Tx,
  actor: PersonActor,
  all: readonly T[],
): Promise<Listed<Overdue<T>>> {
  const listed = all.slice(0, LISTED);
  const headers = await referralHeaders(tx, [...new Set(listed.map(({ referralId }) => referralId))]);
  const { shown: visible } = await visibleReferrals(tx, actor, headers);
  const numbers = new Map(visible.map(({ id, number }) => [id, number]));
  const shown = listed.flatMap((item) => {
    const number = numbers.get(item.referralId);
    return number === undefined ? [] : [{ ...item, number }];
  });
  return { shown, hidden: listed.length - shown.length, more: all.length - listed.length };
}

async function recordView(tx: Tx, actor: PersonActor, view: ClockView): Promise<void> {
  const listed = [...view.preservation.shown, ...view.receipts.shown, ...view.enquiries.shown];
  const subjects = [...new Set(listed.map(({ referralId }) => referralId))];
  const entry = { verb: 'consulted', action: 'read-clocks', purpose: 'supervision' } as const;
  await record(tx, [{ ...entry, actor: actorRef(actor), subjects }]);
}
