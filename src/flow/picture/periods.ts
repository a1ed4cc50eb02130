import { isDay, type Period } from '../../shared/period.ts';

const DAY_MS = 86_400_000;

/** The same days so many years earlier; 29 February becomes 28, unless there is one then. */
export function yearsBefore({ from, to }: Period, years: number): Period {
  const shift = (day: string) => {
    const year = Number(day.slice(0, 4)) - years;
    const shifted = `${year}${day.slice(4)}`;
    return day.endsWith('-02-29') && !isLeap(year) ? `${year}-02-28` : shifted;
  };
  return { from: shift(from), to: shift(to) };
}

/** The same days a year earlier. */
export function aYearBefore(period: Period): Period {
  return yearsBefore(period, 1);
}

function isLeap(year: number): boolean {
  return new Date(Date.UTC(year, 2, 0)).getUTCDate() === 29;
}

/** The UTC month of a day as a period. */
export function monthOf(day: string): Period {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { from: `${day.slice(0, 7)}-01`, to: `${day.slice(0, 7)}-${String(last).padStart(2, '0')}` };
}

function yearOf(day: string): Period {
  return { from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` };
}

/** "2012" is a year, "2026-10" a month, "2026-10-05..2026-11-20" these days; undefined where it is none of them. */
export function periodNamed(text: string): Period | undefined {
  const { from, to } = daysNamed(text) ?? {};
  return from && to && isDay(from) && isDay(to) && FIRST_DAY <= from && from <= to && to <= LAST_DAY
    ? { from, to }
    : undefined;
}

/** Chosen: no record is older or later, and what lies some years before is a day that a database knows. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

function daysNamed(text: string): Partial<Period> | undefined {
  if (/^\d{4}$/.test(text)) return yearOf(text);
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return monthOf(text);
  return DAYS.exec(text)?.groups;
}

const DAYS = /^(?<from>\d{4}-\d{2}-\d{2})\.\.(?<to>\d{4}-\d{2}-\d{2})$/;

/** As `periodNamed` reads it. */
export function nameOfPeriod({ from, to }: Period): string {
  const names = [from.slice(0, 4), from.slice(0, 7), `${from}..${to}`];
  return names.find((name) => {
    const named = periodNamed(name);
    return named?.from === from && named.to === to;
  })!;
}

/** The months that a period touches, YYYY-MM, in order. */
export function monthsOf({ from, to }: Period): string[] {
  const months: string[] = [];
  const [lastYear, lastMonth] = [Number(to.slice(0, 4)), Number(to.slice(5, 7))];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  while (year < lastYear || (year === lastYear && month <= lastMonth)) {
    months.push(`${year}-${String(month).padStart(2, '0')}`);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return months;
}

/** So many calendar months that end with a period. */
export function lastMonths({ to }: Period, months: number): Period {
  const first = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)) - months, 1));
  return { from: first.toISOString().slice(0, 10), to };
}

/** The calendar months that hold a period, whole. */
export function wholeMonths({ from, to }: Period): Period {
  return { from: monthOf(from).from, to: monthOf(to).to };
}

/** What of a period is over by a day, that day included: a part of a month is never held against a whole one. */
export function soFar({ from, to }: Period, today: string): Period {
  return { from, to: from <= today && today < to ? today : to };
}

/** So many whole calendar months: the last that end with a period at the latest, and are over by a day. */
export function lastMonthsOver({ to }: Period, today: string, months: number): Period {
  const asked = to < today ? to : dayBefore(today);
  const isWhole = monthOf(asked).to === asked;
  return lastMonths({ from: asked, to: isWhole ? asked : dayBefore(monthOf(asked).from) }, months);
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
}

export function daysIn({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
}

/** Days of the longest month. */
const MONTH_DAYS = 31;

/** What to show where nobody asked: all that is covered, if that is a month at most, else its last calendar month. */
export function recentPeriod(covered: Period): Period {
  const { from, to } = covered;
  return daysIn(covered) <= MONTH_DAYS ? { from, to } : monthOf(to);
}
