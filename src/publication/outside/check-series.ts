import { isDay } from '../../shared/period.ts';
import { isDate } from '../claims/check-claim.ts';
import type { OutsideSeries } from './outside-series.ts';
import { MOST_POINTS } from './read-points.ts';

/** Why a series is refused: codes, which pages put into words. */
export const SERIES_FAULTS = {
  missing: 'it must be said',
  'too-long': 'it is longer than is shown',
  'not-a-day': 'YYYY-MM-DD is needed',
  'not-a-name': '2 to 60 of a-z, 0-9 and hyphen',
  'not-a-period': 'YYYY, YYYY-MM or YYYY-MM-DD is needed, all of one length and each once',
  'not-between': 'a value does not lie between its limits',
  'not-a-break': 'a break needs the period from which it holds, and what changed',
} as const satisfies Record<string, string>;
export type SeriesFaultCode = keyof typeof SERIES_FAULTS;
export type SeriesFault = { field: keyof OutsideSeries; code: SeriesFaultCode };

/** What an id is made of. */
export const SERIES_NAME = /^[a-z0-9-]{2,60}$/;
const LONGEST = 1_000;
const MOST_BREAKS = 40;
const TEXTS = ['title', 'publisher', 'licence', 'source', 'unit', 'definition', 'about'] as const;

/** What is amiss with a series; nothing where it may be shown beside the picture. */
export function checkSeries(series: OutsideSeries): SeriesFault[] {
  return [
    ...TEXTS.filter((field) => series[field].trim() === '').map(faultIn('missing')),
    ...TEXTS.filter((field) => series[field].length > LONGEST).map(faultIn('too-long')),
    ...(SERIES_NAME.test(series.id) ? [] : [faultIn('not-a-name')('id')]),
    ...(isDay(series.retrievedOn) ? [] : [faultIn('not-a-day')('retrievedOn')]),
    ...(areBreaks(series.breaks) ? [] : [faultIn('not-a-break')('breaks')]),
    ...faultsOfPoints(series.points),
  ];
}

function faultIn(code: SeriesFaultCode) {
  return (field: keyof OutsideSeries): SeriesFault => ({ field, code });
}

function areBreaks(breaks: OutsideSeries['breaks']): boolean {
  return (
    breaks.length <= MOST_BREAKS &&
    breaks.every(({ from, what }) => isDate(from) && what.trim() !== '' && what.length <= LONGEST)
  );
}

function faultsOfPoints(points: OutsideSeries['points']): SeriesFault[] {
  const periods = points.map(({ period }) => period);
  const areTold =
    periods.every(isDate) &&
    new Set(periods).size === periods.length &&
    new Set(periods.map((period) => period.length)).size <= 1;
  const lieBetween = points.every(
    ({ value, low, high }) =>
      (low === null || high === null || low <= high) &&
      (value === null || ((low === null || low <= value) && (high === null || value <= high))),
  );
  return [
    ...(points.length === 0 ? [faultIn('missing')('points')] : []),
    ...(points.length > MOST_POINTS ? [faultIn('too-long')('points')] : []),
    ...(areTold ? [] : [faultIn('not-a-period')('points')]),
    ...(lieBetween ? [] : [faultIn('not-between')('points')]),
  ];
}
