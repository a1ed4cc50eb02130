import {
  ALL,
  FIXED_TABLES,
  type FixedTable,
  type FixedTableId,
  type SaidEarlier,
} from '../../picture/index.ts';
import type { ReleasedTable } from '../../publication/index.ts';
import type { Period } from '../../shared/period.ts';
import { reachingBack } from '../tables/protected-table.ts';

// Two tables that count the same by other breakdowns share totals: those of a year stand in the table of five years, too.
// What one of them leaves out, the other must not print. Tables of one edition are protected together.

/** `period`: of the edition that prints the table. */
export type PrintedTable = { table: ReleasedTable; period: Period };

/** Whether a total that one of two tables leaves out stands in the other. Editions of one table are not for this check. */
export function tellsTotalOf(one: PrintedTable, other: PrintedTable): boolean {
  if (one.table.id === other.table.id || definitionOf(one).count !== definitionOf(other).count) return false;
  const said = new Map(one.table.rows.map(({ cells, count }) => [meaningOf(one, cells), count]));
  return other.table.rows.some(({ cells, count }) => {
    const same = said.get(meaningOf(other, cells));
    return same !== undefined && (same === null) !== (count === null);
  });
}

/** What tables printed of each total, by what it counts. */
export function saidBy(printed: readonly PrintedTable[]): SaidEarlier {
  const rows = printed.flatMap((one) =>
    one.table.rows.map(({ cells, count }) => [meaningOf(one, cells), count] as const),
  );
  const byMeaning = Map.groupBy(rows, ([meaning]) => meaning);
  return new Map([...byMeaning].map(([meaning, same]) => [meaning, same.map(([, count]) => count)]));
}

function definitionOf({ table }: { table: Pick<ReleasedTable, 'id'> }): FixedTable {
  return FIXED_TABLES[table.id as FixedTableId];
}

/** What a row counts, however its table is laid out: of what, of which days, and of which groups. */
export function meaningOf(
  printed: { table: Pick<ReleasedTable, 'id'>; period: Period },
  cells: readonly string[],
): string {
  const { by, years, count } = definitionOf(printed);
  let days = reachingBack(printed.period, years);
  const groups: string[] = [];
  for (const [i, breakdown] of by.entries()) {
    const cell = cells[i]!;
    if (cell === ALL) continue;
    if (breakdown === 'year' || breakdown === 'month') days = within(days, cell);
    else groups.push(`${breakdown}=${cell}`);
  }
  return JSON.stringify([count, days.from, days.to, ...groups.sort()]);
}

/** The days of a period that lie in a year (YYYY) or month (YYYY-MM). */
function within({ from, to }: Period, name: string): Period {
  const [year, month] = name.split('-').map(Number) as [number, number | undefined];
  const [first, last] = month === undefined ? [0, 12] : [month - 1, month];
  const day = (months: number, date: number) =>
    new Date(Date.UTC(year, months, date)).toISOString().slice(0, 'YYYY-MM-DD'.length);
  const own = { from: day(first, 1), to: day(last, 0) };
  return { from: own.from > from ? own.from : from, to: own.to < to ? own.to : to };
}
