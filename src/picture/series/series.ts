/** Periods that counts are given for. */
export const UNITS = {
  day: { label: 'day', aYear: 365 },
  week: { label: 'week', aYear: 52 },
  month: { label: 'month', aYear: 12 },
  quarter: { label: 'quarter', aYear: 4 },
  year: { label: 'year', aYear: 1 },
} as const;
export type Unit = keyof typeof UNITS;

/** Counts of periods that follow one another. `starts`: the first day of each (ISO); NaN: not known, which is not 0. */
export type Series = { name: string; unit: Unit; starts: readonly string[]; counts: Float64Array };

const MS_PER_DAY = 86_400_000;

/** The first day of the period after the one that starts on this day. */
export function nextStart(start: string, unit: Unit): string {
  if (unit === 'day') return addDays(start, 1);
  if (unit === 'week') return addDays(start, 7);
  return addMonths(start, 12 / UNITS[unit].aYear);
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

function addMonths(day: string, months: number): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const count = year * 12 + (month - 1) + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}${day.slice(7)}`;
}

/** The shortest unit by which every day of these lies a whole number of periods from the first; null where there is none. */
export function unitOf(days: readonly string[]): Unit | null {
  const sorted = [...new Set(days)].sort();
  if (sorted.length < 2) return null;
  const together = (unit: Unit) => fits(sorted, unit);
  return (['year', 'quarter', 'month', 'week', 'day'] as const).find(together) ?? null;
}

/** Whether stepping by the unit from the first day meets every other one. */
function fits(sorted: readonly string[], unit: Unit): boolean {
  if (unit === 'day') return true;
  if (unit === 'week')
    return sorted.every((day) => (Date.parse(day) - Date.parse(sorted[0]!)) % (7 * MS_PER_DAY) === 0);
  const step = 12 / UNITS[unit].aYear;
  const months = sorted.map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1);
  return sorted.every(
    (day, i) => day.slice(8) === sorted[0]!.slice(8) && (months[i]! - months[0]!) % step === 0,
  );
}

/** What a person calls the period. */
export function periodName(start: string, unit: Unit): string {
  const [year, month] = start.split('-');
  if (unit === 'year') return year!;
  if (unit === 'quarter') return `${year} Q${Math.ceil(Number(month) / 3)}`;
  if (unit === 'month') return `${year}-${month}`;
  return unit === 'week' ? `week of ${start}` : start;
}
