import { type Series, UNITS } from '../series/series.ts';
import { toWeeks } from '../series/to-weeks.ts';
import { falseDiscoveryRates } from './false-discovery.ts';
import { expectWeek } from './farrington.ts';
import { riseAt } from './slow-rise.ts';

// Threats that emerge: weeks above their season, and categories that rise slowly or are new.

/** `chanceOfAlarm`: for a series in which nothing changes. `falseShare`: of all alarms, that may be false. `last`: periods looked at. */
export type DetectOptions = {
  chanceOfAlarm: number;
  falseShare: number;
  last: number;
  /** Of slow rises: whether counts that vary by more than counting does are taken for so many fewer. */
  isDispersed?: boolean;
};

/** `season`: this week against the same season of earlier years. `ratio`: the last three months against the two years before. */
export type Method = 'season' | 'ratio';

/** One series at one period, judged by one method. `upper`: more than this is an alarm, of the season method. */
export type Finding = {
  series: string;
  period: string;
  method: Method;
  count: number;
  expected: number;
  upper: number | null;
  chance: number;
  /** Share of false alarms if everything with this chance or less were one: over all series at this period. */
  rate: number;
  isAlarm: boolean;
};

/** What a reader must know of a series that nothing, or little, can be said of. */
export type Unjudged = { series: string; reason: keyof typeof UNJUDGED };

export const UNJUDGED = {
  'too-short': { label: 'too little is known of the time before' },
  'too-rare': {
    label: 'fewer than one report a month: no method finds a rise quickly; a person must mark what is new',
  },
} as const;

export type Detection = { unit: Series['unit']; findings: Finding[]; unjudged: Unjudged[] };

/** Seasons are weekly, and an outbreak has this many reports in four weeks. Source: Noufaily and others 2013. */
const FEWEST_IN_FOUR_WEEKS = 5;
const MONTHS_A_YEAR = 12;

/** Judges the last periods of each series. Days are added up to weeks first. */
export function detectRises(given: readonly Series[], options: DetectOptions): Detection {
  const all = given.map(toWeeks);
  const length = all[0]?.starts.length ?? 0;
  const places = Array.from({ length: Math.min(options.last, length) }, (_, i) => length - 1 - i).reverse();
  const findings = places.flatMap((at) => judgeAt(all, at, options));
  const told = new Set(findings.map(({ series }) => series));
  const unjudged = all.flatMap((series): Unjudged[] => {
    if (!told.has(series.name)) return [{ series: series.name, reason: 'too-short' }];
    return isRare(series) ? [{ series: series.name, reason: 'too-rare' }] : [];
  });
  return { unit: all[0]?.unit ?? 'week', findings, unjudged };
}

/** A season would look like a slow rise: the ratio judges only what the season cannot. */
function judgeAt(all: readonly Series[], at: number, options: DetectOptions): Finding[] {
  const bySeason = judged(all, at, seasonAt, options);
  const done = new Set(bySeason.map(({ series }) => series));
  const others = all.filter(({ name }) => !done.has(name));
  return [...bySeason, ...judged(others, at, ratioAt, options)];
}

type Tested = Omit<Finding, 'rate' | 'isAlarm'>;
type Test = (series: Series, at: number, options: DetectOptions) => Tested | null;

/** One method over all series at one period: their chances are judged together. */
function judged(all: readonly Series[], at: number, test: Test, options: DetectOptions): Finding[] {
  const tested = all.flatMap((series) => test(series, at, options) ?? []);
  const rates = falseDiscoveryRates(tested.map(({ chance }) => chance));
  return tested.map((one, i) => ({
    ...one,
    rate: rates[i]!,
    isAlarm: one.chance <= options.chanceOfAlarm && rates[i]! <= options.falseShare,
  }));
}

function seasonAt(series: Series, at: number, options: DetectOptions): Tested | null {
  const { name, unit, starts, counts } = series;
  const count = counts[at]!;
  if (unit !== 'week' || Number.isNaN(count)) return null;
  const expected = expectWeek(series, at, options.chanceOfAlarm);
  if (!expected) return null;
  const lately = counts.slice(at - 3, at + 1).reduce((sum, one) => sum + (Number.isNaN(one) ? 0 : one), 0);
  const { mean, upper, chance } = expected;
  return {
    series: name,
    period: starts[at]!,
    method: 'season',
    count,
    expected: mean,
    upper,
    chance: lately < FEWEST_IN_FOUR_WEEKS ? 1 : chance,
  };
}

function ratioAt(
  { name, unit, starts, counts }: Series,
  at: number,
  { isDispersed }: DetectOptions,
): Tested | null {
  const rise = riseAt(counts, at, unit, isDispersed);
  if (!rise) return null;
  const { recent, expected, chance } = rise;
  return { series: name, period: starts[at]!, method: 'ratio', count: recent, expected, upper: null, chance };
}

function isRare({ unit, counts }: Series): boolean {
  const perMonth = (some: Float64Array) => {
    const known = some.filter((count) => !Number.isNaN(count));
    const months = (known.length * MONTHS_A_YEAR) / UNITS[unit].aYear;
    return known.reduce((sum, count) => sum + count, 0) / Math.max(months, 1e-9);
  };
  return perMonth(counts) < 1 && perMonth(counts.slice(-Math.ceil(UNITS[unit].aYear / 4))) < 1;
}
