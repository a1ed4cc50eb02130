import { Problem } from '../../shared/problem.ts';
import { ensureColumn, type RowTables } from './table-rows.ts';
import { type Truth, truthOf } from './truth.ts';
import type { Workbench } from './workbench.ts';
import { cellsOf, NOT_WRITTEN, readWritten } from './written-cells.ts';

/** A column that says who each row is; of `pattern` the first group, or the whole match, of what stands in it. */
export type TruthSource = { column: string; pattern?: string | undefined };

export async function readTruth(
  bench: Workbench,
  tables: RowTables,
  { column, pattern }: TruthSource,
): Promise<Truth> {
  for (const table of tables.tables) ensureColumn(table, [column], 'the truth');
  const read = pattern === undefined ? (text: string) => text : readBy(pattern);
  const written = await readWritten(bench, tables, [column]);
  const names = [...cellsOf(written)].map(([text]) => read(text!));
  return truthOf(
    Array.from(written.writtenAt, (number) => (number === NOT_WRITTEN ? null : names[number]!)),
    tables,
  );
}

function readBy(pattern: string): (text: string) => string | null {
  try {
    const expression = new RegExp(pattern);
    return (text) => {
      const found = expression.exec(text);
      return found ? (found[1] ?? found[0]) : null;
    };
  } catch (cause) {
    throw new Problem('linking.truth-unreadable', { detail: 'the pattern is no regular expression', cause });
  }
}
