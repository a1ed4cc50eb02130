import { countInCell } from '../../shared/cell-counts.ts';
import { type CsvRow, ensureColumns, ensureNoFaults, readCsvTable } from '../../shared/csv-table.ts';
import type { Fault } from '../../shared/problem.ts';
import { readPeriod } from './read-period.ts';
import { nextStart, type Series, type Unit, unitOf } from './series.ts';

/** `by`: columns that tell one series from another. `dayFirst`: 03/04/2012 is in April. */
export type SeriesColumns = { period: string; count: string; by: readonly string[]; dayFirst: boolean };

type Entry = { name: string; start: string; count: number };

const UNREADABLE = 'picture.unreadable-table';
/** Chosen: ten years of days; a longer table is likely one of another kind. */
const MOST_PERIODS = 4000;

/**
 * One series for each value of the `by` columns, all over the same periods. Rows of one period are added up. A period
 * that another series has is 0 where this one lacks it; one that nobody has is not known. Throws `picture.unreadable-table`.
 */
export function readSeries(raw: Buffer, columns: SeriesColumns): Series[] {
  const rows = readCsvTable(raw, UNREADABLE);
  ensureColumns(rows, [columns.period, columns.count, ...columns.by], UNREADABLE);
  const faults: Fault[] = [];
  const entries = rows.flatMap((row) => entryOf(row, columns, faults));
  ensureNoFaults(faults, UNREADABLE);
  const unit = unitOf(entries.map(({ start }) => start));
  if (!unit)
    ensureNoFaults([{ path: columns.period, reason: 'there must be two periods or more' }], UNREADABLE);
  const starts = allStarts(entries, unit!, columns.period);
  const seen = new Set(entries.map(({ start }) => start));
  return [...Map.groupBy(entries, ({ name }) => name)].map(([name, own]) => ({
    name,
    unit: unit!,
    starts,
    counts: countsOf(own, starts, seen),
  }));
}

function entryOf({ cells, line }: CsvRow, columns: SeriesColumns, faults: Fault[]): Entry[] {
  const start = readPeriod(cells[columns.period]!, columns.dayFirst);
  const count = countInCell(cells[columns.count]!);
  if (start === null)
    faults.push({ path: columns.period, reason: 'it is no date, week, month, quarter or year', line });
  if (Number.isNaN(count)) faults.push({ path: columns.count, reason: 'it is no count', line });
  const name = columns.by.map((column) => cells[column]!).join(' · ') || columns.count;
  return start === null ? [] : [{ name, start, count: count ?? Number.NaN }];
}

function allStarts(entries: readonly Entry[], unit: Unit, path: string): string[] {
  const given = entries.map(({ start }) => start).sort();
  const last = given.at(-1)!;
  const starts = [given[0]!];
  while (starts.at(-1)! < last && starts.length <= MOST_PERIODS) starts.push(nextStart(starts.at(-1)!, unit));
  if (starts.length > MOST_PERIODS)
    ensureNoFaults([{ path, reason: `there are more than ${MOST_PERIODS} periods` }], UNREADABLE);
  return starts;
}

function countsOf(
  entries: readonly Entry[],
  starts: readonly string[],
  seen: ReadonlySet<string>,
): Float64Array {
  const sums = new Map<string, number>();
  for (const { start, count } of entries) sums.set(start, (sums.get(start) ?? 0) + count);
  return Float64Array.from(starts, (start) => sums.get(start) ?? (seen.has(start) ? 0 : Number.NaN));
}
