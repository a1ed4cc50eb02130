import { FIXED_TABLES, type FixedTable, type FixedTableId, TABLE_BREAKDOWNS } from '../../picture/index.ts';
import { isWholeYear, type ReleasedTable, shownIn, type Warning, warn } from '../../publication/index.ts';
import { Problem } from '../../shared/problem.ts';
import { protectedTable, type TableSource } from '../tables/protected-table.ts';
import type { LiveAsked } from './read-live.ts';

type Asked = Pick<LiveAsked, 'period' | 'tablesOf' | 'earlier'>;

const EVERY_TABLE = Object.keys(FIXED_TABLES) as FixedTableId[];

export type LiveTables = { tables: ReleasedTable[]; leftOut: Warning[] };

/**
 * Every table that an edition of a whole year can print; with its rows where they are needed, and nothing would give a small
 * count away. Editions of other periods print none: tables of overlapping times would tell by their differences.
 */
export async function readLiveTables(source: TableSource, asked: Asked): Promise<LiveTables> {
  const wanted = new Set([...shownIn(asked.tablesOf, 'table'), ...shownIn(asked.tablesOf, 'chart')]);
  const read: LiveTables = { tables: [], leftOut: [] };
  for (const id of isWholeYear(asked.period) ? EVERY_TABLE : []) {
    const table = wanted.has(id) ? await withRows(source, id, asked) : nameOnly(id);
    if (table) read.tables.push(table);
    else read.leftOut.push(warn('discloses', { id, what: FIXED_TABLES[id].title }));
  }
  return read;
}

/** Beside every edition of this report that printed it; null where that would give a small count away. */
async function withRows(
  source: TableSource,
  id: FixedTableId,
  { period, earlier }: Asked,
): Promise<ReleasedTable | null> {
  const before = earlier.flatMap(({ tables }) => tables.filter((table) => table.id === id));
  try {
    return await protectedTable(source, { id, period }, before);
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
