import {
  ALL,
  conditionOf,
  everyCell,
  FIXED_TABLES,
  type Figures,
  type FixedTable,
  type FixedTableId,
  type Printed,
  type Protected,
  type PublishedTable,
  protectTables,
  TABLE_BREAKDOWNS,
  type TableToProtect,
} from '../../picture/index.ts';
import type { ReleasedTable } from '../../publication/index.ts';
import type { Db } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { labelsOf } from './table-labels.ts';

/** `db`: for names. `figures`: where records are counted. */
export type TableSource = { db: Db; figures: Figures };

/** `earlier`: the same table in each edition so far, the first one first. `meaningOf`: what a cell of it counts. */
export type FixedTableAsked = {
  id: FixedTableId;
  earlier: readonly PublishedTable[];
  meaningOf: (cells: readonly string[]) => string;
};

/**
 * Fixed tables as one edition may print them: small counts left out, and as many others as it takes for none to be calculated
 * from all of them, from their totals, or from what was printed earlier (`printed`). Null for one that cannot stand beside the
 * others. Exact counts do not leave this function.
 */
export async function protectedTables(
  source: TableSource,
  { period, tables, printed }: { period: Period; tables: readonly FixedTableAsked[]; printed: Printed },
): Promise<(ReleasedTable | null)[]> {
  const counted: TableToProtect[] = [];
  for (const { id, earlier, meaningOf } of tables) {
    const table: FixedTable = FIXED_TABLES[id];
    const rows = await countRows(source, table, reachingBack(period, table.years));
    counted.push({ dimensions: table.by.map((by) => TABLE_BREAKDOWNS[by].label), rows, earlier, meaningOf });
  }
  const found = await protectTables(counted, printed);
  return found.map((one, i) => ('rows' in one ? asReleased(tables[i]!.id, one) : null));
}

function asReleased(id: FixedTableId, { rows: shown, left }: Protected): ReleasedTable {
  const table: FixedTable = FIXED_TABLES[id];
  return {
    id,
    title: table.title,
    definition: table.definition,
    dimensions: table.by.map((by) => TABLE_BREAKDOWNS[by].label),
    rows: shown,
    protection: 'suppress',
    note: noteOf(left),
  };
}

type Row = { cells: string[]; count: number };

async function countRows({ db, figures }: TableSource, table: FixedTable, period: Period): Promise<Row[]> {
  const cells = await figures.keyedCells({
    columns: table.by.map((by) => TABLE_BREAKDOWNS[by].column),
    condition: conditionOf(table.count)!,
    period,
    asOf: null,
  });
  const labels = await Promise.all(table.by.map((by) => labelsOf(db, by)));
  const counts = new Map(cells.map((cell) => [JSON.stringify(cell.labels), cell.count]));
  return everyCell(cells, table.by.length)
    .filter((codes): codes is string[] => !codes.includes(null))
    .map((codes) => ({
      cells: codes.map((code, i) => labels[i]!(code)),
      count: counts.get(JSON.stringify(codes)) ?? 0,
    }));
}

/** Several years end with the last one of the period. */
export function reachingBack({ from, to }: Period, years: number): Period {
  return years === 1 ? { from, to } : { from: `${Number(to.slice(0, 4)) - years + 1}-01-01`, to };
}

function noteOf({ small, others, kept }: { small: number; others: number; kept: number }): string {
  const total = `“${ALL}” is the total of the rows or columns.`;
  if (small + others + kept === 0) return `${total} No count had to be left out.`;
  const parts = [
    `[c] stands for a count that is left out: ${small} because they are 1 to 4`,
    ...(others > 0 ? [`${others} so that those cannot be calculated from the totals`] : []),
    ...(kept > 0 ? [`${kept} because an earlier edition left them out`] : []),
  ];
  return `${total} ${parts.join(', ')}.`;
}
