import type { OpenFacts } from '../referral/index.ts';
import { BAND_ORDER, type Band, type Ranged } from './axes.ts';
import type { Policy, RiskItem } from './policy.ts';
import type { Reason } from './reasons.ts';

export type SuspectRiskAxis = Ranged<Band> & {
  points: number;
  mostPoints: number;
  /** The suspect is or may be under 18: such instruments were made on adults. */
  outsidePopulation: boolean;
  reasons: Reason[];
};

/** The band as stated, and the exact bands reached if every unknown answer were "no" or "yes". Points only add up. */
export function assessSuspectRisk(facts: OpenFacts, policy: Policy): SuspectRiskAxis {
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
