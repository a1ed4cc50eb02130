import type { Step } from '../crossings.ts';
import { type DetectOptions, detectRises, type Unjudged } from '../detect/detect-rises.ts';
import { riseAt } from '../detect/slow-rise.ts';
import type { Series } from '../series/series.ts';
import type { Alert } from './alert.ts';
import type { Reading } from './alert-life.ts';

// One look at everything that is followed: which weeks lie above their season, which months rise slowly, which tags do.

export type AlertMethod = Alert['method'];

/** `tagged`: monthly counts of what analysts marked as new. `last`: periods to judge, of weeks and of months. */
export type Followed = {
  weekly: readonly Series[];
  monthly: readonly Series[];
  tagged: readonly Series[];
  last: { week: number; month: number };
};

export type JudgedSeries = { series: string; method: AlertMethod; step: Step; readings: Reading[] };

/** `unjudged`: how many series nothing, or little, can be said of, by reason. */
export type Judgement = {
  judged: JudgedSeries[];
  unjudged: Record<Unjudged['reason'], number>;
};

/** An alarm where nothing changed: 5 in a thousand judgements, and at most 1 in 20 of the alarms of a period false. Source: Noufaily and others 2013; chosen. */
export const ALARM_AT = { chanceOfAlarm: 0.005, falseShare: 0.05 } as const;
/** With which a slow rise must also lie above the same months of the two years before, so that a season is none. Chosen. */
const SAME_MONTHS_CHANCE = 0.05;
const MONTHS_A_YEAR = 12;
const RECENT_MONTHS = 3;

/** False alarms are held down over all series of a period together; tags by themselves, because a person chose each. */
export function judgeSeries({ weekly, monthly, tagged, last }: Followed): Judgement {
  const options = (step: Step): DetectOptions => ({ ...ALARM_AT, last: last[step], isDispersed: true });
  const [weeks, months, tags] = [
    detectRises(weekly, options('week')),
    detectRises(monthly, options('month')),
    detectRises(tagged, options('month')),
  ];
  const bySeason = weeks.findings.filter(({ method }) => method === 'season');
  const counts = new Map(monthly.map((series) => [series.name, series]));
  const rising = months.findings.map((finding) => ({
    ...finding,
    isAlarm: finding.isAlarm && risesAboveSeason(counts.get(finding.series)!, finding.period),
  }));
  const judged = [
    ...readingsOf(bySeason, 'farrington', 'week'),
    ...readingsOf(rising, 'slow-rise', 'month'),
    ...readingsOf(tags.findings, 'tagged', 'month'),
  ];
  const reasons = [...months.unjudged, ...tags.unjudged].map(({ reason }) => reason);
  const countOf = (wanted: Unjudged['reason']) => reasons.filter((reason) => reason === wanted).length;
  return { judged, unjudged: { 'too-short': countOf('too-short'), 'too-rare': countOf('too-rare') } };
}

type Findings = ReturnType<typeof detectRises>['findings'];

function readingsOf(findings: Findings, method: AlertMethod, step: Step): JudgedSeries[] {
  return [...Map.groupBy(findings, ({ series }) => series)].map(([series, own]) => ({
    series,
    method,
    step,
    readings: own.map(({ period, count, expected, chance, isAlarm }) => ({
      period,
      count,
      expected,
      chance,
      isAlarm,
    })),
  }));
}

/** True where less than two earlier years are known: then nothing is known of its season either. */
function risesAboveSeason({ starts, counts }: Series, period: string): boolean {
  const end = starts.indexOf(period) + 1;
  const quarters = [2, 1, 0].map((years) => end - years * MONTHS_A_YEAR - RECENT_MONTHS);
  if (quarters[0]! < 0) return true;
  const months = quarters.flatMap((from) => [...counts.slice(from, from + RECENT_MONTHS)]);
  // How counts vary is learned from all of the past: six months that do not follow one another tell nothing of it.
  const { dispersion = 1 } = riseAt(counts, end - 1, 'month', true) ?? {};
  const rise = riseAt(Float64Array.from(months), months.length - 1, 'month', dispersion);
  return rise === null || rise.chance <= SAME_MONTHS_CHANCE;
}
