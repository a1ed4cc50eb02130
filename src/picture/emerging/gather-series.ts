import type { Db } from '../../shared/db.ts';
import { type Counted, CROSSINGS, type Crossing, type Step } from '../crossings.ts';
import type { Coverage, Figures } from '../figures.ts';
import type { Series } from '../series/series.ts';
import { followedSeries } from './followed-series.ts';
import { countingBreaks } from './look-records.ts';
import { countMarks } from './novelty-records.ts';
import { lastDay, wholePeriods } from './whole-periods.ts';

/** Everything that is followed, in whole weeks and months. `tagged`: what analysts marked, by month. */
export type Gathered = {
  covered: Coverage | undefined;
  weekly: Series[];
  monthly: Series[];
  tagged: Series[];
  starts: Record<Step, string[]>;
};

/** Weeks that a season is learned from, and the week itself. Source: at most five years back, Noufaily and others 2013. */
const MOST_WEEKS = 5 * 53 + 60;
/** Two years and three months are held against each other; three years of charts stand before them. */
const MOST_MONTHS = 63;

/** Reads the cubes, never the facts. `today`: the first day of which not everything is known. */
export async function gatherSeries(figures: Figures, db: Db, today: string): Promise<Gathered> {
  const covered = await figures.coverage();
  if (!covered) return { covered, weekly: [], monthly: [], tagged: [], starts: { week: [], month: [] } };
  const breaks = await countingBreaks(db);
  const starts = {
    week: wholePeriods(covered, today, 'week').slice(-MOST_WEEKS),
    month: wholePeriods(covered, today, 'month').slice(-MOST_MONTHS),
  };
  const follow = async (step: Step) =>
    followedSeries(await countAll(figures, starts[step], step), { starts: starts[step], step, breaks });
  const monthly = await follow('month');
  return {
    covered,
    weekly: await follow('week'),
    monthly: await whileSent(figures, monthly, starts.month),
    tagged: followedSeries(await countMarks(db), { starts: starts.month, step: 'month', breaks }),
    starts,
  };
}

async function countAll(figures: Figures, starts: readonly string[], step: Step): Promise<Counted[]> {
  if (starts.length === 0) return [];
  const period = { from: starts[0]!, to: lastDay(starts.at(-1)!, step) };
  const counted: Counted[] = [];
  for (const crossing of Object.keys(CROSSINGS) as Crossing[])
    counted.push(...(await figures.series(crossing, period, step)));
  return counted;
}

/** Of what is usually sent of a month's incidents in the end, so much must be sent before units are judged by it. Chosen. */
const SENT_ENOUGH = 0.9;
/** Months that say what is usual: a year, without the latest three, of which some is still to be sent. Chosen. */
const [USUAL_MONTHS, LATEST_MONTHS] = [12, 3];

/**
 * A referral counts for a unit once it is sent to it, which takes time: months of which much is still to be sent are not
 * known yet for units. Weeks are left as they are: there it delays an alarm and makes none.
 */
async function whileSent(figures: Figures, monthly: Series[], starts: readonly string[]): Promise<Series[]> {
  if (starts.length === 0) return monthly;
  const shares = await sharesSent(figures, starts);
  const usual = meanOf(shares.slice(-USUAL_MONTHS - LATEST_MONTHS, -LATEST_MONTHS));
  const isKnown = shares.map((share, i) => i < shares.length - LATEST_MONTHS || share >= usual * SENT_ENOUGH);
  return monthly.map((series) =>
    series.name.includes('"unit":')
      ? { ...series, counts: series.counts.map((count, i) => (isKnown[i] ? count : Number.NaN)) }
      : series,
  );
}

/** Of each month's incidents the share that was sent. */
async function sharesSent(figures: Figures, starts: readonly string[]): Promise<number[]> {
  const period = { from: starts[0]!, to: lastDay(starts.at(-1)!, 'month') };
  const parts = await figures.measure(['disseminated', 'incidents'], period, 'month');
  const byMonth = (id: 'disseminated' | 'incidents') =>
    new Map(parts.get(id)!.map(({ group, numerator }) => [group, numerator]));
  const [sent, all] = [byMonth('disseminated'), byMonth('incidents')];
  return starts.map((start) => (sent.get(start) ?? 0) / Math.max(1, all.get(start) ?? 0));
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
