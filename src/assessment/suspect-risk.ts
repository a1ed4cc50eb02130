import type { OpenFacts } from '../referral/index.ts';
import { BAND_ORDER, BANDS, type Band, isWorse, type Ranged, worst } from './axes.ts';
import type { GradedRisk } from './instruments/graded-risk.ts';
import type { Policy, RiskItem } from './policy.ts';
import type { Reason } from './reasons.ts';

export type SuspectRiskAxis = Ranged<Band> & {
  points: number;
  mostPoints: number;
  /** The suspect is or may be under 18: such instruments were made on adults. */
  outsidePopulation: boolean;
  reasons: Reason[];
};

/**
 * The band that a named person accepted on an instrument, where there is one; otherwise by the facts as stated. While
 * that assessment waits to be looked at again, the worse of the two counts.
 */
export function assessSuspectRisk(
  facts: OpenFacts,
  policy: Policy,
  graded: GradedRisk | null = null,
): SuspectRiskAxis {
  const stated = riskByFacts(facts, policy);
  if (!graded) return stated;
  const bands = graded.outOfDate ? [graded.band, stated.level] : [graded.band];
  const level = worst(BAND_ORDER, bands);
  const { band, kind, instrument, version } = graded;
  const params = { band: BANDS[band].label, instrument, version };
  const reason = (code: Reason['code']) => ({ axis: 'suspect-risk', code, params }) as const;
  return {
    ...stated,
    level,
    lowest: isWorse(BAND_ORDER, level, graded.lowest) ? graded.lowest : level,
    highest: worst(BAND_ORDER, [level, graded.highest]),
    reasons: [
      reason(kind === 'accept' ? 'risk-graded' : 'risk-graded-by-judgement'),
      ...(graded.outOfDate ? [reason('risk-grading-out-of-date')] : []),
      ...stated.reasons,
    ],
  };
}

/** The band as stated, and the exact bands reached if every unknown answer were "no" or "yes". Points only add up. */
function riskByFacts(facts: OpenFacts, policy: Policy): SuspectRiskAxis {
  const answered = (answer: 'yes' | 'unknown') =>
    policy.suspectRisk.items.filter((item) => (facts.answers[item.fact] ?? 'unknown') === answer);
  const [stated, unknown] = [answered('yes'), answered('unknown')];
  const points = sumPoints(stated);
  const mostPoints = points + sumPoints(unknown);
  const level = bandOf(points, policy);
  const outsidePopulation = facts.answers.childSuspect === 'yes';
  return {
    level,
    lowest: level,
    highest: bandOf(mostPoints, policy),
    points,
    mostPoints,
    outsidePopulation,
    reasons: [
      { axis: 'suspect-risk', code: 'risk-total', params: { points, most: mostPoints } },
      ...stated.map((item) => itemReason('risk-item', item)),
      ...unknown.map((item) => itemReason('risk-item-unknown', item)),
      ...(outsidePopulation ? [{ axis: 'suspect-risk', code: 'child-suspect', params: {} } as const] : []),
    ],
  };
}

function bandOf(points: number, policy: Policy): Band {
  const { atLeast } = policy.suspectRisk;
  return BAND_ORDER.find((band) => band !== 'low' && points >= atLeast[band]) ?? 'low';
}

function sumPoints(items: readonly RiskItem[]): number {
  return items.reduce((sum, item) => sum + item.points, 0);
}

function itemReason(code: 'risk-item' | 'risk-item-unknown', item: RiskItem): Reason {
  return {
    axis: 'suspect-risk',
    code,
    params: { fact: item.fact, points: item.points, filter: item.filter },
  };
}
