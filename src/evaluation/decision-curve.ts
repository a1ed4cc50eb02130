import { confusionAt } from './classification.ts';
import { type VerifiedCase, weightOf } from './scored-case.ts';

/**
 * Net benefit of acting on the score where acting is worth it from this probability on, beside acting on every case;
 * acting on none is 0. In positives found per case, less the false alarms they cost (Vickers and Elkin 2006).
 */
export type DecisionPoint = { threshold: number; ofScore: number; ofAll: number };

const THRESHOLDS = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

export function decisionCurve(cases: readonly VerifiedCase[]): DecisionPoint[] {
  const total = weightOf(cases);
  const baseRate = weightOf(cases.filter(({ outcome }) => outcome)) / total;
  return THRESHOLDS.map((threshold) => {
    const { truePositives, falsePositives } = confusionAt(cases, threshold);
    const price = threshold / (1 - threshold);
    return {
      threshold,
      ofScore: truePositives / total - (falsePositives / total) * price,
      ofAll: baseRate - (1 - baseRate) * price,
    };
  });
}
