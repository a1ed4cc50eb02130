import { DIMENSIONS, EVERY_DIMENSION, type Score, totalOf } from '../../returns/index.ts';
import type { Words } from '../words.ts';
import { shown } from './shown.ts';

/** Below this share a cell is marked; the figures stand beside it. Chosen: one in ten wrong is worth a call. */
const LOW_SHARE = 0.9;

/** "34 of 36 (94 %)", and whether it is low. */
function showPart(
  { numerator, denominator }: { numerator: number; denominator: number },
  { returns: { quality: w } }: Words,
) {
  if (denominator === 0) return { text: w.nothing, share: null, isLow: false };
  const share = numerator / denominator;
  // Never rounded up to all, nor down to none.
  const percent = share === 1 ? 100 : Math.min(99, Math.max(share === 0 ? 0 : 1, Math.round(100 * share)));
  return { text: w.of(shown(numerator), shown(denominator)), share: `${percent}%`, isLow: share < LOW_SHARE };
}

/** Each dimension of some scores, with its rule. */
export function dimensionRows(scores: readonly Score[], words: Words) {
  const { quality: w } = words.returns;
  return EVERY_DIMENSION.map((id) => ({
    label: w.label[id],
    rule: w.ruleVersion(w.counted[id], DIMENSIONS[id].version),
    ...showPart(totalOf(scores, id), words),
  }));
}

/** One row of a table over dimensions. */
export function scoreCells(scores: readonly Score[], words: Words) {
  return EVERY_DIMENSION.map((id) => showPart(totalOf(scores, id), words));
}

export function dimensionHeads({ returns: { quality: w } }: Words): string[] {
  return EVERY_DIMENSION.map((id) => w.label[id]);
}
