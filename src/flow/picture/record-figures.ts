import {
  AVERAGES,
  type AverageId,
  type Coverage,
  type Definition,
  type Figures,
  figureFromRecords,
  INDICATORS,
  type Indicator,
  type IndicatorId,
  type Measured,
  type NationalFigure,
} from '../../picture/index.ts';
import type { Period } from '../../shared/period.ts';
import { daysIn, lastMonthsOver, monthsOf, soFar, yearsBefore } from './periods.ts';

const EVERY_INDICATOR = Object.keys(INDICATORS) as IndicatorId[];
const EVERY_AVERAGE = Object.keys(AVERAGES) as AverageId[];

export type RecordsSource = { figures: Figures; computedAt: string };

type Lines = Map<IndicatorId, Measured[]>;
type OfRecords = { source: RecordsSource; covered: Coverage | null; period: Period };

/** Every figure of the bureau's own records over a period. */
export async function recordFigures(source: RecordsSource, period: Period): Promise<NationalFigure[]> {
  return measureRecords(source, period, { indicators: EVERY_INDICATOR, averages: EVERY_AVERAGE });
}

/** One of them. */
export async function recordFigure(
  source: RecordsSource,
  period: Period,
  id: IndicatorId | AverageId,
): Promise<NationalFigure> {
  const isAverage = Object.hasOwn(AVERAGES, id);
  const [figure] = await measureRecords(source, period, {
    indicators: isAverage ? [] : [id as IndicatorId],
    averages: isAverage ? [id as AverageId] : [],
  });
  return figure!;
}

async function measureRecords(
  source: RecordsSource,
  period: Period,
  { indicators, averages }: { indicators: readonly IndicatorId[]; averages: readonly AverageId[] },
): Promise<NationalFigure[]> {
  const covered = (await source.figures.coverage()) ?? null;
  const of = { source, covered, period };
  return [
    ...(indicators.length > 0 ? await indicatorFigures(of, indicators) : []),
    ...(await Promise.all(averages.map((id) => averageFigure(of, id)))),
  ];
}

async function indicatorFigures(of: OfRecords, ids: readonly IndicatorId[]): Promise<NationalFigure[]> {
  const { source, covered, period } = of;
  const now = await source.figures.measure(ids, period, stepOf(period));
  const byYears = Map.groupBy(ids, yearsBack);
  const found = new Map<IndicatorId, NationalFigure>();
  for (const [years, some] of byYears) {
    const earlier = coveredBefore(of, period, years);
    const then = earlier && (await source.figures.measure(some, earlier, stepOf(period)));
    for (const id of some)
      found.set(
        id,
        figureFromRecords(
          { id, covered, computedAt: source.computedAt },
          {
            ...measuredIn(now, id, { period, step: stepOf(period) }),
            before: earlier && then && measuredIn(then, id, { period: earlier, step: stepOf(period) }),
          },
        ),
      );
  }
  return ids.map((id) => found.get(id)!);
}

function isShare(id: IndicatorId): boolean {
  const { denominator }: Indicator = INDICATORS[id];
  return denominator !== undefined;
}

function yearsBack(id: IndicatorId): number {
  const { comparedYears = 1 }: Definition = INDICATORS[id];
  return comparedYears;
}

/** So many years before, as far as the period has come, if all of it is covered. */
function coveredBefore({ covered, source }: OfRecords, period: Period, years: number): Period | null {
  const earlier = yearsBefore(soFar(period, dayOf(source)), years);
  return covered !== null && covered.from <= earlier.from ? earlier : null;
}

function dayOf({ computedAt }: RecordsSource): string {
  return computedAt.slice(0, 'YYYY-MM-DD'.length);
}

type Step = 'day' | 'month';

/** Chosen: up to a quarter of a year has too few months to tell how far they differ. */
const QUARTER_DAYS = 92;

function stepOf(period: Period): Step {
  return daysIn(period) > QUARTER_DAYS ? 'month' : 'day';
}

function measuredIn(measured: Lines, id: IndicatorId, { period, step }: { period: Period; step: Step }) {
  const lines = measured.get(id)!;
  return {
    period,
    measured: addUp(lines, isShare(id)),
    parts: step === 'day' ? weeksOf(lines, period) : monthsIn(lines, period),
  };
}

function monthsIn(lines: readonly Measured[], period: Period): number[] {
  const byMonth = new Map(lines.map(({ group, numerator }) => [group.slice(0, 'YYYY-MM'.length), numerator]));
  return monthsOf(period).map((month) => byMonth.get(month) ?? 0);
}

const WEEK_DAYS = 7;

/** Seven days each from the first day on: days of the week differ, weeks much less. */
function weeksOf(lines: readonly Measured[], { from, to }: Period): number[] {
  const weeks = new Array<number>(Math.ceil(daysIn({ from, to }) / WEEK_DAYS)).fill(0);
  for (const { group, numerator } of lines)
    weeks[Math.floor((daysIn({ from, to: group }) - 1) / WEEK_DAYS)]! += numerator;
  return weeks;
}

/** Every part is a count or a sum, so that months add up to a period. */
function addUp(lines: readonly Measured[], isOfWhole: boolean): Omit<Measured, 'group'> {
  const numerator = sum(lines.map((line) => line.numerator));
  if (!isOfWhole) return { numerator, denominator: null, value: numerator };
  const denominator = sum(lines.map((line) => line.denominator!));
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator };
}

async function averageFigure(of: OfRecords, id: AverageId): Promise<NationalFigure> {
  const { source, covered, period } = of;
  const { months, of: counted } = AVERAGES[id];
  const window = lastMonthsOver(period, dayOf(source), months);
  const averageOver = async (asked: Period) => {
    const lines = await source.figures.measure([counted], asked, stepOf(asked));
    const whole = measuredIn(lines, counted, { period: asked, step: stepOf(asked) });
    const { numerator } = whole.measured;
    return { ...whole, measured: { numerator, denominator: months, value: numerator / months } };
  };
  const earlier = coveredBefore(of, window, 1);
  const isCovered = covered !== null && covered.from <= window.from;
  return figureFromRecords(
    // A month of which a part is missing would be a smaller one.
    { id, covered: isCovered ? covered : null, computedAt: source.computedAt },
    { ...(await averageOver(window)), before: earlier && (await averageOver(earlier)) },
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
