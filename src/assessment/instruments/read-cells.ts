import { type Instrument, type Item, UNKNOWN } from './definition.ts';

/** Cells that say nothing. The same as where scores are held against outcomes. */
const NOTHING = /^(|na|n\/a|nan|null|unknown|not known|missing|\?)$/i;

/** The answers that a row of a table gives, by the columns that the items name; what it does not say is unknown. */
export function answersOfRow(
  { items }: Instrument,
  cells: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    items.map((item) => [item.code, answerOf(item, cells[item.column ?? item.code])]),
  );
}

function answerOf({ options }: Item, cell: string | undefined): string {
  const text = (cell ?? '').trim();
  if (NOTHING.test(text)) return UNKNOWN;
  const named = options.find(({ value, cell: says }) =>
    says && 'is' in says ? says.is.includes(text) : value === text,
  );
  const spanned = options.find(
    ({ cell: says }) => says && !('is' in says) && !('otherwise' in says) && liesIn(text, says),
  );
  const otherwise = options.find(({ cell: says }) => says && 'otherwise' in says);
  return (named ?? spanned ?? otherwise)?.value ?? UNKNOWN;
}

function liesIn(text: string, { atLeast, below }: { atLeast?: number; below?: number }): boolean {
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  return (atLeast === undefined || value >= atLeast) && (below === undefined || value < below);
}

/** The total of a points instrument, if every answer is known; null otherwise, or where there are no points. */
export function totalOfAnswers(
  instrument: Instrument,
  answers: Readonly<Record<string, string>>,
): number | null {
  if (instrument.kind !== 'points') return null;
  let total = 0;
  for (const { code, options } of instrument.items) {
    const option = options.find(({ value }) => value === answers[code]);
    if (!option) return null;
    total += option.points ?? 0;
  }
  return total;
}
