import { countInCell } from '../../shared/cell-counts.ts';
import { type CsvRow, ensureColumns, ensureNoFaults, readCsvTable } from '../../shared/csv-table.ts';
import { MARKS, type Mark } from '../../shared/marks.ts';
import type { Fault } from '../../shared/problem.ts';
import { isDate } from '../claims/check-claim.ts';
import type { OutsidePoint } from './outside-series.ts';

const UNREADABLE = 'picture.unreadable-table';
/** Chosen: 27 years of days. */
export const MOST_POINTS = 10_000;

/** Names of the columns; those of the limits may be missing from the file. */
export type PointColumns = { period: string; value: string; low: string; high: string };
export const USUAL_COLUMNS: PointColumns = { period: 'period', value: 'value', low: 'low', high: 'high' };

/** Lines that open with "#" say something about the file; lines keep their numbers. */
export function withoutComments(raw: Buffer): { table: Buffer; comments: string[] } {
  const lines = raw.toString('latin1').split('\n');
  const isComment = (line: string) => /^(ï»¿)?\s*#/.test(line);
  return {
    table: Buffer.from(lines.map((line) => (isComment(line) ? '' : line)).join('\n'), 'latin1'),
    comments: lines.filter(isComment).map((line) => Buffer.from(line, 'latin1').toString('utf8').trim()),
  };
}

/** A table with one row for each period, in any order. Throws `picture.unreadable-table` with the lines that are amiss. */
export function readPoints(table: Buffer, columns: PointColumns): OutsidePoint[] {
  const rows = readCsvTable(table, UNREADABLE, MOST_POINTS);
  ensureColumns(rows, [columns.period, columns.value], UNREADABLE);
  return pointsOf(rows, columns);
}

/** Points in the order of time. */
export function pointsOf(rows: readonly CsvRow[], columns: PointColumns): OutsidePoint[] {
  const faults: Fault[] = [];
  if (rows.length > MOST_POINTS) faults.push({ reason: `there are more than ${MOST_POINTS} periods` });
  const points = rows
    .slice(0, MOST_POINTS)
    .map((row) => pointOf(row, columns, faults))
    .sort((a, b) => (a.period < b.period ? -1 : 1));
  ensureNoFaults([...faults, ...faultsAmong(points, columns)], UNREADABLE);
  return points;
}

function pointOf({ cells, line }: CsvRow, columns: PointColumns, faults: Fault[]): OutsidePoint {
  const period = cells[columns.period] ?? '';
  if (!isDate(period))
    faults.push({ path: columns.period, reason: 'YYYY, YYYY-MM or YYYY-MM-DD is needed', line });
  const { number, marks } = splitCell(cells[columns.value] ?? '');
  const value = countInCell(number);
  const [low, high] = [columns.low, columns.high].map((name) => countInCell(cells[name] ?? '')) as [
    number | null,
    number | null,
  ];
  for (const [path, found] of [
    [columns.value, value],
    [columns.low, low],
    [columns.high, high],
  ] as const)
    if (Number.isNaN(found)) faults.push({ path, reason: 'it is no number from 0 up', line });
  if (!isBetween(value, low, high))
    faults.push({ path: columns.value, reason: 'it does not lie between its limits', line });
  const all = [...marks, ...marksIn(cells['marks'] ?? '')];
  const unknown = all.filter((mark) => !Object.hasOwn(MARKS, mark));
  if (unknown.length > 0)
    faults.push({ path: 'marks', reason: 'a mark is not one of those known here', line });
  return { period, value, low, high, marks: [...new Set(all)] as Mark[] };
}

/** "1,234 [p][r]" is 1234, provisional and revised; "[x]" is a figure that is not there. */
function splitCell(cell: string): { number: string; marks: string[] } {
  const found = /^(.*?)\s*((?:\[[a-z]+\]\s*)+)$/i.exec(cell);
  return found ? { number: found[1]!, marks: marksIn(found[2]!) } : { number: cell, marks: [] };
}

function marksIn(text: string): string[] {
  return text.toLowerCase().match(/[a-z]+/g) ?? [];
}

function isBetween(value: number | null, low: number | null, high: number | null): boolean {
  if (low !== null && high !== null && low > high) return false;
  return value === null || ((low === null || low <= value) && (high === null || value <= high));
}

/** Every period once, all of one length: days and years do not stand in one line. */
function faultsAmong(points: readonly OutsidePoint[], { period }: PointColumns): Fault[] {
  const isTwice = points.some((point, i) => i > 0 && points[i - 1]!.period === point.period);
  const lengths = new Set(points.map((point) => point.period.length));
  return [
    ...(isTwice ? [{ path: period, reason: 'there are two rows of one period' }] : []),
    ...(lengths.size > 1 ? [{ path: period, reason: 'there are days, months and years in one column' }] : []),
  ];
}
