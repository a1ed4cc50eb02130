import type { Step } from '../crossings.ts';
import type { Coverage } from '../figures.ts';
import { nextStart } from '../series/series.ts';

// Only weeks and months that are over are judged: half a month of reports is no fall, and no rise.

const MS_PER_DAY = 86_400_000;
const MONDAY = 1;
/** Without a report for longer than this, nothing is received any more: the figures are of the past. Chosen: a month. */
const SILENT_DAYS = 31;

/** First days of the whole weeks (from Monday) or months between the first receipt and today, oldest first. */
export function wholePeriods(covered: Coverage, today: string, step: Step): string[] {
  const end = knownBefore(covered, today);
  const starts: string[] = [];
  for (
    let start = firstWhole(covered.from, step);
    nextStart(start, step) <= end;
    start = nextStart(start, step)
  )
    starts.push(start);
  return starts;
}

/** The first day of which not everything is known: today, or the day after the last receipt where that was long ago. */
function knownBefore({ to }: Coverage, today: string): string {
  const silentDays = (Date.parse(today) - Date.parse(to)) / MS_PER_DAY;
  return silentDays > SILENT_DAYS ? nextStart(to, 'day') : today;
}

function firstWhole(day: string, step: Step): string {
  if (step === 'month') return day.endsWith('-01') ? day : nextStart(`${day.slice(0, 7)}-01`, 'month');
  let start = day;
  while (new Date(start).getUTCDay() !== MONDAY) start = nextStart(start, 'day');
  return start;
}

/** From one period's start to another's: 3 from the first week to the fourth. */
export function periodsBetween(from: string, to: string, step: Step): number {
  if (step === 'week') return Math.round((Date.parse(to) - Date.parse(from)) / (7 * MS_PER_DAY));
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from);
}

/** The last day of the period that begins on this one. */
export function lastDay(start: string, step: Step): string {
  return new Date(Date.parse(nextStart(start, step)) - MS_PER_DAY).toISOString().slice(0, 10);
}
