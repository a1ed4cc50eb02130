import { type CsvRow, ensureColumns, ensureNoFaults, readCsvTable } from '../shared/csv-table.ts';
import type { Fault } from '../shared/problem.ts';
import { isUnknown, readAnswer } from './cell-values.ts';
import type { ScoredCase } from './scored-case.ts';

/** Which columns of a table hold what. `positive`: the outcome's value that counts as positive, where it is no plain yes. */
export type CaseColumns = {
  scores: readonly string[];
  outcome: string;
  group?: string | undefined;
  weight?: string | undefined;
  positive?: string | undefined;
};

/** `scores`: every score column of the case, in the order asked for; `score` is the first. */
export type ReadCase = ScoredCase & { scores: readonly number[] };

/** `withoutScore`: rows left out because a score is missing. */
export type CaseTable = { cases: ReadCase[]; withoutScore: number };

const UNREADABLE = 'evaluation.unreadable-table';

/** Throws `evaluation.unreadable-table`, which names columns and lines and quotes no value. */
export function readCases(raw: Buffer, columns: CaseColumns): CaseTable {
  const rows = readCsvTable(raw, UNREADABLE);
  const { scores, outcome, group, weight } = columns;
  ensureColumns(
    rows,
    [...scores, outcome, group, weight].filter((name) => name !== undefined),
    UNREADABLE,
  );
  const faults: Fault[] = [];
  const read = rows.map(({ cells, line }) =>
    readCase(cells, columns, (path, reason) => faults.push({ path, reason, line })),
  );
  ensureNoFaults(faults, UNREADABLE);
  const cases = read.filter((one) => one.scores.every(Number.isFinite));
  if (cases.length === 0) ensureNoFaults([{ reason: 'no row has a score' }], UNREADABLE);
  return { cases, withoutScore: read.length - cases.length };
}

type Tell = (path: string, reason: string) => void;

function readCase(cells: CsvRow['cells'], columns: CaseColumns, tell: Tell): ReadCase {
  const scores = columns.scores.map((name) =>
    readNumber(cells[name]!, () => tell(name, 'it is no number; decimals are written with a point')),
  );
  const outcome = readAnswer(cells[columns.outcome]!, columns.positive, () =>
    tell(columns.outcome, 'it is neither yes nor no; say which value counts as positive'),
  );
  const weight = columns.weight === undefined ? 1 : readWeight(cells[columns.weight]!, columns.weight, tell);
  const named = columns.group === undefined ? '' : cells[columns.group]!;
  return { score: scores[0]!, scores, outcome, weight, group: named === '' ? null : named };
}

/** NaN where the cell says that there is none. */
function readNumber(cell: string, fault: () => void): number {
  if (isUnknown(cell)) return Number.NaN;
  const value = Number(cell);
  if (!Number.isFinite(value)) fault();
  return value;
}

function readWeight(cell: string, path: string, tell: Tell): number {
  const value = Number(cell);
  if (cell === '' || !(value > 0 && Number.isFinite(value))) tell(path, 'a weight is a number above 0');
  return value;
}
