import { type Estimate, proportion } from '../../evaluation/index.ts';

/** Below so many a rate says more of chance than of work, and of one person more than it should. Chosen. */
export const LEAST_SHOWN = 20;

/** A part of a whole with its 95 % interval; null where the whole is too small to show it. */
export type Rate = { part: number; whole: number; estimate: Estimate | null };

export function rateOf(part: number, whole: number): Rate {
  return { part, whole, estimate: whole >= LEAST_SHOWN ? proportion(part, whole) : null };
}
