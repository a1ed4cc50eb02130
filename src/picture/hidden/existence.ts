import type { Highs } from 'highs';
import { loadSolver } from '../solver.ts';
import type { ListOverlaps, Pair } from './list-overlaps.ts';
import { designOf } from './log-linear.ts';

/** Whether a model has an estimate at all for these overlaps. */
export type ExistenceCheck = (overlaps: ListOverlaps, pairs: readonly Pair[]) => boolean;

/** A share of the smallest cell below it is rounding. */
const ABOVE_ZERO = 1e-7;

/**
 * Fienberg and Rinaldo (2012): an estimate exists if and only if some table with every cell above 0 has the model's
 * totals. Found by a linear programme, which asks how large the smallest cell of such a table can be. Without it, a
 * fit that runs off to infinity looks like an answer: trillions of people, once.
 */
export async function existenceCheck(): Promise<ExistenceCheck> {
  const highs = await loadSolver();
  // Whether totals lie inside the cone depends on which cells are 0, not on how large the others are.
  const known = new Map<string, boolean>();
  return (overlaps, pairs) => {
    const key = `${overlaps.counts.map((count) => Number(count > 0)).join('')} ${pairs.join(' ')}`;
    const found = known.get(key) ?? isInside(highs, overlaps, pairs);
    known.set(key, found);
    return found;
  };
}

function isInside(highs: Highs, overlaps: ListOverlaps, pairs: readonly Pair[]): boolean {
  const { sets, effects, width } = designOf(overlaps, pairs);
  const totals = Array.from({ length: width }, (_, effect) => {
    const held = sets.flatMap((set, cell) => (effects[cell]!.includes(effect) ? [{ cell, set }] : []));
    const sum = held.reduce((total, { set }) => total + overlaps.counts[set]!, 0);
    return ` t${effect}: ${held.map(({ cell }) => `x${cell}`).join(' + ')} = ${sum}`;
  });
  const least = sets.map((_, cell) => ` l${cell}: x${cell} - s >= 0`);
  const problem = `Maximize\n obj: s\nSubject To\n${[...totals, ...least].join('\n')}\nBounds\n s free\nEnd\n`;
  const { Status, ObjectiveValue } = highs.solve(problem);
  return Status === 'Optimal' && ObjectiveValue > ABOVE_ZERO;
}
