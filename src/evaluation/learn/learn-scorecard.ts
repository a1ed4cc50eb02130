import { isUnknown } from '../cell-values.ts';
import { type Classification, classifyAt } from '../classification.ts';
import { type Evaluation, evaluateScore } from '../evaluate-score.ts';
import type { Estimate } from '../interval.ts';
import { isVerified, type ScoredCase, weightOf } from '../scored-case.ts';
import { chooseSize, type Learning, type Size } from './choose-size.ts';
import { assignFolds, splitBy } from './folds.ts';
import { holds, type Item } from './item.ts';
import { type Limits, learnOn } from './learn-on.ts';
import { type LearnedRow, learningTable } from './learning-table.ts';
import { type LeftOut, type RowOptions, type RowsToLearn, readRows } from './read-rows.ts';
import { probabilityAt, rangeOf, type Scorecard, totalOf } from './scorecard.ts';
import { groupsTheTotalTells, type StandIn, standInsAmong, type TotalTells } from './stand-ins.ts';
import { tellingColumns } from './telling-columns.ts';

export type LearnOptions = Limits &
  RowOptions & {
    folds: number;
    /** Within each fold, for choosing how many items and points; 0: the limits are used as they are. */
    innerFolds: number;
    seed: number;
  };

/** What was learned, and how it does on cases that it was not learned from. */
export type Learned = {
  cases: number;
  positives: number;
  withoutOutcome: number;
  synthetic: boolean;
  columns: string[];
  leftOut: LeftOut[];
  notNumbers: RowsToLearn['notNumbers'];
  protectedColumns: string[];
  scorecard: Scorecard;
  /** Of each of its items, the share of cases in which it holds, among those where the column is known. */
  holding: number[];
  /** What each total of the chosen one means, in probability. */
  totals: { total: number; probability: number }[];
  /** How many items and points were chosen, and how the other sizes did. */
  size: Size;
  sizesTried: Size[];
  /** The chosen one first: which items make a scorecard is less certain than how well it does. */
  nearlyEqual: Scorecard[];
  appearances: Appearance[];
  /** Each case judged by what was learned without its fold, the choice of size, items, cuts and points included. */
  outOfSample: Evaluation;
  /** The same, flagging whoever is likelier than the base rate. */
  atBaseRate: Classification;
  areaByFold: (number | null)[];
  sizeByFold: Size[];
  standIns: StandIn[];
  totalTells: TotalTells[];
  /** Columns that alone tell the outcome almost without error: was it known when the case was assessed? */
  telling: { column: string; area: Estimate }[];
};

/** Of how many near-equal scorecards, and of how many folds' scorecards, a column is part. */
export type Appearance = { column: string; inNearlyEqual: number; inFolds: number };

type Step = (done: number, of: number) => void;

/**
 * Learns a sparse integer scorecard from a table, by the whole procedure in each fold of the cross-validation.
 * Protected characteristics are never an input. Null where there are too few cases of one kind. Throws
 * `evaluation.unreadable-table`.
 */
export function learnScorecard(
  raw: Buffer,
  options: LearnOptions,
  onProgress: Step = () => undefined,
): Learned | null {
  const read = readRows(raw, options);
  const { rows, columns } = read;
  const positives = rows.filter(({ outcome }) => outcome).length;
  // Each fold needs cases of both kinds to be learned from and to be judged on.
  if (Math.min(positives, rows.length - positives) < 2 * options.folds) return null;
  const learning = {
    table: learningTable(rows, columns, options.orders),
    cells: rows.map(({ cells }) => cells),
  };
  const step = counter((options.folds + 1) * (options.innerFolds + 1), onProgress);
  const everyRow = Uint32Array.from(rows.keys());
  const whole = learnChosen(learning, everyRow, { options, seed: options.seed, step });
  const judged = judgeByFolds(learning, everyRow, { options, step });
  return {
    ...describe(read, positives),
    ...describeChosen(whole, judged),
    ...lookedAt(whole.cards[0]!, read),
  };
}

type Work = { options: LearnOptions; step(): void };

/** The size is chosen, then everything learned anew at that size. */
function learnChosen(
  learning: Learning,
  rows: Uint32Array,
  { options, seed, step }: Work & { seed: number },
) {
  const inner = { limits: options, folds: options.innerFolds, seed, onStep: step };
  const { chosen, tried } = chooseSize(learning, rows, inner);
  const cards = learnOn(learning.table, rows, {
    signs: options.signs,
    maxItems: chosen.items,
    maxPoints: chosen.maxPoints,
  });
  step();
  return { size: chosen, tried, cards };
}

