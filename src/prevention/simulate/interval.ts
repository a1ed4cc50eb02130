/** A count out of a total, with the interval of its share. */
export type Share = {
  count: number;
  of: number;
  share: number | null;
  low: number | null;
  high: number | null;
};

/** 95 % of a normal distribution lie within so many standard deviations. */
const Z = 1.96;

/** Wilson's score interval at 95 %. Source: Wilson 1927, JASA 22(158) 209-212. Nothing of nothing has no share. */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, share: null, low: null, high: null };
  const share = count / of;
  const denominator = 1 + Z ** 2 / of;
  const middle = (share + Z ** 2 / (2 * of)) / denominator;
  const half = (Z / denominator) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return { count, of, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
