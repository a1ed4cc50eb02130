import type { Alert, Forecast } from '../../picture/index.ts';
import { roundToFive } from '../../picture/index.ts';
import { isSmall } from './protect-figures.ts';
import { type Warning, warn } from './warning.ts';

/**
 * Alerts that a person has judged as real, without small counts; what was noted about them stays inside. The others are
 * told to whoever writes.
 */
export function protectAlerts(alerts: readonly Alert[]): { shown: Alert[]; leftOut: Warning[] } {
  const isShown = ({ state, count }: Alert) => state === 'real' && !isSmall(count);
  const unsettled = alerts.filter((alert) => !isShown(alert) && alert.state !== 'explained');
  return {
    shown: alerts.filter(isShown).map((alert) => ({ ...alert, note: null })),
    leftOut: unsettled.map(({ id, periodName, says }) => warn('left-out', { id, what: says || periodName })),
  };
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
