import { type Actor, ensureMay } from '../access/index.ts';
import {
  type Breakdown,
  type Change,
  type Coverage,
  changeBetween,
  type Figures,
  INDICATORS,
  type Indicator,
  type IndicatorId,
  type Measured,
  type Period,
} from '../picture/index.ts';
import type { Clock } from '../shared/clock.ts';

/** A figure with everything needed to trace it. `change` is against the same period a year before; null where that is not covered. */
export type Figure = {
  id: IndicatorId;
  definition: Indicator;
  period: Period;
  measured: Omit<Measured, 'group'>;
  yearBefore: Omit<Measured, 'group'> | null;
  change: Change | null;
};

export type Picture = {
  period: Period;
  computedAt: string;
  /** First and last day of receipt that the picture knows of. */
  covered: Coverage | null;
  figures: Figure[];
  /** Incidents by each breakdown, and receipts over time. */
  breakdowns: Record<ShownBreakdown, GroupFigure[]>;
  /** Receipts by day, or by month where the period is longer than two months. */
  overTime: { by: 'day' | 'month'; lines: Measured[] };
};

/** One group of a breakdown: its incidents now and in the same period a year before (null: not covered). */
export type GroupFigure = { group: string; value: number; before: number | null; change: Change | null };

type ShownBreakdown = Exclude<Breakdown, 'day' | 'month' | 'band'>;

const SHOWN_BREAKDOWNS = ['threat', 'source', 'channel', 'unit'] as const satisfies readonly Breakdown[];
/** Columns that one chart can label. */
const DAYS_SHOWN = 62;
const NOTHING = { numerator: 0, denominator: null, value: 0 };

const EVERY_INDICATOR = Object.keys(INDICATORS) as IndicatorId[];

/** `figures`: where they are measured. */
export type PictureSource = { figures: Figures; clock: Clock };

/** The picture of a period. Figures only: no personal data is read. */
export async function readPicture(
  { figures, clock }: PictureSource,
  actor: Actor,
  period: Period,
): Promise<Picture> {
  ensureMay(actor, 'see-picture');
  const covered = (await figures.coverage()) ?? null;
  const before = aYearBefore(period);
  const asked = { period, before: covered !== null && covered.from <= before.from ? before : null };
  const breakdowns = {} as Picture['breakdowns'];
  for (const by of SHOWN_BREAKDOWNS) breakdowns[by] = await groupFigures(figures, by, asked);
  const by = daysIn(period) > DAYS_SHOWN ? 'month' : 'day';
  const received = await figures.measure(['receipts-received'], period, by);
  return {
    period,
    computedAt: clock.now().toISOString(),
    covered,
    figures: await allFigures(figures, asked),
    breakdowns,
    overTime: { by, lines: received.get('receipts-received')! },
  };
}

/** `before`: the same days a year earlier; null where they are not covered. */
type Asked = { period: Period; before: Period | null };

async function allFigures(figures: Figures, { period, before }: Asked): Promise<Figure[]> {
  const now = await figures.measure(EVERY_INDICATOR, period);
  const then = before && (await figures.measure(EVERY_INDICATOR, before));
  return EVERY_INDICATOR.map((id) => {
    const definition: Indicator = INDICATORS[id];
    const measured = withoutGroup(now.get(id)![0]);
    const yearBefore = then && withoutGroup(then.get(id)![0]);
    const isCompared = yearBefore !== null && definition.unit !== 'share';
    const change = isCompared ? changeBetween(yearBefore.numerator, measured.numerator) : null;
    return { id, definition, period, measured, yearBefore, change };
  });
}

function withoutGroup(line: Measured | undefined): Omit<Measured, 'group'> {
  if (!line) return NOTHING;
  const { group: _, ...rest } = line;
  return rest;
}

async function groupFigures(
  figures: Figures,
  by: ShownBreakdown,
  { period, before }: Asked,
): Promise<GroupFigure[]> {
  const countIn = async (days: Period) =>
    countsOf((await figures.measure(['incidents'], days, by)).get('incidents')!);
  const now = await countIn(period);
  const then = before && (await countIn(before));
  return [...new Set([...now.keys(), ...(then?.keys() ?? [])])]
    .map((group) => groupFigure(group, now.get(group) ?? 0, then && (then.get(group) ?? 0)))
    .sort((a, b) => b.value - a.value || (a.group < b.group ? -1 : 1));
}

function countsOf(lines: readonly Measured[]): Map<string, number> {
  return new Map(lines.map(({ group, numerator }) => [group, numerator]));
}

function groupFigure(group: string, value: number, before: number | null): GroupFigure {
  return { group, value, before, change: before === null ? null : changeBetween(before, value) };
}

/** The same days a year earlier; 29 February becomes 28. */
export function aYearBefore({ from, to }: Period): Period {
  const shift = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4).replace('-02-29', '-02-28')}`;
  return { from: shift(from), to: shift(to) };
}

/** The UTC month of a day as a period. */
export function monthOf(day: string): Period {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { from: `${day.slice(0, 7)}-01`, to: `${day.slice(0, 7)}-${String(last).padStart(2, '0')}` };
}

function daysIn({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
}

/** Days of the longest month. */
const MONTH_DAYS = 31;

/** What to show where nobody asked: all that is covered, if that is a month at most, else its last calendar month. */
export function recentPeriod(covered: Period): Period {
  const { from, to } = covered;
  return daysIn(covered) <= MONTH_DAYS ? { from, to } : monthOf(to);
}
