import { type ChangeWords, wordsFor } from '../change.ts';
import { periodName } from '../series/series.ts';
import type { StoredAlert } from './alert-records.ts';

/** What may be said of a slow rise, by the wording rules; the base is what three months were expected to have. */
export function wordsOfAlert({ count, expected, lowRatio, highRatio }: StoredAlert): ChangeWords {
  const ratio = expected > 0 ? count / expected : null;
  return wordsFor({ before: expected, ratio, low: lowRatio, high: highRatio });
}

const SAID: Record<ChangeWords['say'], string> = {
  'counts-only': 'rose; the counts are too small for a percentage',
  'no-clear-change': 'rose',
  'at-least-doubled': 'at least doubled',
  'about-doubled': 'about doubled',
  up: 'rose',
  down: 'rose',
};

/** Less than this, expected of a period, reads as none. Chosen. */
const LEAST_EXPECTED = 0.05;

/** The alert in an English sentence; Welsh pages have their own. It speaks of reports, never of offences. */
export function sayAlert(alert: StoredAlert, name: string): string {
  const { method, count, expected, lastPeriod, step } = alert;
  const of = `Reports of “${name}”`;
  const period = periodName(lastPeriod, step);
  if (expected < LEAST_EXPECTED)
    return `${of}: ${whole(count)} in ${method === 'farrington' ? `the ${period}` : `the three months up to ${period}`}, where none were expected.`;
  const figures = `${whole(count)} where ${about(expected)} expected`;
  if (method === 'farrington')
    return `${of} were above their season in the ${period}: ${figures}, and more than ${whole(alert.upper)} is an alarm.`;
  const marked = method === 'tagged' ? `Reports marked as “${name}”` : of;
  const words = wordsOfAlert(alert);
  return `${marked} ${SAID[words.say]} in the three months up to ${period}: ${figures} from the two years before${percents(words)}.`;
}

function percents(words: ChangeWords): string {
  if (!('percent' in words)) return '';
  return ` (up ${words.percent} %, 95 % interval ${words.lowPercent} to ${words.highPercent} %)`;
}

/** To a fraction it would tell a small count of the months before. */
function about(expected: number): string {
  return expected < 1 ? 'fewer than one was' : `about ${whole(expected)} were`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}
