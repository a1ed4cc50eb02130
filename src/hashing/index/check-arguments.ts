import { Problem } from '../../shared/problem.ts';
import { HASH_BYTES, LARGEST_RADIUS, MATCH_RADIUS } from '../hash-index.ts';

/** Queries and radius may come from outside: a coded refusal. Answers with the radius. */
export function checkSearch(queries: Uint8Array, options: { radius?: number } = {}): number {
  const radius = options.radius ?? MATCH_RADIUS;
  if (queries.length % HASH_BYTES !== 0) {
    throw new Problem('hashing.invalid-search', { detail: `queries are not ${HASH_BYTES} bytes each` });
  }
  if (!Number.isInteger(radius) || radius < 0 || radius > LARGEST_RADIUS) {
    throw new Problem('hashing.invalid-search', { detail: `the radius is not 0 to ${LARGEST_RADIUS}` });
  }
  return radius;
}

/** Ids and hashes are paired by our own code: a mismatch is a bug. */
export function checkPut(ids: Uint32Array, hashes: Uint8Array): void {
  if (!(ids instanceof Uint32Array)) throw new TypeError('ids are a Uint32Array');
  if (hashes.length !== ids.length * HASH_BYTES) {
    throw new TypeError(
      `${ids.length} ids need ${ids.length * HASH_BYTES} bytes of hashes, not ${hashes.length}`,
    );
  }
}
