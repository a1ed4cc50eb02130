import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import type { ExistenceCheck } from './existence.ts';
import { holdsPair, knownIn, type ListOverlaps, overlapOf, type Pair, pairsOf } from './list-overlaps.ts';
import { type Fitted, fitLogLinear } from './log-linear.ts';

/** A pair enters the model below it. Source: Silverman 2014; Chan, Silverman and Vincent 2021. */
const ENTERS_BELOW = 0.02;
/** A fitted cell below it may be on its way to 0, so that the existence of the estimate is checked: one that is ends near 1e-8. */
const SUSPICIOUS = 1e-4;
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
    const now: Fitted = fit;
    const candidates = all
      .filter((pair) => !now.pairs.includes(pair))
      .map((pair) => enter(overlaps, now, pair))
      .filter((entered) => entered !== null && entered.pValue < ENTERS_BELOW)
      .sort((a, b) => a!.pValue - b!.pValue);
    const next = candidates.find((entered) => isSound(overlaps, entered!.fit, exists));
    if (!next) return now;
    fit = next.fit;
  }
  return null;
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

function isSound(overlaps: ListOverlaps, fit: Fitted, exists: ExistenceCheck): boolean {
  const isSuspicious = fit.expected.some((count, set) => count > 0 && count < SUSPICIOUS && set > 0);
  return !isSuspicious || exists(overlaps, fit.pairs);
}

function enter(overlaps: ListOverlaps, now: Fitted, pair: Pair): { fit: Fitted; pValue: number } | null {
  const fit = fitLogLinear(overlaps, [...now.pairs, pair], now.expected);
  if (!fit) return null;
  if (overlapOf(overlaps, pair) > 0) {
    const gain = Math.max(0, now.deviance - fit.deviance);
    return { fit, pValue: 2 * normalCdf(-Math.sqrt(gain), 0, 1) };
  }
  const expected = now.expected.reduce((sum, count, set) => sum + (holdsPair(set, pair) ? count : 0), 0);
  return { fit, pValue: Math.exp(-expected) };
}

/** Known and hidden together, with the interval that trusts the model. */
export function totalOf(overlaps: ListOverlaps, { logHidden, error }: Fitted): HiddenEstimate {
  const known = knownIn(overlaps);
  const at = (line: number) => known + Math.exp(line);
  return { total: at(logHidden), low: at(logHidden - Z95 * error), high: at(logHidden + Z95 * error) };
}
