import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import type { ExistenceCheck } from './existence.ts';
import { holdsPair, knownIn, type ListOverlaps, overlapOf, type Pair, pairsOf } from './list-overlaps.ts';
import { Fit, type Fitted, fitLogLinear, VANISHING } from './log-linear.ts';

/** A pair enters the model below it. Source: Silverman 2014; Chan, Silverman and Vincent 2021. */
const ENTERS_BELOW = 0.02;
const Z95 = 1.959963984540054;

export type HiddenEstimate = { total: number; low: number; high: number };

/**
 * Forward selection from the model without pairs: the pair with the least p-value enters, as long as there is one
 * below 2 %. A pair without overlap is judged by how unlikely that is under the model so far. Null without any fit.
 */
export function chooseStepwise(overlaps: ListOverlaps, exists: ExistenceCheck): Fitted | null {
  let fit = fitIfItExists(overlaps, [], exists);
  const all = pairsOf(overlaps.lists.length);
  while (fit) {
    const next = bestNext(overlaps, fit, { all, exists });
    if (!next) return fit;
    fit = next;
  }
  return null;
}

type Candidate = {
  fit: Fit /** Of a pair without overlap; of another one it follows from the fit. */;
  pValue: number | null;
};

/** The model with the pair that enters next. Only the fits that may still be the best are carried on: the answer is the same. */
function bestNext(
  overlaps: ListOverlaps,
  now: Fitted,
  { all, exists }: { all: readonly Pair[]; exists: ExistenceCheck },
): Fitted | null {
  const candidates = all
    .filter((pair) => !now.pairs.some((held) => held === pair))
    .map((pair) => enter(overlaps, now, pair));
  for (;;) {
    const [first] = candidates
      .map((candidate) => ({ candidate, least: leastPValue(candidate, now) }))
      .filter(({ least }) => least < ENTERS_BELOW)
      .sort((a, b) => a.least - b.least);
    if (!first) return null;
    const { fit } = first.candidate;
    if (fit.state === 'open') {
      fit.round();
      continue;
    }
    const settled = fit.settle();
    if (settled && isSound(overlaps, settled, exists)) return settled;
    candidates.splice(candidates.indexOf(first.candidate), 1);
  }
}

/** As small as it can still become while the fit goes on. */
function leastPValue({ fit, pValue }: Candidate, now: Fitted): number {
  if (pValue !== null) return pValue;
  const gain = Math.max(0, now.deviance - fit.deviance + fit.mayFall);
  return Number.isNaN(gain) ? 0 : 2 * normalCdf(-Math.sqrt(gain), 0, 1);
}

/** Null where it has no estimate. */
export function fitIfItExists(
  overlaps: ListOverlaps,
  pairs: readonly Pair[],
  exists: ExistenceCheck,
): Fitted | null {
  const fit = fitLogLinear(overlaps, pairs);
  return fit && isSound(overlaps, fit, exists) ? fit : null;
}

/** A fitted cell that is nearly empty may be on its way to 0: then it is asked whether there is an estimate at all. */
function isSound(overlaps: ListOverlaps, fit: Fitted, exists: ExistenceCheck): boolean {
  const vanishing = VANISHING * (fit.deviance + 1);
  const isSuspicious = fit.expected.some((count, set) => count > 0 && count < vanishing && set > 0);
  return !isSuspicious || exists(overlaps, fit.pairs);
}

function enter(overlaps: ListOverlaps, now: Fitted, pair: Pair): Candidate {
  const fit = new Fit(overlaps, [...now.pairs, pair], now.expected);
  if (overlapOf(overlaps, pair) > 0) return { fit, pValue: null };
  const expected = now.expected.reduce((sum, count, set) => sum + (holdsPair(set, pair) ? count : 0), 0);
  return { fit, pValue: Math.exp(-expected) };
}

/** Known and hidden together, with the interval that trusts the model. */
export function totalOf(overlaps: ListOverlaps, { logHidden, error }: Fitted): HiddenEstimate {
  const known = knownIn(overlaps);
  const at = (line: number) => known + Math.exp(line);
  return { total: at(logHidden), low: at(logHidden - Z95 * error), high: at(logHidden + Z95 * error) };
}
