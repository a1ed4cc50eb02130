import { judgeAllModels, type Spread, spreadOf } from './all-models.ts';
import type { ExistenceCheck } from './existence.ts';
import { averageOverGraphs, type Posterior } from './graph-averaging.ts';
import type { ListOverlaps } from './list-overlaps.ts';
import { chooseStepwise, type HiddenEstimate, totalOf } from './stepwise.ts';

// What errors of linking do to the answer. A link that was missed makes one person on two lists into two people on one
// each, and raises the estimate; a link that is wrong lowers it. The overlap table is changed as it would stand without
// the errors, in expectation, and everything is estimated anew: all three answers, as ever.

/** `missed`: so large a share of the links between lists was not found. `wrong`: so many of those found are of two people. */
export type LinkingError = { kind: 'missed' | 'wrong'; share: number };

/** Chosen: what a linkage of good quality misses, and what a poor one does; wrong links by the same. */
const LINKING_ERRORS: readonly LinkingError[] = [
  { kind: 'wrong', share: 0.1 },
  { kind: 'wrong', share: 0.05 },
  { kind: 'missed', share: 0.05 },
  { kind: 'missed', share: 0.1 },
];

export type LinkingErrorAnswer = LinkingError & {
  stepwise: HiddenEstimate | null;
  spread: Spread | null;
  averaged: Posterior;
};

export function answerUnderErrors(
  overlaps: ListOverlaps,
  exists: ExistenceCheck,
  onProgress: (done: number, of: number) => void,
): LinkingErrorAnswer[] {
  return LINKING_ERRORS.map((error, i) => {
    const mended = withoutErrors(overlaps, error);
    const fit = chooseStepwise(mended, exists);
    const answer = {
      ...error,
      stepwise: fit && totalOf(mended, fit),
      spread: spreadOf(judgeAllModels(mended, exists)),
      averaged: averageOverGraphs(mended),
    };
    onProgress(i + 1, LINKING_ERRORS.length);
    return answer;
  });
}

/** The table as it would stand without the errors, in expectation: counts need not be whole. Pure. */
export function withoutErrors(overlaps: ListOverlaps, { kind, share }: LinkingError): ListOverlaps {
  const counts = Float64Array.from(overlaps.counts);
  for (const [set, count] of overlaps.counts.entries()) {
    const lists = listsIn(set);
    if (lists.length < 2 || count === 0) continue;
    const moved = kind === 'missed' ? (count * share) / (1 - share) : count * share;
    for (const list of lists)
      move(counts, { set, list, by: (kind === 'missed' ? 1 : -1) * (moved / lists.length) });
  }
  return { ...overlaps, counts };
}

/** Joins so many of a list alone with as many of the rest of the set, as far as there are so many; below 0: parts them. */
function move(counts: Float64Array, { set, list, by }: { set: number; list: number; by: number }): void {
  const [rest, alone] = [set & ~(1 << list), 1 << list];
  // At least a trace stays: a cell that nobody is left in would forbid what was only made rarer.
  const most = rest === alone ? counts[rest]! / 2 : Math.min(counts[rest]!, counts[alone]!);
  const joined = Math.min(by, 0.9 * most);
  counts[set]! += joined;
  counts[rest]! -= joined;
  counts[alone]! -= joined;
}

function listsIn(set: number): number[] {
  return Array.from({ length: 32 - Math.clz32(set) }, (_, list) => list).filter((list) => (set >> list) & 1);
}
