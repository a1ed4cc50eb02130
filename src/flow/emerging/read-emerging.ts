import { type Actor, ensureMay, type PersonActor } from '../../access/index.ts';
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

/** Counts below this are shown to nobody outside the bureau. Source: the disclosure rules of the picture's design, 2026-11. */
const LEAST_SHOWN_OUTSIDE = 5;

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
  const shown = alerts.filter((alert) => maySeeAlert(actor, alert));
  const isInside = actor.compartment === null;
  return {
    covered,
    look: (await lastLook(store.db)) ?? null,
    judgedFrom: covered && judgedFrom(covered),
    alive: rankAlerts(shown.filter(({ endedPeriod }) => endedPeriod === null)),
    ended: shown.filter(({ endedPeriod }) => endedPeriod !== null),
    bookkeeping: {
      found: alerts.length,
      judged: alerts.filter(({ judgedBy }) => judgedBy !== null).length,
      real: alerts.filter(({ state }) => state === 'real').length,
    },
    tags: await noveltyTags(store.db),
    marks: isInside ? await countMarks(store.db) : [],
    breaks: await countingBreaks(store.db),
    names: await namesOfSeries(store.db),
  };
}

/** A receiving unit sees what is national or its own, and no small counts. */
export function maySeeAlert({ compartment }: PersonActor, { series, count }: StoredAlert): boolean {
  if (compartment === null) return true;
  const { source, tag, unit } = seriesOf(series);
  const isTheirs = source === undefined && tag === undefined && (unit === undefined || unit === compartment);
  return isTheirs && count >= LEAST_SHOWN_OUTSIDE;
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
