import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { evaluateScore } from '../src/evaluation/index.ts';
import { learnOn } from '../src/evaluation/learn/learn-on.ts';
import { type LearnedRow, learningTable } from '../src/evaluation/learn/learning-table.ts';
import { probabilityAt, totalOf } from '../src/evaluation/learn/scorecard.ts';
import { Dice } from '../src/shared/dice.ts';

export const title = 'Learning a scorecard of whole points, against FasterRisk on the same cases';

const BASE_RATES = [0.05, 0.2, 0.45];
const ITEMS = 40;
/** True weights of the first items, in log odds; the others say nothing, and some copy the first ones badly. */
const TRUTH = [2, 1.5, 1, 1, -1, -1.5];
const LIMITS = { maxItems: 6, maxPoints: 5, signs: {} };

type Made = LearnedRow & { truth: number };
type PeerAnswer = { area: number; loss: number; seconds: number };

/** `--cases=4000`: to learn from, and as many to judge on. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const cases = numberOption(options, 'cases', 4000);
  const folder = mkdtempSync(path.join(tmpdir(), 'everydot-learn-'));
  try {
    const python = installPeer(folder);
    const rounds = BASE_RATES.map((rate) => ({
      rate,
      ...compareOn(makeCohort(rate, cases), folder, python),
    }));
    const sum = (of: (round: (typeof rounds)[number]) => number) =>
      rounds.reduce((total, one) => total + of(one), 0);
    return {
      ratio: python ? sum(({ peer }) => peer?.seconds ?? 0) / sum(({ seconds }) => seconds) : 0,
      ratioOf: python ? 'FasterRisk’s seconds / ours' : 'no peer: pip could not install fasterrisk',
      facts: Object.assign({}, ...rounds.map(factsOf)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function factsOf({
  rate,
  ours,
  optimum,
  slope,
  seconds,
  peer,
}: { rate: number } & ReturnType<typeof compareOn>) {
  const at = `${rate * 100} %`;
  return {
    [`area at ${at}`]: ours.toFixed(4),
    [`area of the truth at ${at}`]: optimum.toFixed(4),
    [`area of FasterRisk at ${at}`]: peer ? peer.area.toFixed(4) : 'skipped',
    [`calibration slope at ${at}`]: slope.toFixed(3),
    [`seconds at ${at}`]: seconds.toFixed(2),
    [`seconds of FasterRisk at ${at}`]: peer ? peer.seconds.toFixed(2) : 'skipped',
  };
}

function compareOn(
  { train, test }: { train: Made[]; test: Made[] },
  folder: string,
  python: string | undefined,
) {
  const startedMs = performance.now();
  const table = learningTable(train, columns());
  const [scorecard] = learnOn(table, Uint32Array.from(train.keys()), LIMITS);
  const seconds = (performance.now() - startedMs) / 1000;
  const scored = (score: (row: Made) => number) =>
    evaluateScore(test.map((row) => ({ score: score(row), outcome: row.outcome, weight: 1, group: null })))!;
  const { area, calibration } = scored(({ cells }) => probabilityAt(scorecard!, totalOf(scorecard!, cells)));
  return {
    ours: area!.value,
    optimum: scored(({ truth }) => truth).area!.value,
    slope: calibration!.line!.slope.value,
    seconds,
    peer: python ? askPeer(folder, python, { train, test }) : undefined,
  };
}

function columns(): string[] {
  return Array.from({ length: ITEMS }, (_, i) => `item${i}`);
}

/** Drawn from a logistic model whose intercept gives the base rate. */
function makeCohort(rate: number, cases: number): { train: Made[]; test: Made[] } {
  const dice = new Dice(Math.round(rate * 1000));
  const drawn = Array.from({ length: cases * 2 }, () => drawItems(dice));
  const intercept = interceptFor(rate, drawn.map(lineOf));
  const rows = drawn.map((held, line): Made => {
    const truth = intercept + lineOf(held);
    const cells = Object.fromEntries(held.map((bit, i) => [`item${i}`, String(bit)]));
    return { cells, line, truth, outcome: dice.chance(1 / (1 + Math.exp(-truth))) };
  });
  return { train: rows.slice(0, cases), test: rows.slice(cases) };
}

/** Items 6 to 11 repeat items 0 to 5 in four of five cases: what a search must not mistake for the cause. */
function drawItems(dice: Dice): number[] {
  const held = Array.from({ length: ITEMS }, (_, i) => Number(dice.chance(0.1 + 0.5 * ((i * 7) % 10) * 0.1)));
  return held.map((bit, i) => (i >= 6 && i < 12 && dice.chance(0.8) ? held[i - 6]! : bit));
}

function lineOf(held: readonly number[]): number {
  return TRUTH.reduce((line, weight, i) => line + weight * held[i]!, 0);
}

/** By halving: the share of positives rises with the intercept. */
function interceptFor(rate: number, lines: readonly number[]): number {
  let [low, high] = [-20, 20];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    const share = lines.reduce((sum, line) => sum + 1 / (1 + Math.exp(-middle - line)), 0) / lines.length;
    if (share < rate) low = middle;
    else high = middle;
  }
  return low;
}

/** A Python with FasterRisk in an environment of its own; undefined where pip cannot. */
function installPeer(folder: string): string | undefined {
  const venv = path.join(folder, 'venv');
  const installed =
    spawnSync('python3', ['-m', 'venv', venv]).status === 0 &&
    spawnSync(path.join(venv, 'bin/pip'), ['install', '--quiet', 'fasterrisk==0.1.10']).status === 0;
  return installed ? path.join(venv, 'bin/python') : undefined;
}

function askPeer(
  folder: string,
  python: string,
  cohort: { train: Made[]; test: Made[] },
): PeerAnswer | undefined {
  for (const [name, rows] of Object.entries(cohort))
    writeFileSync(path.join(folder, `${name}.csv`), asCsv(rows));
  const script = path.join(import.meta.dirname, 'peers/learn-fasterrisk.py');
  const { maxItems, maxPoints } = LIMITS;
  const { status, stdout } = spawnSync(python, [script, `${maxItems}`, `${maxPoints}`, folder], {
    encoding: 'utf8',
  });
  return status === 0 ? JSON.parse(stdout.trim().split('\n').at(-1)!) : undefined;
}

function asCsv(rows: readonly Made[]): string {
  const names = columns();
  const lines = rows.map(({ cells, outcome }) =>
    [...names.map((name) => cells[name]), Number(outcome)].join(','),
  );
  return [[...names, 'outcome'].join(','), ...lines, ''].join('\n');
}
