import type { Level, NormalValue } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { LinkRecord } from './link-record.ts';
import type { LinkSpec } from './link-spec.ts';

/** The level of an attribute that one of two records does not have: neither for nor against. */
export const UNKNOWN = 255;

/** The best level over all pairs of values, for each attribute; the same whichever record stands first. */
export function compareRecords(spec: LinkSpec, a: LinkRecord, b: LinkRecord): Uint8Array {
  const levels = new Uint8Array(spec.attributes.length);
  for (let i = 0; i < levels.length; i++)
    levels[i] = bestLevel(KINDS[spec.attributes[i]!.kind].levels, a[i]!, b[i]!);
  return levels;
}

/** The best level between two sets of values of one kind; UNKNOWN where one is empty. */
export function bestLevel(
  levels: readonly Level[],
  as: readonly NormalValue[],
  bs: readonly NormalValue[],
): number {
  if (as.length === 0 || bs.length === 0) return UNKNOWN;
  let best = levels.length;
  for (const a of as)
    for (const b of bs)
      for (let level = 0; level < best; level++) if (levels[level]!.test.holds(a, b)) best = level;
  return best;
}
