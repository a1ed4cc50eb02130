import { type Actor, ensureMay, may, type PersonActor } from '../../access/index.ts';
import {
  type Counted,
  type CountingBreak,
  type Coverage,
  countingBreaks,
  countMarks,
  type Figures,
  type Look,
  lastLook,
  type NameSeries,
  type NoveltyTag,
  namesOfSeries,
  nextStart,
  noveltyTags,
  type StoredAlert,
  seriesOf,
  storedAlerts,
} from '../../picture/index.ts';
import type { Store } from '../../shared/db.ts';
import { type RankedAlert, rankAlerts } from './rank-alerts.ts';

/** Counts below this are only for whoever judges alerts or may open what is counted. Source: the disclosure rules of the picture's design, 2026-11. */
const LEAST_SHOWN = 5;

/** From when each method can judge: the first whole periods after the first receipt, and as many more as it needs. */
export type JudgedFrom = { months: string; weeks: string };

export type EmergingPage = {
  covered: Coverage | null;
  look: Look | null;
  judgedFrom: JudgedFrom | null;
  /** Up now, ranked, each with its parts. */
  alive: RankedAlert[];
  /** Over, the latest first. */
  ended: StoredAlert[];
  /** Of all alerts that were judged, how many were real. */
  bookkeeping: { found: number; judged: number; real: number };
  tags: NoveltyTag[];
  marks: Counted[];
  breaks: CountingBreak[];
  names: NameSeries;
};

/** What has risen lately, and what was made of it. Figures only: nothing here names a referral. */
export async function readEmerging(
  { store, figures }: { store: Store; figures: Figures },
  actor: Actor,
): Promise<EmergingPage> {
  ensureMay(actor, 'see-picture');
  const [alerts, covered] = [await storedAlerts(store.db), (await figures.coverage()) ?? null];
  const shown = alerts
    .filter((alert) => maySeeAlert(actor, alert))
    .map((alert) => withoutSmallCounts(actor, alert));
  return {
    covered,
    look: (await lastLook(store.db)) ?? null,
    judgedFrom: covered && judgedFrom(covered),
    alive: rankAlerts(shown.filter(({ endedPeriod }) => endedPeriod === null)),
    ended: shown.filter(({ endedPeriod }) => endedPeriod !== null),
    bookkeeping: {
      found: shown.length,
      judged: shown.filter(({ judgedBy }) => judgedBy !== null).length,
      real: shown.filter(({ state }) => state === 'real').length,
    },
    tags: await noveltyTags(store.db),
    marks: seesSmallCounts(actor) ? await countMarks(store.db) : [],
    breaks: breaksFor(actor, await countingBreaks(store.db)),
    names: await namesOfSeries(store.db),
  };
}

/** A receiving unit sees what is national or its own, and no small counts. */
export function maySeeAlert(actor: PersonActor, { series, count }: StoredAlert): boolean {
  return maySeeSeries(actor, series) && (seesSmallCounts(actor) || count >= LEAST_SHOWN);
}

function seesSmallCounts(actor: PersonActor): boolean {
  return actor.compartment === null && (may(actor, 'judge-alert') || may(actor, 'read-referral'));
}

function maySeeSeries({ compartment }: PersonActor, series: string): boolean {
  const { source, tag, unit } = seriesOf(series);
  const isNationalOrTheirs =
    source === undefined && tag === undefined && (unit === undefined || unit === compartment);
  return compartment === null || isNationalOrTheirs;
}

/**
 * For all others the course of a series with small counts is left out whole, but for a unit's own: what is expected of one
 * month would give away what was counted in another.
 */
export function withoutSmallCounts(actor: PersonActor, alert: StoredAlert): StoredAlert {
  const isTheirs = seesSmallCounts(actor) || seriesOf(alert.series)['unit'] === actor.compartment;
  const isSmall = alert.points.some(({ count }) => count !== null && count > 0 && count < LEAST_SHOWN);
  return isTheirs || !isSmall ? alert : { ...alert, points: [] };
}

/** Breaks in counting of series that one may see; those of all series are for everybody. */
export function breaksFor(actor: PersonActor, breaks: readonly CountingBreak[]): CountingBreak[] {
  return breaks.filter(({ series }) => series === null || maySeeSeries(actor, series));
}

/** Half a year to compare with and the three months themselves; three years, the week itself and three to each side. */
const MONTHS_NEEDED = 9;
const YEARS_NEEDED = 3;
const WEEKS_AROUND = 5;

function judgedFrom({ from }: Coverage): JudgedFrom {
  let months = from.endsWith('-01') ? from : nextStart(`${from.slice(0, 7)}-01`, 'month');
  for (let i = 0; i < MONTHS_NEEDED; i += 1) months = nextStart(months, 'month');
  let weeks = `${Number(from.slice(0, 4)) + YEARS_NEEDED}${from.slice(4).replace('-02-29', '-02-28')}`;
  for (let i = 0; i < WEEKS_AROUND; i += 1) weeks = nextStart(weeks, 'week');
  return { months, weeks };
}
