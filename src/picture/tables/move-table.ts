import { type Moving, moveOf } from '../protect/perturb.ts';
import type { KeyedCell } from './keyed-cells.ts';

/**
 * How far counts of the builder are moved. Chosen: wider than for one fixed table (variance 1), as whoever asks for many
 * that overlap can strike an average over them; what is left after all of them is measured in move-table.test.ts.
 */
export const BUILDER_MOVES: Moving = { furthest: 5, variance: 3 };

/** `labels`: null where a column is added up. `count`: moved. */
export type MovedCell = { labels: readonly (string | null)[]; count: number };

/**
 * Every cell of a table, each moved by what its own records' keys say: the same records are moved alike in every table, and
 * one record more or less moves them anew. Nobody stays nobody. Totals are moved by themselves, so that nothing adds up.
 */
export function moveTable(cells: readonly KeyedCell[], columns: number, secret: Buffer): MovedCell[] {
  const found = new Map(cells.map((cell) => [keyOf(cell.labels), cell]));
  return everyCell(cells, columns).map((labels) => {
    const cell = found.get(keyOf(labels));
    return {
      labels,
      count: cell ? cell.count + moveOf(cell.count, { key: cell.key, secret }, BUILDER_MOVES) : 0,
    };
  });
}

/** How many cells a table has, those that hold nobody and its totals among them. */
export function cellsOfTable(cells: readonly KeyedCell[], columns: number): number {
  return Array.from({ length: columns }, (_, column) => labelsIn(cells, column).length).reduce(
    (product, labels) => product * labels,
    1,
  );
}

/** Every combination of the labels that are seen, the totals last in each column. */
export function everyCell(cells: readonly KeyedCell[], columns: number): (string | null)[][] {
  return Array.from({ length: columns }, (_, column) => labelsIn(cells, column)).reduce<(string | null)[][]>(
    (so, labels) => so.flatMap((before) => labels.map((label) => [...before, label])),
    [[]],
  );
}

function labelsIn(cells: readonly KeyedCell[], column: number): (string | null)[] {
  const seen = new Set(cells.map(({ labels }) => labels[column]!).filter((label) => label !== null));
  return [...[...seen].sort(), null];
}

function keyOf(labels: readonly (string | null)[]): string {
  return JSON.stringify(labels);
}
