import type { Mark } from '../../shared/marks.ts';
import { Problem } from '../../shared/problem.ts';
import type { PublishedTable } from '../protect/join-editions.ts';
import { ALL, tableOf } from '../protect/table.ts';
import { type LeftOut, leaveOutInThread, type Printed } from './leave-out-thread.ts';

export type ProtectedRow = {
  cells: readonly string[];
  count: number | null;
  marks: readonly Mark[];
  /** As the latest earlier edition had it, where it differs. */
  earlier: number | null;
};

/** `left`: small counts, and others so that they cannot be calculated; `kept`: for the sake of earlier editions alone. */
export type Protected = { rows: ProtectedRow[]; left: { small: number; others: number; kept: number } };

/**
 * A table to be published. `rows`: of the lowest level, every combination. `earlier`: its editions so far, the first one
 * first. `meaningOf`: what a cell counts, in words that are the same in every table that counts it.
 */
export type TableToProtect = {
  dimensions: readonly string[];
  rows: readonly { cells: readonly string[]; count: number }[];
  earlier: readonly PublishedTable[];
  meaningOf?: (cells: readonly string[]) => string;
};

/**
 * What of a table may be published beside all earlier editions of it. Throws `picture.table-would-disclose` where an edition
 * earlier left out would be calculable whatever is left out now.
 */
export async function protectTable(
  dimensions: readonly string[],
  rows: TableToProtect['rows'],
  earlier: readonly PublishedTable[],
): Promise<Protected> {
  const [found] = await protectTables([{ dimensions, rows, earlier }]);
  if ('rows' in found!) return found;
  throw new Problem('picture.table-would-disclose', {
    faults: found!.told.map((labels) => ({
      path: labels.map((label) => (label === ALL ? 'all' : label)).join(' · '),
      reason: 'it could be calculated from this edition and earlier ones together',
    })),
  });
}

/**
 * What of several tables may be published together, beside all earlier editions of each: a total that two of them share is
 * left out of both or of none. `printed`: what else readers may hold. `told`: of a table that cannot be protected beside
 * the others, the cells that it would give away; the others are protected without it.
 */
export async function protectTables(
  tables: readonly TableToProtect[],
  printed: Printed = { said: new Map(), beside: [] },
): Promise<(Protected | { told: readonly (readonly string[])[] })[]> {
  const newest = tables.map(({ dimensions, rows }) =>
    tableOf(
      dimensions,
      rows.map(({ cells, count }) => ({ labels: cells, count })),
    ),
  );
  const left = await leaveOutInThread(
    tables.map(({ earlier, meaningOf }, i) => ({
      table: newest[i]!,
      earlier,
      meanings: meaningOf ? newest[i]!.cells.map(({ labels }) => meaningOf(labels)) : [],
    })),
    printed,
  );
  return left.map((one, i) =>
    'told' in one ? one : protectedFrom(newest[i]!.cells, one, tables[i]!.earlier.at(-1)),
  );
}

function protectedFrom(
  cells: readonly { labels: readonly string[]; count: number }[],
  { small, others, kept }: LeftOut,
  last: PublishedTable | undefined,
): Protected {
  const left = new Set([...small, ...others, ...kept]);
  const before = new Map(last?.rows.map((row) => [JSON.stringify(row.cells), row.count]) ?? []);
  return {
    rows: cells.map(({ labels, count }, cell) =>
      rowOf({ labels, count: left.has(cell) ? null : count }, before),
    ),
    left: { small: small.length, others: others.length, kept: kept.length },
  };
}

function rowOf(
  { labels, count }: { labels: readonly string[]; count: number | null },
  before: ReadonlyMap<string, number | null>,
): ProtectedRow {
  const had = before.get(JSON.stringify(labels)) ?? null;
  const isRevised = had !== null && count !== null && had !== count;
  return {
    cells: labels,
    count,
    marks: [...(count === null ? (['c'] as const) : []), ...(isRevised ? (['r'] as const) : [])],
    earlier: isRevised ? had : null,
  };
}
