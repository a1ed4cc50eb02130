import { type AreaDifference, compareAreas } from './discrimination.ts';
import { type Evaluation, type EvaluationOptions, evaluateScore } from './evaluate-score.ts';
import { type Estimate, normalInterval } from './interval.ts';
import type { ReadCase } from './read-cases.ts';
import { isVerified, type VerifiedCase } from './scored-case.ts';

/** Two scores of the same cases. Differences are the first less the second. */
export type Comparison = {
  one: Evaluation;
  other: Evaluation;
  area: AreaDifference | null;
  /** At each score's own cut, on the same cases. */
  sensitivity: PairedDifference | null;
  specificity: PairedDifference | null;
};

/** `onlyOne`, `onlyOther`: cases that one score alone gets right. */
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
      .map(({ scores }) => [
        scores[0]! >= one.classification.cut === kind,
        scores[1]! >= other.classification.cut === kind,
      ]);
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

/** The difference of two paired shares, with Wald's interval (as McNemar's test looks at the discordant pairs). */
function pairedDifference(rights: readonly (readonly boolean[])[]): PairedDifference | null {
  const n = rights.length;
  if (n === 0) return null;
  const onlyOne = rights.filter(([one, other]) => one && !other).length;
  const onlyOther = rights.filter(([one, other]) => !one && other).length;
  const variance = (onlyOne + onlyOther - (onlyOne - onlyOther) ** 2 / n) / n ** 2;
  return {
    difference: normalInterval((onlyOne - onlyOther) / n, Math.sqrt(variance), [-1, 1]),
    onlyOne,
    onlyOther,
  };
}
