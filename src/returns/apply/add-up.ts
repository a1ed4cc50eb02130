import type { Mark } from '../../shared/marks.ts';
import type { ReturnFault } from '../reading.ts';
import { type CellReading, keyOf } from './cell-reading.ts';

// Cells that say the same become one figure: parts add up, a total is checked against them, and what is said twice must
// agree. Nothing is chosen between two different values.

export type OneAnswer = CellReading & { from: number };

/** One cell for each question and codes. */
export function addUp(cells: readonly CellReading[], faults: ReturnFault[]): CellReading[] {
  return [...groupBy(cells, keyOf).values()].map((same) => {
    const byTable = [...groupBy(same, ({ table }) => table).values()].flatMap((own) =>
      combine(combine(own, 'rows', faults), 'columns', faults),
    );
    return agreed(byTable, faults);
  });
}

/** Along an axis: the whole where there is one, else its parts together. */
function combine(
  cells: readonly CellReading[],
  axis: 'rows' | 'columns',
  faults: ReturnFault[],
): CellReading[] {
  const other = axis === 'rows' ? 'column' : 'row';
  return [...groupBy(cells, (cell) => String(cell[other])).values()].flatMap((line) => {
    const parts = line.filter(({ isPartOf }) => isPartOf[axis]);
    const wholes = line.filter(({ isPartOf }) => !isPartOf[axis]);
    if (parts.length === 0) return wholes;
    const sum = sumOf(parts, axis);
    if (wholes.length === 0) {
      if (sum.value === null) tell(faults, sum, 'part-of-sum-missing');
      return [sum];
    }
    for (const whole of wholes) checkSum(whole, sum, faults);
    return wholes;
  });
}

function checkSum(whole: CellReading, sum: CellReading, faults: ReturnFault[]): void {
  if (whole.value !== null && sum.value !== null && whole.value !== sum.value)
    tell(faults, whole, 'parts-do-not-sum');
}

function sumOf(parts: readonly CellReading[], axis: 'rows' | 'columns'): CellReading {
  const [first, last] = [parts[0]!, parts.at(-1)!];
  const isKnown = parts.every(({ value, isPartial }) => value !== null && !isPartial?.[axis]);
  const marks = [...new Set(parts.flatMap((part) => [...part.marks]))];
  return {
    ...first,
    value: isKnown ? parts.reduce((sum, { value }) => sum + value!, 0) : null,
    marks: isKnown ? marks : withMark(marks, 'x'),
    isLossy: parts.some(({ isLossy }) => isLossy),
    isPartOf: { ...first.isPartOf, [axis]: false },
    cell: parts.length === 1 ? first.cell : `${first.cell.split(':')[0]}:${last.cell.split(':').at(-1)}`,
  };
}

function agreed(cells: readonly CellReading[], faults: ReturnFault[]): CellReading {
  const answered = cells.filter(({ value }) => value !== null);
  const [first, ...others] = answered.length > 0 ? answered : cells;
  if (others.length === 0 || answered.length === 0) return first!;
  const values = new Set(answered.map(({ value }) => value));
  for (const one of others) tell(faults, one, values.size === 1 ? 'said-twice' : 'double-answer');
  if (values.size === 1) return first!;
  tell(faults, first!, 'double-answer');
  return { ...first!, value: null, marks: withMark(first!.marks, 'x') };
}

function tell(
  faults: ReturnFault[],
  { sheet, cell, question }: CellReading,
  code: ReturnFault['code'],
): void {
  faults.push({ sheet, cell, code, question });
}

function withMark(marks: readonly Mark[], mark: Mark): Mark[] {
  return [...new Set([...marks, mark])];
}

export function groupBy<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = by(one);
    const there = groups.get(key);
    if (there) there.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
