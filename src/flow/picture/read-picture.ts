import { type Actor, ensureMay } from '../../access/index.ts';
import {
  type Breakdown,
  type Change,
  type Coverage,
  changeBetween,
  type Figures,
  type IndicatorId,
  type Measured,
  type NationalFigure,
} from '../../picture/index.ts';
import { answeredPeriods, type Scope } from '../../returns/index.ts';
import type { Period } from '../../shared/period.ts';
import { daysIn, yearsBefore } from './periods.ts';
import { type PictureSource, readNationalFigures } from './read-national-figures.ts';

export type Picture = {
  period: Period;
  computedAt: string;
  /** First and last day of receipt that the picture knows of. */
  covered: Coverage | null;
  figures: NationalFigure[];
  /** Periods that forces have answered for, with how many did; the latest first. */
  returned: (Period & { forces: number })[];
  /** An indicator by each breakdown, and receipts over time. */
  breakdowns: Record<ShownBreakdown, GroupFigure[]>;
  /** Receipts by day, or by month where the period is longer than two months. */
  overTime: { by: 'day' | 'month'; lines: Measured[] };
};

/** One group of a breakdown: its count now and in the same period a year before (null: not covered). */
export type GroupFigure = { group: string; value: number; before: number | null; change: Change | null };

/** What is shown by which breakdown. */
export const SHOWN_BREAKDOWNS = {
  threat: 'incidents',
  source: 'incidents',
  channel: 'incidents',
  unit: 'incidents',
  country: 'transnational-reports',
  risk: 'transnational-reports',
} as const satisfies Partial<Record<Breakdown, IndicatorId>>;
export type ShownBreakdown = keyof typeof SHOWN_BREAKDOWNS;

/** Columns that one chart can label. */
const DAYS_SHOWN = 62;

/** The picture of a period. Figures only: no personal data is read. */
export async function readPicture(
  source: PictureSource,
  actor: Actor,
  period: Period,
  scope?: Scope,
): Promise<Picture> {
  ensureMay(actor, 'see-picture');
  const { figures, store } = source;
  const covered = (await figures.coverage()) ?? null;
  const before = yearsBefore(period, 1);
  const asked = { period, before: covered !== null && covered.from <= before.from ? before : null };
  const breakdowns = {} as Picture['breakdowns'];
  for (const by of Object.keys(SHOWN_BREAKDOWNS) as ShownBreakdown[])
    breakdowns[by] = await groupFigures(figures, by, asked);
  const by = daysIn(period) > DAYS_SHOWN ? 'month' : 'day';
  const received = await figures.measure(['receipts-received'], period, by);
  return {
    period,
    computedAt: store.clock.now().toISOString(),
    covered,
    figures: await readNationalFigures(source, actor, period, scope),
    returned: await answeredPeriods(store.db),
    breakdowns,
    overTime: { by, lines: received.get('receipts-received')! },
  };
}

/** `before`: the same days a year earlier; null where they are not covered. */
type Asked = { period: Period; before: Period | null };

async function groupFigures(
  figures: Figures,
  by: ShownBreakdown,
  { period, before }: Asked,
): Promise<GroupFigure[]> {
  const id = SHOWN_BREAKDOWNS[by];
  const countIn = async (days: Period) => countsOf((await figures.measure([id], days, by)).get(id)!);
  const now = await countIn(period);
  const then = before && (await countIn(before));
  return [...new Set([...now.keys(), ...(then?.keys() ?? [])])]
    .map((group) => groupFigure(group, now.get(group) ?? 0, then && (then.get(group) ?? 0)))
    .sort((a, b) => b.value - a.value || (a.group < b.group ? -1 : 1));
}

/** Groups of which there is something. */
function countsOf(lines: readonly Measured[]): Map<string, number> {
  return new Map(
    lines.filter(({ numerator }) => numerator > 0).map(({ group, numerator }) => [group, numerator]),
  );
}

function groupFigure(group: string, value: number, before: number | null): GroupFigure {
  return { group, value, before, change: before === null ? null : changeBetween(before, value) };
}
