import type { Term } from '../referral/index.ts';
import type { Assessment } from './assess.ts';
import { BANDS, type Band, GRAVITY, IMMINENCE, SOLVABILITY } from './axes.ts';
import { POLICIES } from './policies.ts';
import type { HeadStarts, NoveltyClass, Policy } from './policy.ts';
import { MS_PER_DAY, noveltyClass } from './queue-key.ts';
import type { Reason } from './reasons.ts';

// When a referral stands beside a new one that can wait for nothing: receipt, or its source's turn, plus the days its
// band can wait, less the days of each axis. Nothing here is asked for time of day, so that it can be stored.

/** What each axis is worth to this referral, in days; zeros left out. */
function startsOf(assessment: Assessment, { daysSooner }: HeadStarts): { of: string; days: number }[] {
  const { imminence, suspectRisk, gravity, solvability, withChild } = assessment;
  const novelty = noveltyClass(assessment);
  return [
    { of: IMMINENCE[imminence.level].label, days: daysSooner.imminence[imminence.level] },
    { of: ORDER_TERMS['with-child'].label, days: withChild ? daysSooner.withChild : 0 },
    { of: ORDER_TERMS['risk-stated'].label, days: daysSooner.suspectRisk[suspectRisk.level] },
    { of: GRAVITY[gravity].label, days: daysSooner.gravity[gravity] },
    { of: ORDER_TERMS[novelty].label, days: daysSooner.novelty[novelty] },
    { of: SOLVABILITY[solvability.level].label, days: daysSooner.solvability[solvability.level] },
  ].filter(({ days }) => days > 0);
}

/** What days are given for that no axis has words for. */
export const ORDER_TERMS = {
  'with-child': { label: 'The report is of somebody dealing with a child, not of files alone' },
  'risk-stated': { label: 'Suspect risk as stated' },
  'first-seen': { label: 'Content that nobody saw before' },
  'not-known': { label: 'Content not known yet' },
  seen: { label: 'Content seen before' },
  circulating: { label: 'Circulating or harmless content' },
} as const satisfies Record<NoveltyClass | 'with-child' | 'risk-stated', Term>;

/** Milliseconds by which it stands sooner than its band alone would have it. */
export function soonerMs(assessment: Assessment, policy: Policy): number {
  if (policy.headStarts === null) return 0;
  return startsOf(assessment, policy.headStarts).reduce((sum, { days }) => sum + days * MS_PER_DAY, 0);
}

export function waitMs(band: Band, { headStarts }: Policy): number {
  return (headStarts?.waitDays[band] ?? BANDS[band].actWithinDays) * MS_PER_DAY;
}

type Standing = { policyVersion: string; band: Band; receivedAt: Date; turnAt: Date | null };

/** Why it stands where it stands among those of its tier, under the policy that orders the queue. */
export function orderReasons(
  assessment: Assessment,
  { policyVersion, band, receivedAt, turnAt }: Standing,
): Reason[] {
  const policy = POLICIES[policyVersion];
  if (!policy?.headStarts) return [];
  const putBackMs = turnAt ? turnAt.getTime() - receivedAt.getTime() : 0;
  const days = policy.headStarts.waitDays[band];
  return [
    { axis: 'order', code: 'order-waits', params: { band: BANDS[band].label, days } },
    ...startsOf(assessment, policy.headStarts).map(
      ({ of, days: sooner }): Reason => ({ axis: 'order', code: 'head-start', params: { of, days: sooner } }),
    ),
    ...(putBackMs > 0
      ? [
          {
            axis: 'order',
            code: 'source-turn',
            params: { days: Math.round((putBackMs / MS_PER_DAY) * 10) / 10 },
          } as const,
        ]
      : []),
  ];
}
