import { isDay, type Period } from '../../shared/period.ts';
import { type Fault, Problem } from '../../shared/problem.ts';

// What may be written into a report: lengths that pages and files can show. Chosen.

export const LONGEST = {
  slug: 60,
  title: 200,
  summary: 1_000,
  heading: 200,
  text: 60_000,
  note: 1_000,
  owner: 120,
} as const;
export type Field = keyof typeof LONGEST;

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const DAYS = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/** "2012", "2026-11" or "2012-04-01..2013-03-31"; undefined where it is none of them. */
export function readReportPeriod(text: string): Period | undefined {
  const year = /^\d{4}$/.exec(text);
  if (year) return { from: `${text}-01-01`, to: `${text}-12-31` };
  const month = MONTH.exec(text);
  if (month) {
    const last = new Date(Date.UTC(Number(month[1]), Number(month[2]), 0)).getUTCDate();
    return { from: `${text}-01`, to: `${text}-${last}` };
  }
  const [, from, to] = DAYS.exec(text) ?? [];
  return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}

/** Twelve months from the first of one on, such as a calendar or a financial year. */
export function isWholeYear({ from, to }: Period): boolean {
  const [year, month] = from.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year + 1, month - 1, 0)).toISOString().slice(0, 'YYYY-MM-DD'.length);
  return from.endsWith('-01') && to === last;
}

/** A title as it stands in addresses and file names: letters, digits and single hyphens. */
export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST.slug)
    .replaceAll(/^-+|-+$/g, '');
}

/** Without what no page can show: control characters but line ends and tabs, what turns text round, and halves of characters. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\p{Cc}\p{Co}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu, (one) =>
      one === '\n' || one === '\t' ? one : '',
    );
}

export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(/\s+/g, ' ').trim();
}

type Texts = Partial<Record<Field, string>>;

/** Throws the problem with a fault for each field that is too long, or empty though it is needed. */
export function ensureFields(
  code: 'picture.invalid-release' | 'picture.invalid-item',
  texts: Texts,
  needed: readonly Field[],
): void {
  const faults = (Object.keys(texts) as Field[]).flatMap((path): Fault[] => {
    const text = texts[path] ?? '';
    if (text === '' && needed.includes(path)) return [{ path, reason: 'is needed' }];
    return text.length > LONGEST[path] ? [{ path, reason: `holds at most ${LONGEST[path]} characters` }] : [];
  });
  if (faults.length > 0) throw new Problem(code, { faults });
}
