import type { OrderName, Simulation } from '../../assessment/index.ts';

/** Against which orders the policy is held; the others are shown for comparison only. */
const HELD_AGAINST: readonly OrderName[] = ['oldest-first', 'severity-only', 'random', 'first-policy'];

/**
 * By how much the policy shortens the mean wait of the tenth with the most harm, in percent; where the true harm is not
 * known, of the very high and high bands. `starved`: longest wait under the policy, in days.
 */
export type Shortening = {
  scenario: Simulation['scenario'];
  byDay: number;
  of: 'most-harm' | 'high-bands';
  policyMinutes: number;
  against: { order: OrderName; minutes: number; percent: number }[];
  longestDays: number;
};

const MINUTES_PER_DAY = 1_440;

/** Pure. */
export function shorteningOf({ scenario, staff, results }: Simulation): Shortening {
  const known = results.every(({ byHarmDecile }) => byHarmDecile.length > 0);
  const minutes = (order: OrderName) => {
    const result = results.find((one) => one.order === order);
    if (!result) return null;
    return known ? result.byHarmDecile[0]!.meanMinutes : meanOfHighBands(result.byBand);
  };
  const policyMinutes = minutes('policy') ?? 0;
  return {
    scenario,
    byDay: staff.byDay,
    of: known ? 'most-harm' : 'high-bands',
    policyMinutes,
    against: HELD_AGAINST.flatMap((order) => {
      const other = minutes(order);
      if (other === null) return [];
      const percent = other === 0 ? 0 : Math.round((1 - policyMinutes / other) * 1_000) / 10;
      return [{ order, minutes: other, percent }];
    }),
    longestDays:
      Math.round(
        ((results.find(({ order }) => order === 'policy')?.all.longestMinutes ?? 0) / MINUTES_PER_DAY) * 10,
      ) / 10,
  };
}

function meanOfHighBands(byBand: Simulation['results'][number]['byBand']): number {
  const [first, second] = [byBand['very-high'], byBand.high];
  const referrals = first.referrals + second.referrals;
  if (referrals === 0) return 0;
  return Math.round(
    (first.meanMinutes * first.referrals + second.meanMinutes * second.referrals) / referrals,
  );
}
