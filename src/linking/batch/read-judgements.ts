import { readFile } from 'node:fs/promises';
import { ensureColumns, readCsvTable } from '../../shared/csv-table.ts';
import { type Fault, Problem } from '../../shared/problem.ts';
import type { Judgement, Verdict } from '../clusters/edges.ts';
import type { RowIds } from './row-ids.ts';

const VERDICTS: ReadonlySet<string> = new Set<Verdict>(['same', 'different', 'unsure']);

/** Judgements as `id_a, id_b, verdict`, and `table_a, table_b` where an id may stand in both tables. */
export async function readJudgements(file: string, ids: RowIds): Promise<Judgement[]> {
  const rows = readCsvTable(await readFile(file), 'linking.judgements-unreadable');
  ensureColumns(rows, ['id_a', 'id_b', 'verdict'], 'linking.judgements-unreadable');
  const faults: Fault[] = [];
  const judgements = rows.flatMap(({ cells, line }): Judgement[] => {
    const from = ids.rowOf(cells['id_a']!, cells['table_a'] || 'a');
    const to = ids.rowOf(cells['id_b']!, cells['table_b'] || ids.tableOfB);
    const verdict = cells['verdict']!;
    if (from === undefined) faults.push({ path: 'id_a', line, reason: 'no row has this id' });
    if (to === undefined) faults.push({ path: 'id_b', line, reason: 'no row has this id' });
    if (!VERDICTS.has(verdict))
      faults.push({ path: 'verdict', line, reason: 'is same, different or unsure' });
    return from === undefined || to === undefined ? [] : [{ from, to, verdict: verdict as Verdict }];
  });
  if (faults.length > 0) throw new Problem('linking.judgements-unreadable', { faults: faults.slice(0, 20) });
  return judgements;
}
