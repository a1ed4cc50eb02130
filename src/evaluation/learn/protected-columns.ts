import type { CsvRow } from '../../shared/csv-table.ts';
import { isUnknown } from '../cell-values.ts';
import { holds, type Item, labelOf } from './item.ts';

// No protected characteristic of a suspect is an input to a score. Columns that are named after one are left out
// whoever asks for them, and what was learned is held against them: an item may stand for one unnoticed.

const NAMES =
  /\b(sex|gender|race|racial|ethnic|ethnicity|religion|religious|faith|disability|disabled|nationality|citizenship|sexuality|sexual orientation|native country|country of birth|birthplace)\b/;

export function isProtected(column: string): boolean {
  const words = column
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase();
  return NAMES.test(words);
}

/** How strongly an item goes with a protected characteristic: Cramér's V, 0 (not at all) to 1 (it is the same). */
export type StandIn = { item: string; column: string; strength: number };

/** Weaker associations are everywhere. Source: Cohen's "small" effect for one degree of freedom. */
const WORTH_REPORTING = 0.1;

export function standInsAmong(
  items: readonly Item[],
  rows: readonly CsvRow[],
  protectedColumns: readonly string[],
): StandIn[] {
  return items
    .flatMap((item) =>
      protectedColumns.map((column) => ({
        item: labelOf(item),
        column,
        strength: strengthOf(item, rows, column),
      })),
    )
    .filter(({ strength }) => strength >= WORTH_REPORTING)
    .sort((a, b) => b.strength - a.strength);
}

function strengthOf(item: Item, rows: readonly CsvRow[], column: string): number {
  const known = rows.filter(({ cells }) => !isUnknown(cells[column]!));
  const groups = [...Map.groupBy(known, ({ cells }) => cells[column]!).values()];
  const holding = (some: readonly CsvRow[]) =>
    some.filter(({ cells }) => holds(item, cells[item.column]!)).length;
  const share = holding(known) / known.length;
  if (groups.length < 2 || share === 0 || share === 1) return 0;
  // With a yes-or-no item there is one degree of freedom, and V is the root of chi-square over the number of rows.
  const chiSquare = groups.reduce(
    (sum, group) => sum + (holding(group) - group.length * share) ** 2 / (group.length * share * (1 - share)),
    0,
  );
  return Math.sqrt(chiSquare / known.length);
}
