import { type AreaDifference, compareAreas } from './discrimination.ts';
import { type Evaluation, type EvaluationOptions, evaluateScore } from './evaluate-score.ts';
import { type Estimate, normalInterval } from './interval.ts';
import type { ReadCase } from './read-cases.ts';
import { isVerified, type VerifiedCase, weightOf } from './scored-case.ts';

/** Two scores of the same cases. Differences are the first less the second. */
export type Comparison = {
  one: Evaluation;
  other: Evaluation;
  area: AreaDifference | null;
  /** At each score's own cut, on the same cases. */
  sensitivity: PairedDifference | null;
  specificity: PairedDifference | null;
};

/** `onlyOne`, `onlyOther`: cases that one score alone gets right, as sums of weights. */
export type PairedDifference = { difference: Estimate; onlyOne: number; onlyOther: number };

/** `cuts`: of the first and of the second score. Null where no outcome is known, or only one kind. */
export function compareScores(
  all: readonly ReadCase[],
  {
    cuts,
    baseRates,
  }: { cuts?: readonly [number, number] | undefined; baseRates?: EvaluationOptions['baseRates'] },
): Comparison | null {
  const rescored = all.map((one) => ({ ...one, score: one.scores[1]! }));
  const one = evaluateScore(all, { cut: cuts?.[0], baseRates });
  const other = evaluateScore(rescored, { cut: cuts?.[1], baseRates });
  if (!one || !other) return null;
  const cases = all.filter(isVerified) as (ReadCase & VerifiedCase)[];
  const rights = (kind: boolean) =>
    cases
      .filter(({ outcome }) => outcome === kind)
      .map(
        ({ scores, weight }): Rights => ({
          one: scores[0]! >= one.classification.cut === kind,
          other: scores[1]! >= other.classification.cut === kind,
          weight,
        }),
      );
  return {
    one,
    other,
    area: compareAreas(
      cases,
      cases.map(({ scores }) => scores[1]!),
    ),
    sensitivity: pairedDifference(rights(true)),
    specificity: pairedDifference(rights(false)),
  };
}

/** Which of the two scores gets a case right. */
type Rights = { one: boolean; other: boolean; weight: number };

/**
 * The difference of two paired shares, with Wald's interval (as McNemar's test looks at the discordant pairs); each case
 * adds to the share and to its variance by its weight.
 */
function pairedDifference(rights: readonly Rights[]): PairedDifference | null {
  const total = weightOf(rights);
  if (total === 0) return null;
  const onlyOne = weightOf(rights.filter(({ one, other }) => one && !other));
  const onlyOther = weightOf(rights.filter(({ one, other }) => !one && other));
  const difference = (onlyOne - onlyOther) / total;
  const squares = rights.reduce(
    (sum, { one, other, weight }) => sum + (weight * (Number(one) - Number(other) - difference)) ** 2,
    0,
  );
  return {
    difference: normalInterval(difference, Math.sqrt(squares) / total, [-1, 1]),
    onlyOne,
    onlyOther,
  };
}
