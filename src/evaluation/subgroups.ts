import { areProbabilities, calibrationOf } from './calibration.ts';
import { classifyAt } from './classification.ts';
import { areaUnderCurve } from './discrimination.ts';
import type { Estimate } from './interval.ts';
import { isVerified, type ScoredCase, type VerifiedCase, weightOf } from './scored-case.ts';

/** How a score does for one group, for audit only: a group is never an input. */
export type Subgroup = {
  group: string;
  cases: number;
  positives: number;
  /** Cases of the rarer outcome, each counted once whatever it weighs: how near a figure comes to one person. */
  ofRarerOutcome: number;
  area: Estimate | null;
  /** Share of its negatives that are flagged, and of its positives that are not. */
  falsePositives: Estimate | null;
  falseNegatives: Estimate | null;
  observedToExpected: number | null;
};

/** `protected`: how many groups are too small to be shown, and their cases together. */
export type Subgroups = { shown: Subgroup[]; withheld: { groups: number; cases: number } };

/** Fewer cases than this could point to a person. Source: the small-number rule of the picture's disclosure control. */
const FEWEST_CASES = 10;

export function subgroupsOf(all: readonly ScoredCase[], cut: number): Subgroups | null {
  const cases = all.filter(isVerified);
  if (cases.every(({ group }) => group === null)) return null;
  const groups = [...Map.groupBy(cases, ({ group }) => group ?? 'not recorded')].sort(
    ([, a], [, b]) => b.length - a.length,
  );
  const shownCount = countShown(groups.map(([, members]) => members.length));
  const withheld = groups.slice(shownCount);
  return {
    shown: groups.slice(0, shownCount).map(([group, members]) => describeGroup(group, members, cut)),
    withheld: {
      groups: withheld.length,
      cases: withheld.reduce((sum, [, members]) => sum + members.length, 0),
    },
  };
}

/** The largest groups; where one alone is too small, the next smallest goes with it, or the total would betray it. */
function countShown(sizes: readonly number[]): number {
  const large = sizes.filter((size) => size >= FEWEST_CASES).length;
  const hidden = sizes.slice(large).reduce((sum, size) => sum + size, 0);
  const isBetrayed = large < sizes.length && (sizes.length - large === 1 || hidden < FEWEST_CASES);
  return isBetrayed ? Math.max(0, large - 1) : large;
}

function describeGroup(group: string, cases: readonly VerifiedCase[], cut: number): Subgroup {
  const { sensitivity, specificity } = classifyAt(cases, cut);
  const positives = cases.filter(({ outcome }) => outcome);
  return {
    group,
    cases: weightOf(cases),
    positives: weightOf(positives),
    ofRarerOutcome: Math.min(positives.length, cases.length - positives.length),
    area: areaUnderCurve(cases),
    falsePositives: complement(specificity),
    falseNegatives: complement(sensitivity),
    observedToExpected: areProbabilities(cases) ? calibrationOf(cases).observedToExpected : null,
  };
}

function complement(estimate: Estimate | null): Estimate | null {
  return estimate && { value: 1 - estimate.value, low: 1 - estimate.high, high: 1 - estimate.low };
}
