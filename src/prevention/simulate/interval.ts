import { scoreInterval } from '../../shared/score-interval.ts';

/** A count out of a total, with the interval of its share. */
export type Share = {
  count: number;
  of: number;
  share: number | null;
  low: number | null;
  high: number | null;
};

/** With Wilson's interval at 95 %. Nothing of nothing has no share. */
export function shareOf(count: number, of: number): Share {
  if (of === 0) return { count, of, share: null, low: null, high: null };
  const share = count / of;
  const [low, high] = scoreInterval(share, of);
  return { count, of, share, low, high };
}
