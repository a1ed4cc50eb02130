import {
  FIXED_TABLES,
  type FixedTable,
  type FixedTableId,
  type PrintedBeside,
  TABLE_BREAKDOWNS,
} from '../../picture/index.ts';
import { isWholeYear, type ReleasedTable, shownIn, type Warning, warn } from '../../publication/index.ts';
import type { Period } from '../../shared/period.ts';
import { protectedTables, reachingBack, type TableSource } from '../tables/protected-table.ts';
import { meaningOf, type PrintedTable, saidBy, tellsTotalOf } from './linked-tables.ts';
import type { LiveAsked } from './read-live.ts';

type Asked = Pick<LiveAsked, 'period' | 'tablesOf' | 'beside'>;

const EVERY_TABLE = Object.keys(FIXED_TABLES) as FixedTableId[];

export type LiveTables = { tables: ReleasedTable[]; leftOut: Warning[] };

/**
 * Every table that an edition of a whole year can print; with its rows where they are needed, and nothing would give a small
 * count away. Editions of other periods print none: tables of overlapping times would tell by their differences.
 */
export async function readLiveTables(source: TableSource, asked: Asked): Promise<LiveTables> {
  const named = new Set([...shownIn(asked.tablesOf, 'table'), ...shownIn(asked.tablesOf, 'chart')]);
  const every = isWholeYear(asked.period) ? EVERY_TABLE : [];
  const wanted = every.filter((id) => named.has(id));
  const withRows = await tablesWithRows(source, { ...asked, wanted });
  const read: LiveTables = { tables: [], leftOut: [] };
  for (const id of every) {
    const table = named.has(id) ? withRows.get(id) : nameOnly(id);
    if (table) read.tables.push(table);
    else read.leftOut.push(warn('discloses', { id, what: FIXED_TABLES[id].title }));
  }
  return read;
}

function printedIn({ beside }: Asked): PrintedTable[] {
  return beside.flatMap(({ release, content }) =>
    content.tables.map((table) => ({ table, period: release.period })),
  );
}

/**
 * Protected together, beside every edition of any report that printed them of overlapping years and beside all other tables
 * of those editions. One that would give a small count away is not among them.
 */
async function tablesWithRows(
  source: TableSource,
  { wanted, ...asked }: Asked & { wanted: readonly FixedTableId[] },
): Promise<Map<FixedTableId, ReleasedTable>> {
  const { period } = asked;
  const printed = printedIn(asked);
  const tables = wanted.map((id) => ({
    id,
    earlier: editionsOf(id, period, printed),
    meaningOf: (cells: readonly string[]) => meaningOf({ table: { id }, period }, cells),
  }));
  const others = printed.filter((one) => !wanted.some((id) => isEditionOf(one, id, period)));
  const beside = others.filter(({ table }) => table.rows.length > 0).map(printedBeside);
  const found = await protectedTables(source, {
    period,
    tables,
    printed: { said: saidBy(printed), beside },
  });
  return new Map(
    found.flatMap((table, i) =>
      table === null || printed.some((one) => tellsTotalOf(one, { table, period }))
        ? []
        : [[wanted[i]!, table] as const],
    ),
  );
}

function editionsOf(id: FixedTableId, period: Period, printed: readonly PrintedTable[]): ReleasedTable[] {
  return printed.filter((one) => isEditionOf(one, id, period)).map(({ table }) => table);
}

/** Whether it is the same table, of some of the same years. */
function isEditionOf(one: PrintedTable, id: FixedTableId, period: Period): boolean {
  const { years } = FIXED_TABLES[id];
  const [own, other] = [reachingBack(period, years), reachingBack(one.period, years)];
  return one.table.id === id && other.from <= own.to && other.to >= own.from;
}

function printedBeside(one: PrintedTable): PrintedBeside {
  const { dimensions, rows } = one.table;
  return { dimensions, rows, meanings: rows.map(({ cells }) => meaningOf(one, cells)) };
}

function nameOnly(id: FixedTableId): ReleasedTable {
  const { title, definition, by }: FixedTable = FIXED_TABLES[id];
  const dimensions = by.map((one) => TABLE_BREAKDOWNS[one].label);
  return { id, title, definition, dimensions, rows: [], protection: 'suppress', note: '' };
}
