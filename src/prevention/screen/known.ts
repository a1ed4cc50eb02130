import { FEATURE_NAMES, type FeatureName } from '../rules/features.ts';

/** Every feature as a number, each at its place: a flag is 0 or 1, and NaN means that it is not known. */
export type Known = Float64Array;

/** Where each feature stands. Places, not names, because this is read for every subject of every event. */
export const AT = Object.fromEntries(FEATURE_NAMES.map((name, place) => [name, place])) as Record<
  FeatureName,
  number
>;

export function nothingKnown(): Known {
  return new Float64Array(FEATURE_NAMES.length);
}
