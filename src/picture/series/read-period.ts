const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The ways in which official tables write a period, and the parts that are found in each. */
const FORMS: readonly [RegExp, (parts: string[], dayFirst: boolean) => [number, number, number]][] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/, ([y, m, d]) => [Number(y), Number(m), Number(d)]],
  [/^(\d{4})[-/]?(\d{2})$/, ([y, m]) => [Number(y), Number(m), 1]],
  [/^(\d{4})$/, ([y]) => [Number(y), 1, 1]],
  [/^(\d{4})[ -]?Q([1-4])$/i, ([y, q]) => [Number(y), Number(q) * 3 - 2, 1]],
  [/^Q([1-4])[ -]?(\d{4})$/i, ([q, y]) => [Number(y), Number(q) * 3 - 2, 1]],
  [
    /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/,
    ([a, b, y], dayFirst) => [Number(y), Number(dayFirst ? b : a), Number(dayFirst ? a : b)],
  ],
  [/^([A-Za-z]{3})[a-z]*[ -](\d{4})$/, ([m, y]) => [Number(y), monthNamed(m!), 1]],
  [/^(\d{4})[ -]([A-Za-z]{3})[a-z]*$/, ([y, m]) => [Number(y), monthNamed(m!), 1]],
  [/^(\d{4})[ -]?W(\d{1,2})$/i, ([y, w]) => mondayOf(Number(y), Number(w))],
];

/** The first day of the period that a cell names, as an ISO date; null where it names none. */
export function readPeriod(cell: string, dayFirst: boolean): string | null {
  for (const [form, parts] of FORMS) {
    const found = form.exec(cell);
    if (found) return isoDay(parts(found.slice(1), dayFirst));
  }
  return null;
}

function isoDay([year, month, day]: readonly [number, number, number]): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

/** 0, which is no month, where it is no name of one. */
function monthNamed(name: string): number {
  return MONTHS.indexOf(name.toLowerCase()) + 1;
}

/** Week 1 holds 4 January. Source: ISO 8601. A week that the year has not gives an impossible day. */
function mondayOf(year: number, week: number): [number, number, number] {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = new Date(fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000);
  const wanted = new Date(monday.getTime() + (week - 1) * 7 * 86_400_000);
  const thursday = new Date(wanted.getTime() + 3 * 86_400_000);
  if (week < 1 || thursday.getUTCFullYear() !== year) return [year, 0, 0];
  return [wanted.getUTCFullYear(), wanted.getUTCMonth() + 1, wanted.getUTCDate()];
}
