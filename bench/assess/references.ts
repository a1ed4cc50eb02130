import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { calibrationOf } from '../../src/evaluation/calibration.ts';
import { classifyAt } from '../../src/evaluation/classification.ts';
import { areaUnderCurve, compareAreas } from '../../src/evaluation/discrimination.ts';
import { casesOf } from '../../src/evaluation/test-cases.ts';
import { Dice } from '../../src/shared/dice.ts';
import { askScript } from '../peers/assess-peers.ts';

/** Figures of one file, by name: ours and a reference's are compared where both have them. */
type Figures = Record<string, number>;
type Drawn = { outcome: boolean; score: number; other: number };

/** Each a kind of sample that formulas stumble over. */
const SAMPLES = {
  probabilities: { cases: 800, baseRate: 0.3, steps: null },
  'few-cases': { cases: 12, baseRate: 0.5, steps: null },
  rare: { cases: 1500, baseRate: 0.02, steps: null },
  common: { cases: 1500, baseRate: 0.97, steps: null },
  bands: { cases: 600, baseRate: 0.2, steps: 4 },
  'many-ties': { cases: 600, baseRate: 0.45, steps: 11 },
} as const;

/** The most that any figure differs from each reference. */
export function checkReferences(
  folder: string,
  python: string | undefined,
): { faults: string[]; facts: Figures | Record<string, string> } {
  const ours = Object.fromEntries(
    Object.entries(SAMPLES).map(([name, shape], i) => [
      `cases-${name}.csv`,
      writeSample(folder, name, { ...shape, seed: i + 1 }),
    ]),
  );
  const peers = {
    'scikit-learn, statsmodels': python && askScript(python, 'evaluate-reference.py', [folder]),
    'R pROC': askScript('Rscript', 'evaluate-proc.R', [folder]),
  };
  const faults: string[] = [];
  const facts: Record<string, string> = {};
  for (const [peer, said] of Object.entries(peers)) {
    if (said === undefined) {
      facts[`against ${peer}`] = 'skipped: it cannot be had here';
      continue;
    }
    const { most, where, count } = largestDifference(ours, JSON.parse(said) as Record<string, Figures>);
    facts[`against ${peer}`] = `${count} figures, at most ${most.toExponential(1)} apart (${where})`;
    if (!(most <= CLOSE_ENOUGH)) faults.push(`${where} differs from ${peer} by ${most}`);
  }
  return { faults, facts };
}

/** Source: issue "Assessment that can be trusted". */
const CLOSE_ENOUGH = 1e-9;

function largestDifference(ours: Record<string, (cut: number) => Figures>, theirs: Record<string, Figures>) {
  let [most, where, count] = [0, '', 0];
  for (const [file, figures] of Object.entries(theirs)) {
    const own = ours[file]!(figures['cut'] ?? 0.5);
    for (const [name, value] of Object.entries(figures)) {
      if (!(name in own)) continue;
      count += 1;
      const apart = Math.abs(own[name]! - value);
      if (!(apart <= most)) [most, where] = [apart, `${name} of ${file}`];
    }
  }
  return { most, where, count };
}

function writeSample(
  folder: string,
  name: string,
  shape: { cases: number; baseRate: number; steps: number | null; seed: number },
): (cut: number) => Figures {
  const drawn = drawSample(shape);
  const lines = drawn.map(({ outcome, score, other }) => `${Number(outcome)},${score},${other}`);
  writeFileSync(path.join(folder, `cases-${name}.csv`), ['outcome,score,other', ...lines, ''].join('\n'));
  return (cut) => figuresOf(drawn, cut);
}

function drawSample({
  cases,
  baseRate,
  steps,
  seed,
}: {
  cases: number;
  baseRate: number;
  steps: number | null;
  seed: number;
}): Drawn[] {
  const dice = new Dice(seed).fork('references');
  const shift = Math.log(baseRate / (1 - baseRate));
  const coarse = (share: number) => (steps === null ? share : Math.floor(share * steps) + 1);
  const drawn = Array.from({ length: cases }, (): Drawn => {
    const line = shift + dice.between(-2, 2);
    const share = 1 / (1 + Math.exp(-line));
    const noisy = 1 / (1 + Math.exp(-line - dice.between(-1.5, 1.5)));
    return { outcome: dice.chance(share), score: coarse(share), other: coarse(noisy) };
  });
  // At least three of each kind, so that there is something to compare.
  drawn.slice(0, 6).forEach((one, i) => {
    one.outcome = i % 2 === 0;
  });
  return drawn;
}

function figuresOf(drawn: readonly Drawn[], cut: number): Figures {
  const cases = casesOf(...drawn.map(({ score, outcome }) => [score, outcome] as const));
  const area = areaUnderCurve(cases)!;
  const compared = compareAreas(
    cases,
    drawn.map(({ other }) => other),
  )!;
  const { sensitivity, specificity } = classifyAt(cases, cut);
  const { brier, line, shift } = calibrationOf(cases);
  return {
    area: area.value,
    areaLow: area.low,
    areaHigh: area.high,
    difference: compared.difference.value,
    pValue: compared.pValue,
    sensitivity: sensitivity!.value,
    sensitivityLow: sensitivity!.low,
    sensitivityHigh: sensitivity!.high,
    specificity: specificity!.value,
    specificityLow: specificity!.low,
    specificityHigh: specificity!.high,
    brier,
    ...(line
      ? {
          intercept: line.intercept.value,
          slope: line.slope.value,
          slopeLow: line.slope.low,
          slopeHigh: line.slope.high,
        }
      : {}),
    ...(shift ? { shift: shift.value } : {}),
  };
}
