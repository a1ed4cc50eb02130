import type { CsvRow } from '../../shared/csv-table.ts';
import { assignFolds, splitBy } from './folds.ts';
import { type Limits, learnEachSize } from './learn-on.ts';
import type { LearningTable } from './learning-table.ts';
import { probabilityAt, type Scorecard, totalOf } from './scorecard.ts';

/** What is learned from: the table for the search, the cells for scoring. */
export type Learning = { table: LearningTable; cells: readonly CsvRow['cells'][] };

/** How many items, and how many points at most, with the loss of that choice on cases that it was not made on. */
export type Size = { items: number; maxPoints: number; loss: number };

export type InnerOptions = { limits: Limits; folds: number; seed: number; onStep(): void };

/** A choice whose loss is within this share of the least one is as good; of such the simplest is taken. Chosen. */
const AS_GOOD = 0.001;
/** Keeps the loss of a sure and wrong prediction finite. */
const SUREST = 1e-6;

/** Point limits worth a choice: fewer points are easier to add up by hand. Chosen. */
function pointChoices(most: number): number[] {
  return [1, 2, 3, 5, 10].filter((points) => points < most).concat(most);
}

/**
 * Chooses the number of items and of points by cross-validation within these rows alone, so that the outer folds judge
 * the choice as well. Sizes stand simplest first. With fewer than 2 folds nothing is chosen: the limits are used.
 */
export function chooseSize(
  { table, cells }: Learning,
  rows: Uint32Array,
  { limits, folds, seed, onStep }: InnerOptions,
): { chosen: Size; tried: Size[] } {
  const all = { items: limits.maxItems, maxPoints: limits.maxPoints, loss: Number.NaN };
  if (folds < 2) return { chosen: all, tried: [] };
  const foldOf = assignFolds(table.outcomes, rows, { folds, seed });
  const sums = new Map<string, { items: number; maxPoints: number; loss: number; folds: number }>();
  for (let fold = 0; fold < folds; fold += 1) {
    const { inside, outside } = splitBy(rows, foldOf, fold);
    const made = learnEachSize(table, outside, { limits, pointChoices: pointChoices(limits.maxPoints) });
    for (const { size, maxPoints, scorecard } of made) {
      const key = `${size} ${maxPoints}`;
      const sum = sums.get(key) ?? { items: size, maxPoints, loss: 0, folds: 0 };
      sums.set(key, {
        ...sum,
        loss: sum.loss + lossOn(scorecard, { table, cells }, inside),
        folds: sum.folds + 1,
      });
    }
    onStep();
  }
  const tried = [...sums.values()]
    .filter((sum) => sum.folds === folds)
    .map(({ items, maxPoints, loss }) => ({ items, maxPoints, loss: loss / rows.length }))
    .sort((a, b) => a.items - b.items || a.maxPoints - b.maxPoints);
  const least = Math.min(...tried.map(({ loss }) => loss));
  return { chosen: tried.find(({ loss }) => loss <= least * (1 + AS_GOOD)) ?? all, tried };
}

function lossOn(scorecard: Scorecard, { table, cells }: Learning, rows: Uint32Array): number {
  let loss = 0;
  for (const row of rows) {
    const chance = probabilityAt(scorecard, totalOf(scorecard, cells[row]!));
    const held = Math.min(1 - SUREST, Math.max(SUREST, chance));
    loss -= table.weights[row]! * Math.log(table.outcomes[row] === 1 ? held : 1 - held);
  }
  return loss;
}
