import { Dice } from '../../shared/dice.ts';
import { BAND_ORDER, type Band } from '../axes.ts';

/** Referrals drawn by lot to be graded again by somebody who does not see how they were graded. */
export const SAMPLE_KINDS = {
  'low-band': { label: 'Audit of the low bands', bands: ['medium', 'low'] },
  double: { label: 'Double grading of all bands', bands: ['very-high', 'high', 'medium', 'low'] },
} as const satisfies Record<string, { label: string; bands: readonly Band[] }>;
export type SampleKind = keyof typeof SAMPLE_KINDS;

/** A referral as it stood when a sample was drawn. `decidedBy`: who decided so, null while nobody has. */
export type Gradable = { referralId: string; band: Band; decidedBy: string | null };

export type Stratum = { band: Band; population: number; drawn: number };

/**
 * So many of the bands that the kind asks for, as evenly as they allow: rare bands are drawn as often as common ones,
 * and count by their size afterwards. Pure: the same referrals and seed draw the same sample, in whatever order they come.
 */
export function drawSample(
  all: readonly Gradable[],
  { kind, size, seed }: { kind: SampleKind; size: number; seed: number },
): { members: Gradable[]; strata: Stratum[] } {
  const bands: readonly Band[] = SAMPLE_KINDS[kind].bands;
  const dice = new Dice(seed).fork('grading-sample');
  const pools = BAND_ORDER.filter((band) => bands.includes(band)).flatMap((band) => {
    const own = all.filter((one) => one.band === band).sort((a, b) => (a.referralId < b.referralId ? -1 : 1));
    return own.length === 0 ? [] : [{ band, pool: dice.shuffle(own) }];
  });
  const shares = shareOut(
    size,
    pools.map(({ pool }) => pool.length),
  );
  const members = pools.flatMap(({ pool }, i) => pool.slice(0, shares[i]));
  return {
    // Mixed, so that the place in the list does not tell the band.
    members: dice.shuffle(members),
    strata: pools.map(({ band, pool }, i) => ({ band, population: pool.length, drawn: shares[i]! })),
  };
}

/** Evenly, one at least of each, none more than there are. */
function shareOut(size: number, available: readonly number[]): number[] {
  const shares = available.map(() => 0);
  const wanted = Math.min(
    Math.max(size, available.length),
    available.reduce((sum, count) => sum + count, 0),
  );
  for (let given = 0; given < wanted; )
    available.forEach((count, i) => {
      if (given >= wanted || shares[i]! >= count) return;
      shares[i]! += 1;
      given += 1;
    });
  return shares;
}
