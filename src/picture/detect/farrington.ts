import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import poissonCdf from '@stdlib/stats-base-dists-poisson-cdf';
import type { Series } from '../series/series.ts';
import { type Counts, type Fit, fitQuasiPoisson } from './quasi-poisson.ts';

// Is this week's count more than the same season of earlier years leads one to expect? The method is Farrington
// Flexible: Noufaily, Enki, Farrington, Garthwaite, Andrews and Charlett 2013, Statistics in Medicine 32(7) 1206-1222.

type Weekly = Pick<Series, 'starts' | 'counts'>;

/** What was expected of a week; counts of `upper` and fewer are no alarm. `chance`: of so many or more, if nothing changed. */
export type Expected = {
  mean: number;
  upper: number;
  chance: number;
  dispersion: number;
  hasTrend: boolean;
  /** So many earlier weeks it rests on. */
  weeks: number;
};

const MS_PER_WEEK = 7 * 86_400_000;
const MS_PER_YEAR = 365.25 * 86_400_000;
/** Years that are looked back on; weeks to each side that are the same season; parts that a year falls into. Source: Noufaily and others 2013. */
const MOST_YEARS = 5;
const FEWEST_YEARS = 3;
const SAME_SEASON_WEEKS = 3;
const PARTS = 10;
/** The latest half year is left out, so that a slow rise is not taken for usual. */
const LEFT_OUT_WEEKS = 26;
/** Earlier outbreaks count less from this residual on. */
const OUTLYING = 2.58;

/** Null where there are not three years of known weeks before it, or the past cannot be fitted. NaN in `counts`: not known. */
export function expectWeek({ starts, counts }: Weekly, at: number, alpha: number): Expected | null {
  const known = counts.findIndex((count) => !Number.isNaN(count));
  const seasons = sameSeasons(starts[at]!, at, known);
  if (seasons.length <= FEWEST_YEARS) return null;
  const weeks = baseline(counts, at, seasons.at(-1)!);
  const most = Math.max(...weeks.map((week) => counts[week]!));
  const trending = fitTwice(counts, weeks, seasons, true);
  // A trend that leads beyond everything seen would hide what it should find.
  const hasTrend = trending !== null && meanAt(trending) <= most;
  const fit = hasTrend ? trending : fitTwice(counts, weeks, seasons, false);
  if (!fit) return null;
  const mean = meanAt(fit);
  const { dispersion } = fit;
  return {
    mean,
    upper: quantile(1 - alpha, mean, dispersion),
    chance: 1 - upTo(counts[at]! - 1, mean, dispersion),
    dispersion,
    hasTrend,
    weeks: weeks.length,
  };
}

/** The place of the week itself, then of the week nearest to the same day of each earlier year, as far as counts are known. */
function sameSeasons(start: string, at: number, known: number): number[] {
  const back = Array.from({ length: MOST_YEARS + 1 }, (_, years) => {
    const day = new Date(start);
    day.setUTCFullYear(day.getUTCFullYear() - years);
    return at - Math.round((Date.parse(start) - day.getTime()) / MS_PER_WEEK);
  });
  return back.filter((week) => week >= known + SAME_SEASON_WEEKS);
}

function baseline(counts: Float64Array, at: number, earliest: number): number[] {
  const first = earliest - SAME_SEASON_WEEKS;
  const weeks = Array.from({ length: at - LEFT_OUT_WEEKS - first }, (_, i) => first + i);
  return weeks.filter((week) => !Number.isNaN(counts[week]!));
}

/** 0: the season of the week itself, in any year; else one of the equal parts between two such seasons. */
function partOf(week: number, seasons: readonly number[]): number {
  const year = seasons.findIndex((season) => week >= season - SAME_SEASON_WEEKS);
  const season = seasons[year]!;
  if (week <= season + SAME_SEASON_WEEKS) return 0;
  const from = season + SAME_SEASON_WEEKS + 1;
  const to = seasons[year - 1]! - SAME_SEASON_WEEKS;
  return 1 + Math.floor(((week - from) * (PARTS - 1)) / (to - from));
}

type Weeks = readonly number[];

function fitTwice(counts: Float64Array, weeks: Weeks, seasons: Weeks, hasTrend: boolean): Fit | null {
  const given = designOf(counts, weeks, seasons, hasTrend);
  const first = fitQuasiPoisson(given);
  return first && fitQuasiPoisson({ ...given, weights: withoutOutbreaks(given, first) });
}

/** Effects: 1, the part of the year (the week's own season stands for 0), and the years since, where there is a trend. */
function designOf(counts: Float64Array, weeks: Weeks, seasons: Weeks, hasTrend: boolean): Counts {
  const width = PARTS + (hasTrend ? 1 : 0);
  const effects = new Float64Array(weeks.length * width);
  weeks.forEach((week, row) => {
    const part = partOf(week, seasons);
    effects[row * width] = 1;
    if (part > 0) effects[row * width + part] = 1;
    if (hasTrend) effects[row * width + PARTS] = ((week - seasons[0]!) * MS_PER_WEEK) / MS_PER_YEAR;
  });
  return {
    counts: Float64Array.from(weeks, (week) => counts[week]!),
    effects,
    width,
    weights: new Float64Array(weeks.length).fill(1),
  };
}

/** The week's own season and its own time are where every other effect is 0. */
function meanAt({ coefficients }: Fit): number {
  return Math.exp(coefficients[0]!);
}

/** Weights by standardised Anscombe residuals, which add up to the number of weeks. */
function withoutOutbreaks({ counts }: Counts, { means, leverages, dispersion }: Fit): Float64Array {
  const raw = counts.map((count, row) => {
    const mean = means[row]!;
    const spread = mean ** (1 / 6) * Math.sqrt(dispersion * (1 - leverages[row]!));
    const residual = (1.5 * (count ** (2 / 3) - mean ** (2 / 3))) / spread;
    return residual > OUTLYING ? residual ** -2 : 1;
  });
  const scale = counts.length / raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight * scale);
}

/** Chance of `count` or fewer: negative binomial of that mean and dispersion, Poisson where it is 1. */
export function upTo(count: number, mean: number, dispersion: number): number {
  if (count < 0) return 0;
  if (dispersion <= 1 + 1e-9) return poissonCdf(count, mean);
  return betaCdf(1 / dispersion, mean / (dispersion - 1), count + 1);
}

function quantile(share: number, mean: number, dispersion: number): number {
  let [low, high] = [-1, Math.ceil(mean + 10 * Math.sqrt(mean * dispersion) + 10)];
  while (upTo(high, mean, dispersion) < share) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (upTo(middle, mean, dispersion) >= share) high = middle;
    else low = middle;
  }
  return high;
}
