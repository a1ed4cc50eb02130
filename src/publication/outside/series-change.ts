import type { OutsidePoint, OutsideSeries } from './outside-series.ts';

/** The mean over a period, and over the limits that the publisher gives. `known` of `of` points have a value. */
export type PeriodMean = {
  period: string;
  value: number | null;
  low: number | null;
  high: number | null;
  known: number;
  of: number;
};

/** `ratio`: after to before; its limits are the least and the most that the publisher's own limits allow. */
export type SeriesChange = {
  before: PeriodMean;
  after: PeriodMean;
  ratio: number | null;
  low: number | null;
  high: number | null;
  /** What changed in the counting between the two. */
  breaks: readonly string[];
  says: SeriesChangeWords;
};

/** What may be said of it. `share`: where the rise or fall lies within 3 per cent of all of a plain share. */
export type SeriesChangeWords =
  | { say: 'not-known' | 'not-comparable' | 'counts-only' | 'no-clear-change' }
  | {
      say: 'up' | 'down';
      percent: number;
      limits: readonly [number, number] | null;
      share: PlainShare | null;
    };

/** Shares that have a word. */
const PLAIN_SHARES = {
  'a-quarter': 1 / 4,
  'a-third': 1 / 3,
  'a-half': 1 / 2,
  'two-thirds': 2 / 3,
  'three-quarters': 3 / 4,
} as const satisfies Record<string, number>;
export type PlainShare = keyof typeof PLAIN_SHARES;

/** Chosen: with fewer points known a mean may be of another season. */
const LEAST_KNOWN = 1 / 2;
/** Below this a percentage says more than the figures do. Source: the wording rules of src/picture/change.ts. */
const SMALLEST_BASE = 20;
/** How near to a plain share a change must lie to be called by it. Chosen. */
const NEAR = 0.03;

/** A period of the series against the same one a year before. `period`: YYYY, YYYY-MM or YYYY-MM-DD, no finer than the points. */
export function changeOverYear({ points, breaks }: OutsideSeries, period: string): SeriesChange {
  const after = meanOver(points, period);
  const before = meanOver(points, yearBefore(period));
  const between = breaksBetween({ points, breaks }, before.period, after.period);
  const { ratio, low, high } = ratioOf(before, after);
  const says = wordsFor({ before, after, ratio, low, high, isBroken: between.length > 0 });
  return { before, after, ratio, low, high, breaks: between, says };
}

/** The last period for which a year before is known too: a year of yearly points, else a whole month; null where none is. */
export function latestComparable({ points }: OutsideSeries): string | null {
  const length = Math.min(points[0]?.period.length ?? 0, 'YYYY-MM'.length);
  const periods = new Set(points.map(({ period }) => period.slice(0, length)));
  const known = (period: string) => isKnown(meanOver(points, period));
  return (
    [...periods]
      .sort()
      .reverse()
      .find((period) => known(period) && known(yearBefore(period))) ?? null
  );
}

function meanOver(points: readonly OutsidePoint[], period: string): PeriodMean {
  const own = points.filter((point) => point.period === period || point.period.startsWith(`${period}-`));
  const known = own.filter(({ value }) => value !== null);
  const limited = known.every(({ low, high }) => low !== null && high !== null);
  return {
    period,
    value: mean(known.map(({ value }) => value!)),
    low: limited ? mean(known.map(({ low }) => low!)) : null,
    high: limited ? mean(known.map(({ high }) => high!)) : null,
    known: known.length,
    of: expectedPoints(period, points[0]?.period.length ?? 0),
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Days, months or years of a period, by how long the points write theirs. */
function expectedPoints(period: string, length: number): number {
  if (period.length >= length) return 1;
  const [year, month] = period.split('-').map(Number) as [number, number?];
  if (length === 'YYYY-MM'.length) return 12;
  const from = Date.UTC(year, month === undefined ? 0 : month - 1);
  const to = month === undefined ? Date.UTC(year + 1, 0) : Date.UTC(year, month);
  return Math.round((to - from) / 86_400_000);
}

function yearBefore(period: string): string {
  const year = String(Number(period.slice(0, 4)) - 1).padStart(4, '0');
  const before = `${year}${period.slice(4)}`;
  return before.endsWith('-02-29') ? before.replace('-29', '-28') : before;
}

/** Breaks that begin after the earlier period has begun and no later than the later one ends, in words. */
function breaksBetween(
  { points, breaks }: Pick<OutsideSeries, 'points' | 'breaks'>,
  before: string,
  after: string,
): string[] {
  const isBetween = (from: string) => from > before && from.slice(0, after.length) <= after;
  const said = breaks.filter(({ from }) => isBetween(from)).map(({ what }) => what);
  const marked = points.some(({ period, marks }) => marks.includes('b') && isBetween(period));
  return said.length === 0 && marked ? ['[b]'] : said;
}

function isKnown({ value, known, of }: PeriodMean): boolean {
  return value !== null && known / of >= LEAST_KNOWN;
}

function ratioOf(before: PeriodMean, after: PeriodMean): Pick<SeriesChange, 'ratio' | 'low' | 'high'> {
  const over = (top: number | null, base: number | null) =>
    top === null || base === null || base === 0 ? null : top / base;
  return {
    ratio: over(after.value, before.value),
    low: over(after.low, before.high),
    high: over(after.high, before.low),
  };
}

type Judged = Omit<SeriesChange, 'breaks' | 'says'> & { isBroken: boolean };

function wordsFor({ before, after, ratio, low, high, isBroken }: Judged): SeriesChangeWords {
  if (!isKnown(before) || !isKnown(after)) return { say: 'not-known' };
  if (isBroken) return { say: 'not-comparable' };
  if (ratio === null || before.value! < SMALLEST_BASE) return { say: 'counts-only' };
  if ((low !== null && high !== null && low <= 1 && high >= 1) || ratio === 1)
    return { say: 'no-clear-change' };
  return {
    say: ratio > 1 ? 'up' : 'down',
    percent: percentOf(ratio),
    limits: low === null || high === null ? null : [percentOf(low), percentOf(high)],
    share: plainShare(Math.abs(ratio - 1)),
  };
}

function percentOf(ratio: number): number {
  return Math.round((ratio - 1) * 100);
}

function plainShare(change: number): PlainShare | null {
  const names = Object.keys(PLAIN_SHARES) as PlainShare[];
  return names.find((name) => Math.abs(PLAIN_SHARES[name] - change) <= NEAR) ?? null;
}
