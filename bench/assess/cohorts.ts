import { COHORT_ITEMS, evaluateScore, makeCohort } from '../../src/evaluation/index.ts';
import { learnOn } from '../../src/evaluation/learn/learn-on.ts';
import { learningTable } from '../../src/evaluation/learn/learning-table.ts';
import { probabilityAt, totalOf } from '../../src/evaluation/learn/scorecard.ts';

// Cohorts whose truth is known: how close a short scorecard comes to the generator itself, on cases it was not learned from.

const BASE_RATES = [0.05, 0.2, 0.45];
const LIMITS = { maxItems: 12, maxPoints: 5, signs: {} };
/** Source: issue "Assessment that can be trusted". */
const PROMISED = { area: 0.01, slope: [0.9, 1.1] } as const;

export function checkCohorts(cases: number): { faults: string[]; facts: Record<string, string> } {
  const faults: string[] = [];
  const facts: Record<string, string> = {};
  for (const rate of BASE_RATES) {
    const { area, best, slope, correct, bestCorrect } = learnCohort(rate, cases);
    const at = `cohort at ${rate * 100} %`;
    facts[at] =
      `area ${area.toFixed(4)}, generator’s own ${best.toFixed(4)}, slope ${slope.toFixed(3)}, overall correct ` +
      `${(correct * 100).toFixed(1)} %, best attainable ${(bestCorrect * 100).toFixed(1)} %`;
    if (best - area > PROMISED.area) faults.push(`${at}: area ${best - area} below the generator’s`);
    if (slope < PROMISED.slope[0] || slope > PROMISED.slope[1]) faults.push(`${at}: slope ${slope}`);
  }
  facts['KIRAT’s overall correct, for scale'] = '83.7 % (development sample, cut-off not published)';
  return { faults, facts };
}

function learnCohort(baseRate: number, cases: number) {
  const all = makeCohort({ cases: cases * 2, baseRate, seed: 5 });
  const [train, test] = [all.slice(0, cases), all.slice(cases)];
  const rows = train.map(({ answers, outcome }, line) => ({ cells: answers, line, outcome }));
  const table = learningTable(rows, Object.keys(COHORT_ITEMS));
  const [scorecard] = learnOn(table, Uint32Array.from(rows.keys()), LIMITS);
  // A case is called positive where that is likelier than not: what is most often correct.
  const judge = (score: (one: (typeof test)[number]) => number) =>
    evaluateScore(
      test.map((one) => ({ score: score(one), outcome: one.outcome, weight: 1, group: null })),
      { cut: 0.5 },
    )!;
  const ours = judge(({ answers }) => probabilityAt(scorecard!, totalOf(scorecard!, answers)));
  const truth = judge(({ probability }) => probability);
  return {
    area: ours.area!.value,
    best: truth.area!.value,
    slope: ours.calibration!.line!.slope.value,
    correct: ours.classification.accuracy!.value,
    bestCorrect: truth.classification.accuracy!.value,
  };
}
