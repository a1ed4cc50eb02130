import type { CsvRow } from '../../shared/csv-table.ts';
import { isUnknown } from '../cell-values.ts';

/** One yes-or-no item of a scorecard, as data: what a cell must say for the item to hold. An unknown cell never does. */
export type Item = { column: string } & ({ is: string } | { atLeast: number });

/** Cut points of a numeric column: tenths, as finer ones rarely pay and overfit. Chosen. */
const MOST_CUTS = 9;
/** A value that fewer rows have says too little to learn from. Chosen. */
const LEAST_SHARE = 0.01;
/** And one of many values that fewer rows have could name a person. Source: the small-number rule of the picture's disclosure control. */
const FEWEST_ROWS = 10;
const MOST_VALUES = 30;

export function holds(item: Item, cell: string): boolean {
  if (isUnknown(cell)) return false;
  return 'is' in item ? cell === item.is : Number(cell) >= item.atLeast;
}

export function labelOf(item: Item): string {
  return 'is' in item ? `${item.column} is ${item.is}` : `${item.column} is at least ${item.atLeast}`;
}

/** Every item that a column offers: each usual value, or cuts where its values are numbers. */
export function itemsOf(rows: readonly CsvRow[], column: string): Item[] {
  const cells = rows.map((row) => row.cells[column]!).filter((cell) => !isUnknown(cell));
  const values = [...Map.groupBy(cells, (cell) => cell)];
  if (values.length < 2 && cells.length === rows.length) return [];
  const isNumeric = values.every(([value]) => Number.isFinite(Number(value)));
  if (isNumeric && values.length > 2)
    return cutsOf(cells.map(Number)).map((atLeast) => ({ column, atLeast }));
  const fewest = Math.max(values.length > 2 ? FEWEST_ROWS : 0, LEAST_SHARE * rows.length);
  const usual = values
    .filter(([, same]) => same.length >= fewest)
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([value]) => value);
  // Of two values one says what the other does: the one that reads as yes, or as more.
  return (usual.length === 2 ? [usual.sort().at(-1)!] : usual.slice(0, MOST_VALUES)).map((is) => ({
    column,
    is,
  }));
}

function cutsOf(numbers: readonly number[]): number[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  const places = Array.from({ length: MOST_CUTS }, (_, i) =>
    Math.floor(((i + 1) * sorted.length) / (MOST_CUTS + 1)),
  );
  return [...new Set(places.map((place) => sorted[place]!))].filter((cut) => cut > sorted[0]!);
}