type Judged = { cases: ScoredCase[]; size: Size; scorecard: Scorecard };

function judgeByFolds({ table, cells }: Learning, rows: Uint32Array, { options, step }: Work): Judged[] {
  const foldOf = assignFolds(table.outcomes, rows, options);
  return Array.from({ length: options.folds }, (_, fold) => {
    const { inside, outside } = splitBy(rows, foldOf, fold);
    const { size, cards } = learnChosen({ table, cells }, outside, {
      options,
      seed: options.seed + fold + 1,
      step,
    });
    const [scorecard] = cards;
    const cases = Array.from(inside, (row) => ({
      score: probabilityAt(scorecard!, totalOf(scorecard!, cells[row]!)),
      outcome: table.outcomes[row] === 1,
      weight: table.weights[row]!,
      group: null,
    }));
    return { cases, size, scorecard: scorecard! };
  });
}

function describe({ rows, ...read }: RowsToLearn, positives: number) {
  return { cases: rows.length, positives, ...read, protectedColumns: protectedAmong(read.leftOut) };
}

function protectedAmong(leftOut: readonly LeftOut[]): string[] {
  return leftOut
    .filter(({ because }) => because === 'protected' || because === 'values-are-protected')
    .map(({ column }) => column);
}

function describeChosen({ size, tried, cards }: ReturnType<typeof learnChosen>, judged: readonly Judged[]) {
  const [scorecard] = cards;
  const cases = judged.flatMap((fold) => fold.cases).filter(isVerified);
  const outOfSample = evaluateScore(cases)!;
  return {
    scorecard: scorecard!,
    totals: totalsOf(scorecard!),
    size,
    sizesTried: tried,
    nearlyEqual: cards,
    appearances: appearancesOf(cards, judged),
    outOfSample,
    atBaseRate: classifyAt(cases, outOfSample.baseRate),
    areaByFold: judged.map(({ cases }) => evaluateScore(cases)?.area?.value ?? null),
    sizeByFold: judged.map((fold) => fold.size),
  };
}

function lookedAt(scorecard: Scorecard, { rows, leftOut }: RowsToLearn) {
  const protectedColumns = protectedAmong(leftOut);
  return {
    standIns: standInsAmong(scorecard, rows, protectedColumns),
    totalTells: groupsTheTotalTells(scorecard, rows, protectedColumns),
    telling: tellingColumns(scorecard, rows),
    holding: scorecard.items.map(({ item }) => shareHolding(item, rows)),
  };
}

function shareHolding(item: Item, rows: RowsToLearn['rows']): number {
  const known = rows.filter(({ cells }) => !isUnknown(cells[item.column]!));
  const holding = known.filter(({ cells }) => holds(item, cells[item.column]!));
  return known.length === 0 ? 0 : weightOf(holding.map(weighted)) / weightOf(known.map(weighted));
}

function weighted({ weight = 1 }: LearnedRow): { weight: number } {
  return { weight };
}

function appearancesOf(cards: readonly Scorecard[], judged: readonly Judged[]): Appearance[] {
  const columnsOf = ({ items }: Scorecard) => new Set(items.map(({ item }) => item.column));
  const [equals, folds] = [cards.map(columnsOf), judged.map((fold) => columnsOf(fold.scorecard))];
  const named = [...new Set([...equals, ...folds].flatMap((columns) => [...columns]))];
  const within = (sets: readonly Set<string>[], column: string) =>
    sets.filter((set) => set.has(column)).length;
  return named
    .map((column) => ({ column, inNearlyEqual: within(equals, column), inFolds: within(folds, column) }))
    .sort((a, b) => b.inNearlyEqual + b.inFolds - a.inNearlyEqual - a.inFolds);
}

function counter(of: number, onProgress: Step): () => void {
  let done = 0;
  return () => {
    done += 1;
    onProgress(done, of);
  };
}

function totalsOf(scorecard: Scorecard): Learned['totals'] {
  const [least, most] = rangeOf(scorecard);
  return Array.from({ length: most - least + 1 }, (_, i) => ({
    total: least + i,
    probability: probabilityAt(scorecard, least + i),
  }));
}
