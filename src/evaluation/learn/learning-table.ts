import type { CsvRow } from '../../shared/csv-table.ts';
import { isUnknown } from '../cell-values.ts';

/** A column as it is learned from. Numbers: NaN where unknown. Categories and ordered values: -1 where unknown. */
export type LearningColumn = { name: string } & (
  | { kind: 'number'; values: Float64Array }
  | { kind: 'category'; ids: Int32Array; names: readonly string[] }
  | { kind: 'ordered'; ids: Int32Array; names: readonly string[] }
);

/** Rows with a known outcome. `weights`: how many cases each stands for. */
export type LearningTable = {
  columns: readonly LearningColumn[];
  outcomes: Uint8Array;
  weights: Float64Array;
};

/** A row whose outcome is known. */
export type LearnedRow = CsvRow & { outcome: boolean; weight?: number };

/** `orders`: of a column of ordered texts, its values from least to most. */
export function learningTable(
  rows: readonly LearnedRow[],
  names: readonly string[],
  orders: Readonly<Record<string, readonly string[]>> = {},
): LearningTable {
  return {
    columns: names.map((name) =>
      readColumn(rows, name, Object.hasOwn(orders, name) ? orders[name] : undefined),
    ),
    outcomes: Uint8Array.from(rows, ({ outcome }) => Number(outcome)),
    weights: Float64Array.from(rows, ({ weight = 1 }) => weight),
  };
}

/** Two numbers are two categories: a cut between them would say the same in more words. */
function readColumn(
  rows: readonly CsvRow[],
  name: string,
  order: readonly string[] | undefined,
): LearningColumn {
  const cells = rows.map((row) => row.cells[name]!);
  if (order)
    return { name, kind: 'ordered', ids: Int32Array.from(cells, (c) => order.indexOf(c)), names: order };
  const numbers = new Map<string, number>();
  for (const cell of cells) if (!numbers.has(cell)) numbers.set(cell, isUnknown(cell) ? -1 : numbers.size);
  const known = [...numbers].filter(([, id]) => id >= 0).map(([cell]) => cell);
  if (known.length > 2 && areNumbers(cells))
    return { name, kind: 'number', values: Float64Array.from(cells, readNumber) };
  const names = known.sort();
  const idOf = new Map(names.map((cell, i) => [cell, i]));
  return { name, kind: 'category', ids: Int32Array.from(cells, (cell) => idOf.get(cell) ?? -1), names };
}

/** A few cells that are none ("inf", "see file") do not make a column of numbers one of names: they are unknown. Chosen. */
const NEARLY_ALL = 0.95;

export function areNumbers(cells: readonly string[]): boolean {
  const known = cells.filter((cell) => !isUnknown(cell));
  const numbers = known.filter((cell) => Number.isFinite(Number(cell)));
  return numbers.length > 0 && numbers.length >= NEARLY_ALL * known.length;
}

/** NaN where it is none. */
function readNumber(cell: string): number {
  const value = isUnknown(cell) ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : Number.NaN;
}
