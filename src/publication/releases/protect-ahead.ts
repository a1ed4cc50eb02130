import type { Alert, Forecast, HiddenReport } from '../../picture/index.ts';
import { roundToFive } from '../../picture/index.ts';
import { isSmall } from './protect-figures.ts';
import { type Warning, warn } from './warning.ts';

/**
 * Alerts that a person has judged as real, without small counts; what was noted about them stays inside. What was expected is
 * said in whole numbers: as a fraction of the months before it would tell a small count of theirs. The others are told to
 * whoever writes.
 */
export function protectAlerts(alerts: readonly Alert[]): { shown: Alert[]; leftOut: Warning[] } {
  const isShown = ({ state, count }: Alert) => state === 'real' && !isSmall(count);
  const unsettled = alerts.filter((alert) => !isShown(alert) && alert.state !== 'explained');
  return {
    shown: alerts.filter(isShown).map((alert) => ({ ...alert, ...wholeLimits(alert), note: null })),
    leftOut: unsettled.map(({ id, periodName, says }) => warn('left-out', { id, what: says || periodName })),
  };
}

function wholeLimits({ expected, upper }: Alert): Pick<Alert, 'expected' | 'upper'> {
  return { expected: expected && Math.round(expected), upper: upper && Math.ceil(upper) };
}

/** Whoever is on the lists is counted as in a headline; of a few, nothing is said. */
export function protectHidden(report: HiddenReport | null): HiddenReport | null {
  if (report === null || isSmall(report.result.known)) return null;
  return { ...report, result: { ...report.result, known: roundToFive(report.result.known) } };
}

/** Counts of a forecast as a headline says them. */
export function protectForecast(forecast: Forecast): Forecast {
  const { known, total, low, high, periods } = forecast;
  return {
    ...forecast,
    known: isSmall(known) ? 0 : roundToFive(known),
    total: roundToFive(total),
    low: low === null ? null : roundToFive(low),
    high: high === null ? null : roundToFive(high),
    periods: periods.map(({ start, expected }) => ({ start, expected: roundToFive(expected) })),
  };
}
