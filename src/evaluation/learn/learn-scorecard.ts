import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type CsvRow, ensureColumns, ensureNoFaults, readCsvTable } from '../../shared/csv-table.ts';
import type { Fault } from '../../shared/problem.ts';
import { readAnswer } from '../cell-values.ts';
import { type Evaluation, evaluateScore } from '../evaluate-score.ts';
import type { ScoredCase } from '../scored-case.ts';
import { type LearnedRow, type Limits, learnOn } from './learn-on.ts';
import { isProtected, type StandIn, standInsAmong } from './protected-columns.ts';
import { probabilityAt, rangeOf, type Scorecard, totalOf } from './scorecard.ts';

export type LearnOptions = Limits & {
  outcome: string;
  positive?: string | undefined;
  exclude: readonly string[];
  folds: number;
  seed: number;
  onProgress(done: number, of: number): void;
};

const UNREADABLE = 'evaluation.unreadable-table';

/** What was learned, and how it does on cases that it was not learned from. */
export type Learned = {
  cases: number;
  positives: number;
  /** Rows left out because nobody knows the outcome: if those are of another kind, so is what was learned. */
  withoutOutcome: number;
  columns: string[];
  protectedColumns: string[];
  scorecard: Scorecard;
  /** What each total of the chosen one means, in probability. */
  totals: { total: number; probability: number }[];
  /** The chosen one first: which items make a scorecard is less certain than how well it does. */
  nearlyEqual: Scorecard[];
  /** Each case judged by what was learned without its fold, the choice of items and cuts included. */
  outOfSample: Evaluation;
  areaByFold: (number | null)[];
  standIns: StandIn[];
};

/**
 * Learns a sparse integer scorecard from a table, by the whole procedure in each fold of the cross-validation.
 * Protected characteristics are never an input. Throws `evaluation.unreadable-table`, `evaluation.nothing-to-learn`.
 */
export function learnScorecard(raw: Buffer, options: LearnOptions): Learned | null {
  const { rows, withoutOutcome } = readRows(raw, options);
  const named = Object.keys(rows[0]?.cells ?? {}).filter((name) => name !== options.outcome);
  const protectedColumns = named.filter(isProtected);
  const columns = named.filter((name) => !isProtected(name) && !options.exclude.includes(name));
  const positives = rows.filter(({ outcome }) => outcome).length;
  // Each fold needs cases of both kinds to be learned from and to be judged on.
  if (Math.min(positives, rows.length - positives) < 2 * options.folds) return null;
  const nearlyEqual = learnOn(rows, columns, options);
  options.onProgress(1, options.folds + 1);
  const [scorecard] = nearlyEqual;
  const judged = judgeByFolds(rows, columns, options);
  return {
    cases: rows.length,
    positives,
    withoutOutcome,
    columns,
    protectedColumns,
    scorecard: scorecard!,
    totals: totalsOf(scorecard!),
    nearlyEqual,
    outOfSample: evaluateScore(judged.flat())!,
    areaByFold: judged.map((fold) => evaluateScore(fold)?.area?.value ?? null),
    standIns: standInsAmong(
      scorecard!.items.map(({ item }) => item),
      rows,
      protectedColumns,
    ),
  };
}

function readRows(raw: Buffer, { outcome, positive, exclude, signs }: LearnOptions) {
  const table = readCsvTable(raw, UNREADABLE);
  ensureColumns(table, [outcome, ...exclude, ...Object.keys(signs)], UNREADABLE);
  const faults: Fault[] = [];
  const read = table.map((row): CsvRow & { outcome: boolean | null } => {
    const fault = () =>
      faults.push({
        path: outcome,
        reason: 'it is neither yes nor no; say which value counts as positive',
        line: row.line,
      });
    return { ...row, outcome: readAnswer(row.cells[outcome]!, positive, fault) };
  });
  ensureNoFaults(faults, UNREADABLE);
  const rows = read.filter((row): row is LearnedRow => row.outcome !== null);
  return { rows, withoutOutcome: read.length - rows.length };
}

function judgeByFolds(
  rows: readonly LearnedRow[],
  columns: readonly string[],
  options: LearnOptions,
): ScoredCase[][] {
  const foldOf = assignFolds(rows, options);
  return Array.from({ length: options.folds }, (_, fold) => {
    const [scorecard] = learnOn(
      rows.filter((_, i) => foldOf[i] !== fold),
      columns,
      options,
    );
    options.onProgress(fold + 2, options.folds + 1);
    return rows
      .filter((_, i) => foldOf[i] === fold)
      .map(({ cells, outcome }) => ({
        score: probabilityAt(scorecard!, totalOf(scorecard!, cells)),
        outcome,
        weight: 1,
        group: null,
      }));
  });
}

/** Each kind of outcome is dealt out evenly, in an order that the seed decides. */
function assignFolds(rows: readonly LearnedRow[], { folds, seed }: LearnOptions): number[] {
  const next = xoroshiro128plus(seed);
  const foldOf = new Array<number>(rows.length);
  for (const kind of [true, false]) {
    const members = rows.flatMap(({ outcome }, i) => (outcome === kind ? [i] : []));
    for (let i = members.length - 1; i > 0; i -= 1) {
      const other = uniformInt(next, 0, i);
      [members[i], members[other]] = [members[other]!, members[i]!];
    }
    members.forEach((row, place) => {
      foldOf[row] = place % folds;
    });
  }
  return foldOf;
}

function totalsOf(scorecard: Scorecard): Learned['totals'] {
  const [least, most] = rangeOf(scorecard);
  return Array.from({ length: most - least + 1 }, (_, i) => ({
    total: least + i,
    probability: probabilityAt(scorecard, least + i),
  }));
}
