import type { ChangeWords, NationalFigure } from '../../picture/index.ts';
import type { Mark } from '../../shared/marks.ts';

const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;

/** Beyond it, tenths say nothing. Chosen: three digits are what a reader keeps. */
const WHOLE_FROM = 100;

/** A number for reading: grouped, and with one digit after the point where it is small and not whole. */
export function shownNumber(value: number): string {
  const rounded = Math.abs(value) >= WHOLE_FROM ? Math.round(value) : Math.round(value * 10) / 10;
  return rounded.toLocaleString('en-GB');
}

/** 0 to 1 as a percentage. */
export function shownShare(share: number): string {
  return `${(Math.round(share * 1000) / 10).toLocaleString('en-GB')}%`;
}

export function shownValue(figure: Pick<NationalFigure, 'unit'>, value: number): string {
  return figure.unit === 'share' ? shownShare(value) : shownNumber(value);
}

/** `day`: YYYY, YYYY-MM, YYYY-MM-DD or a moment that begins with that. */
export function shownDay(day: string, locale: string): string {
  const [year, month, date] = day.slice(0, 10).split('-');
  if (month === undefined) return year!;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date ?? '1')));
  if (Number.isNaN(at.getTime())) return day;
  return at.toLocaleDateString(
    locale,
    date === undefined ? { month: DAY.month, year: DAY.year, timeZone: DAY.timeZone } : DAY,
  );
}

/** Left out so that nobody can be told: its parts are no more to be said than its value. */
export function isWithheld({ measured, marks }: Pick<NationalFigure, 'measured' | 'marks'>): boolean {
  return measured.value === null && marks.includes('c');
}

/** "[e] [r]", or nothing. */
export function shownMarks(marks: readonly Mark[]): string {
  return marks.map((mark) => `[${mark}]`).join(' ');
}

/** A number as files hold it: without the last digits, which are noise of calculating. */
export function storedNumber(value: number): number {
  return Number(value.toPrecision(12));
}

export function hasPercent(words: ChangeWords): words is Extract<ChangeWords, { percent: number }> {
  return 'percent' in words;
}
