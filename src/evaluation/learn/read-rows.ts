import { type CsvRow, ensureColumns, ensureNoFaults, readCsvTable } from '../../shared/csv-table.ts';
import type { Fault } from '../../shared/problem.ts';
import { isUnknown, readAnswer } from '../cell-values.ts';
import { SYNTHETIC_COLUMN } from '../cohort/cohort-table.ts';
import { areNumbers, type LearnedRow } from './learning-table.ts';
import { holdsProtectedValues, isProtected } from './protected-columns.ts';

const UNREADABLE = 'evaluation.unreadable-table';

/** `orders`: of a column of ordered texts, its values from least to most. */
export type RowOptions = {
  outcome: string;
  positive?: string | undefined;
  weight?: string | undefined;
  exclude: readonly string[];
  signs: Readonly<Record<string, '+' | '-'>>;
  orders: Readonly<Record<string, readonly string[]>>;
};

/** Why a column is no input. */
export type LeftOut = {
  column: string;
  because: 'protected' | 'values-are-protected' | 'excluded' | 'same-everywhere' | 'different-everywhere';
};

export type RowsToLearn = {
  rows: LearnedRow[];
  /** Rows left out because nobody knows the outcome: if those are of another kind, so is what was learned. */
  withoutOutcome: number;
  columns: string[];
  leftOut: LeftOut[];
  /** Cells of columns of numbers that are none, and count as unknown. */
  notNumbers: { column: string; cells: number }[];
  /** Every row says that it was made up. */
  synthetic: boolean;
};

/** Throws `evaluation.unreadable-table`, which names columns and lines and quotes no value. */
export function readRows(raw: Buffer, options: RowOptions): RowsToLearn {
  const table = readCsvTable(raw, UNREADABLE);
  const { outcome, weight, exclude, signs, orders } = options;
  const named = [outcome, weight, ...exclude, ...Object.keys(signs), ...Object.keys(orders)];
  ensureColumns(
    table,
    named.filter((name) => name !== undefined),
    UNREADABLE,
  );
  const read = readOutcomes(table, options);
  const rows = read.flatMap(({ outcome: known, ...row }): LearnedRow[] =>
    known === null ? [] : [{ ...row, outcome: known }],
  );
  ensureDecimalPoints(table, options);
  const others = Object.keys(table[0]!.cells).filter((name) => name !== outcome && name !== weight);
  const leftOut = others.flatMap((column): LeftOut[] => {
    const because = whyLeftOut(column, table, exclude);
    return because ? [{ column, because }] : [];
  });
  const columns = others.filter((name) => !leftOut.some(({ column }) => column === name));
  return {
    rows,
    withoutOutcome: read.length - rows.length,
    columns,
    leftOut,
    notNumbers: countNotNumbers(table, columns, orders),
    synthetic: table.every(({ cells }) => cells[SYNTHETIC_COLUMN] === 'yes'),
  };
}

function readOutcomes(table: readonly CsvRow[], { outcome, positive, weight, orders }: RowOptions) {
  const faults: Fault[] = [];
  const read = table.map((row) => {
    const tell = (path: string, reason: string) => faults.push({ path, reason, line: row.line });
    for (const [column, order] of Object.entries(orders)) {
      const cell = row.cells[column]!;
      if (!isUnknown(cell) && !order.includes(cell))
        tell(column, 'it is none of the values in the order given');
    }
    return {
      ...row,
      weight:
        weight === undefined
          ? 1
          : readWeight(row.cells[weight]!, () => tell(weight, 'a weight is a number above 0')),
      outcome: readAnswer(row.cells[outcome]!, positive, () =>
        tell(outcome, 'it is neither yes nor no; say which value counts as positive'),
      ),
    };
  });
  if (positive !== undefined && !read.some((row) => row.outcome === true))
    faults.push({ path: outcome, reason: 'no row has the value that was said to count as positive' });
  ensureNoFaults(faults, UNREADABLE);
  return read;
}

function readWeight(cell: string, fault: () => void): number {
  const value = Number(cell);
  if (cell === '' || !(value > 0 && Number.isFinite(value))) fault();
  return value;
}

/** Such a column would be taken for names. An excluded one may be written as it likes. */
function ensureDecimalPoints(table: readonly CsvRow[], { exclude, outcome, orders }: RowOptions): void {
  const names = Object.keys(table[0]!.cells).filter(
    (name) =>
      name !== outcome && !exclude.includes(name) && !Object.hasOwn(orders, name) && !isProtected(name),
  );
  const faults = names.flatMap((name): Fault[] => {
    const at = table.find(({ cells }) => /^[-+]?\d+,\d+$/.test(cells[name]!));
    const withPoints = table.map(({ cells }) => cells[name]!.replace(/^([-+]?\d+),(\d+)$/, '$1.$2'));
    if (!at || !areNumbers(withPoints)) return [];
    return [{ path: name, reason: 'decimals are written with a point', line: at.line }];
  });
  ensureNoFaults(faults, UNREADABLE);
}

function countNotNumbers(
  table: readonly CsvRow[],
  columns: readonly string[],
  orders: RowOptions['orders'],
): RowsToLearn['notNumbers'] {
  return columns.flatMap((column) => {
    const cells = table.map((row) => row.cells[column]!);
    if (Object.hasOwn(orders, column) || !areNumbers(cells)) return [];
    const none = cells.filter((cell) => !isUnknown(cell) && !Number.isFinite(Number(cell))).length;
    return none === 0 ? [] : [{ column, cells: none }];
  });
}

/** Fewer different texts than this share of the rows are categories; more are names or numbers of cases. Chosen. */
const MOST_DIFFERENT = 0.9;
/** Below it, few rows may differ by chance. Chosen. */
const FEW_ROWS = 50;

function whyLeftOut(
  column: string,
  table: readonly CsvRow[],
  exclude: readonly string[],
): LeftOut['because'] | undefined {
  if (isProtected(column)) return 'protected';
  const cells = table.map((row) => row.cells[column]!);
  if (holdsProtectedValues(cells)) return 'values-are-protected';
  if (exclude.includes(column)) return 'excluded';
  const values = new Set(cells);
  if (values.size === 1) return 'same-everywhere';
  if (table.length < FEW_ROWS || values.size < MOST_DIFFERENT * table.length) return undefined;
  const areCounted = [...values].every((cell) => /^\d+$/.test(cell)) && values.size === table.length;
  return areCounted || !areNumbers(cells) ? 'different-everywhere' : undefined;
}
