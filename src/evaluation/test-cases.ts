import type { VerifiedCase } from './scored-case.ts';

/** Cases for tests: `[score, positive, weight]`. */
export function casesOf(
  ...given: readonly (readonly [score: number, outcome: boolean, weight?: number])[]
): VerifiedCase[] {
  return given.map(([score, outcome, weight = 1]) => ({ score, outcome, weight, group: null }));
}

/** So many cases alike. */
export function many(count: number, score: number, outcome: boolean): [number, boolean][] {
  return Array.from({ length: count }, () => [score, outcome]);
}
