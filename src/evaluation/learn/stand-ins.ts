import type { CsvRow } from '../../shared/csv-table.ts';
import { isUnknown } from '../cell-values.ts';
import { areaUnderCurve } from '../discrimination.ts';
import { type Estimate, normalInterval } from '../interval.ts';
import { holds, labelOf } from './item.ts';
import { type Scorecard, totalOf } from './scorecard.ts';

// What was learned is held against the protected characteristics that it was not given: an item, or the total, may
// stand for one unnoticed.

/** How strongly an item goes with a protected characteristic: Cramér's V, 0 (not at all) to 1 (it is the same). */
export type StandIn = { item: string; column: string; strength: Estimate };

/** How well the total tells one group from all others: 0.5 not at all; far from it either way, it stands for the group. */
export type TotalTells = { column: string; group: string; cases: number; area: Estimate };

/** Weaker associations are everywhere. Source: Cohen's "small" effect for one degree of freedom. */
const WORTH_REPORTING = 0.1;
/** Fewer rows could point to a person. Source: the small-number rule of the picture's disclosure control. */
const FEWEST_ROWS = 10;

export function standInsAmong(
  { items }: Scorecard,
  rows: readonly CsvRow[],
  protectedColumns: readonly string[],
): StandIn[] {
  return items
    .flatMap(({ item }) =>
      protectedColumns.map((column) => ({
        item: labelOf(item),
        column,
        strength: cramersV(
          rows
            .filter(({ cells }) => !isUnknown(cells[column]!))
            .map(({ cells }) => [cells[column]!, String(holds(item, cells[item.column]!))] as const),
        ),
      })),
    )
    .filter((one): one is StandIn => one.strength !== null && one.strength.value >= WORTH_REPORTING)
    .sort((a, b) => b.strength.value - a.strength.value);
}

export function groupsTheTotalTells(
  scorecard: Scorecard,
  rows: readonly CsvRow[],
  protectedColumns: readonly string[],
): TotalTells[] {
  return protectedColumns.flatMap((column) => {
    const known = rows.filter(({ cells }) => !isUnknown(cells[column]!));
    const groups = [...Map.groupBy(known, ({ cells }) => cells[column]!)].filter(
      ([, members]) => members.length >= FEWEST_ROWS && known.length - members.length >= FEWEST_ROWS,
    );
    return groups.flatMap(([group, members]) => {
      const area = areaUnderCurve(
        known.map(({ cells }) => ({
          score: totalOf(scorecard, cells),
          outcome: cells[column] === group,
          weight: 1,
          group: null,
        })),
      );
      return area ? [{ column, group, cases: members.length, area }] : [];
    });
  });
}

/** Null where either side has one value only. The interval is that of the delta method over the table's shares. */
export function cramersV(pairs: readonly (readonly [string, string])[]): Estimate | null {
  const [ofRow, ofColumn, ofCell] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const add = (counts: Map<string, number>, key: string) =>
    counts.set(key, (counts.get(key) ?? 0) + 1 / pairs.length);
  for (const [row, column] of pairs) {
    add(ofRow, row);
    add(ofColumn, column);
    add(ofCell, JSON.stringify([row, column]));
  }
  const degrees = Math.min(ofRow.size, ofColumn.size) - 1;
  if (degrees < 1) return null;
  const cells = [...ofRow].flatMap(([row, r]) =>
    [...ofColumn].map(([column, c]) => ({
      row,
      column,
      r,
      c,
      p: ofCell.get(JSON.stringify([row, column])) ?? 0,
    })),
  );
  const sumBy = (key: 'row' | 'column', name: string) =>
    cells.filter((one) => one[key] === name).reduce((sum, { p, r, c }) => sum + p ** 2 / (r * c), 0);
  const rowSums = new Map([...ofRow.keys()].map((row) => [row, sumBy('row', row)]));
  const columnSums = new Map([...ofColumn.keys()].map((column) => [column, sumBy('column', column)]));
  const square = Math.max(0, cells.reduce((sum, { p, r, c }) => sum + p ** 2 / (r * c), 0) - 1);
  // The derivative of phi squared by each share of the table, and from it the variance (Bishop, Fienberg, Holland 1975).
  const slopes = cells.map(({ row, column, r, c, p }) => ({
    p,
    slope: (2 * p) / (r * c) - rowSums.get(row)! / r - columnSums.get(column)! / c,
  }));
  const mean = slopes.reduce((sum, { p, slope }) => sum + p * slope, 0);
  const variance = slopes.reduce((sum, { p, slope }) => sum + p * (slope - mean) ** 2, 0) / pairs.length;
  const value = Math.sqrt(square / degrees);
  const error = value > 0 ? Math.sqrt(variance) / (2 * value * degrees) : 0;
  return normalInterval(Math.min(1, value), error, [0, 1]);
}
