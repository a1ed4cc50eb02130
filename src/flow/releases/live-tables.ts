import { FIXED_TABLES, type FixedTable, type FixedTableId, TABLE_BREAKDOWNS } from '../../picture/index.ts';
import { isWholeYear, type ReleasedTable, shownIn, type Warning, warn } from '../../publication/index.ts';
import type { Period } from '../../shared/period.ts';
import { Problem } from '../../shared/problem.ts';
import { protectedTable, reachingBack, type TableSource } from '../tables/protected-table.ts';
import { type PrintedTable, tellsTotalOf } from './linked-tables.ts';
import type { LiveAsked } from './read-live.ts';

type Asked = Pick<LiveAsked, 'period' | 'tablesOf' | 'beside'>;

const EVERY_TABLE = Object.keys(FIXED_TABLES) as FixedTableId[];

export type LiveTables = { tables: ReleasedTable[]; leftOut: Warning[] };

/**
 * Every table that an edition of a whole year can print; with its rows where they are needed, and nothing would give a small
 * count away. Editions of other periods print none: tables of overlapping times would tell by their differences.
 */
export async function readLiveTables(source: TableSource, asked: Asked): Promise<LiveTables> {
  const wanted = new Set([...shownIn(asked.tablesOf, 'table'), ...shownIn(asked.tablesOf, 'chart')]);
  const printed = printedBeside(asked);
  const read: LiveTables = { tables: [], leftOut: [] };
  for (const id of isWholeYear(asked.period) ? EVERY_TABLE : []) {
    const table = wanted.has(id) ? await withRows(source, { id, ...asked, printed }) : nameOnly(id);
    if (table) read.tables.push(table);
    else read.leftOut.push(warn('discloses', { id, what: FIXED_TABLES[id].title }));
    if (table && wanted.has(id)) printed.push({ table, period: asked.period });
  }
  return read;
}

function printedBeside({ beside }: Asked): PrintedTable[] {
  return beside.flatMap(({ release, content }) =>
    content.tables.map((table) => ({ table, period: release.period })),
  );
}

/**
 * Beside every edition of any report that printed it of overlapping years, and beside all other tables (`printed`); null
 * where that would give a small count away.
 */
async function withRows(
  source: TableSource,
  { id, period, printed }: { id: FixedTableId; period: Period; printed: readonly PrintedTable[] },
): Promise<ReleasedTable | null> {
  const { years } = FIXED_TABLES[id];
  const own = reachingBack(period, years);
  const before = printed.filter((one) => {
    const other = reachingBack(one.period, years);
    return one.table.id === id && other.from <= own.to && other.to >= own.from;
  });
  try {
    const table = await protectedTable(
      source,
      { id, period },
      before.map((one) => one.table),
    );
    return printed.some((one) => tellsTotalOf(one, { table, period })) ? null : table;
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'picture.table-would-disclose') return null;
    throw failure;
  }
}

function nameOnly(id: FixedTableId): ReleasedTable {
  const { title, definition, by }: FixedTable = FIXED_TABLES[id];
  const dimensions = by.map((one) => TABLE_BREAKDOWNS[one].label);
  return { id, title, definition, dimensions, rows: [], protection: 'suppress', note: '' };
}
