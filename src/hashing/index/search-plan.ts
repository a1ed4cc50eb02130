import { MATCH_RADIUS } from '../hash-index.ts';
import { CHUNKS } from './shard.ts';

/** The pigeonholes hold up to here: 16 chunks that may each differ in 1 bit. Above it every hash is read. */
export const INDEXED_RADIUS = MATCH_RADIUS;

const QUARTERS = 4;

/** Words of a step. The kernel holds the same number. */
export const STEP_WORDS = 3;

/**
 * A step for each chunk that is looked at: the chunk, how many bits its quarter may differ in, and how many the chunk
 * itself may (0 or 1). If every quarter q differed in more than its limit L(q), the distance would be at least the
 * sum of L(q) + 1; so these sums are made to give radius + 1 exactly, and likewise for the chunks inside each quarter.
 */
export function searchPlan(radius: number): Int32Array {
  const steps = Array.from({ length: CHUNKS }, (_, chunk) => {
    const ofQuarter = share(radius + 1, Math.floor(chunk / QUARTERS));
    const ofChunk = share(ofQuarter, chunk % QUARTERS);
    return ofChunk === 0 ? [] : [chunk, ofQuarter - 1, ofChunk - 1];
  });
  return Int32Array.from(steps.flat());
}

/** The place's part of a whole that four divide as evenly as they can. */
function share(whole: number, place: number): number {
  return Math.floor(whole / QUARTERS) + (place < whole % QUARTERS ? 1 : 0);
}
