import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { areaUnderCurve } from '../../src/evaluation/discrimination.ts';
import { codeSample } from '../../src/evaluation/learn/coded-sample.ts';
import { assignFolds, splitBy } from '../../src/evaluation/learn/folds.ts';
import { holds } from '../../src/evaluation/learn/item.ts';
import { learnOn } from '../../src/evaluation/learn/learn-on.ts';
import { learningTable } from '../../src/evaluation/learn/learning-table.ts';
import { type RowsToLearn, readRows } from '../../src/evaluation/learn/read-rows.ts';
import { probabilityAt, totalOf } from '../../src/evaluation/learn/scorecard.ts';
import { askScript } from '../peers/assess-peers.ts';

// Public data sets that packages carry. In each fold both methods are given the same yes-or-no items, the same item and
// point limits, and are judged on the same held-out cases.

const LIMITS = { maxItems: 5, maxPoints: 5, signs: {} };
const FOLDS = 5;
/** Of a small set one partition into folds says little (FasterRisk's own area of 189 births ranges from 0.56 to 0.69). */
const SMALL = { rows: 1000, repeats: 4 };
/** Source: issue "Assessment that can be trusted". */
const NOT_LOWER_BY = 0.005;

type Compared = { area: number; seconds: number; peerArea: number; peerSeconds: number };
export type PublicSets = { faults: string[]; facts: Record<string, string>; ratio: number };

export function checkPublicSets(folder: string, python: string | undefined): PublicSets {
  if (python === undefined || askScript(python, 'export-public-sets.py', [folder]) === undefined)
    return { faults: [], facts: { 'public sets': 'skipped: pip could not install the peers' }, ratio: 0 };
  const faults: string[] = [];
  const facts: Record<string, string> = {};
  let [ours, theirs] = [0, 0];
  for (const file of readdirSync(folder).filter(
    (name) => name.endsWith('.csv') && !name.startsWith('cases-'),
  )) {
    const name = path.basename(file, '.csv');
    const compared = compareOn(readFileSync(path.join(folder, file)), path.join(folder, name), python);
    const { area, seconds, peerArea, peerSeconds } = compared;
    ours += seconds;
    theirs += peerSeconds;
    facts[name] =
      `area ${area.toFixed(4)}, FasterRisk ${peerArea.toFixed(4)}; ${seconds.toFixed(2)} s, FasterRisk ${peerSeconds.toFixed(2)} s`;
    if (!(area >= peerArea - NOT_LOWER_BY))
      faults.push(`${name}: area ${(peerArea - area).toFixed(4)} below FasterRisk’s`);
  }
  return { faults, facts, ratio: theirs / ours };
}

/** Means over the folds, of each repetition. */
function compareOn(raw: Buffer, folder: string, python: string): Compared {
  const read = readRows(raw, { outcome: 'outcome', exclude: [], signs: {}, orders: {} });
  const table = learningTable(read.rows, read.columns);
  const every = Uint32Array.from(read.rows.keys());
  const repeats = read.rows.length < SMALL.rows ? SMALL.repeats : 1;
  const folds = Array.from({ length: repeats * FOLDS }, (_, i) => {
    const [seed, fold] = [Math.floor(i / FOLDS) + 1, i % FOLDS];
    const foldOf = assignFolds(table.outcomes, every, { folds: FOLDS, seed });
    const { inside, outside } = splitBy(every, foldOf, fold);
    const startedMs = performance.now();
    const [scorecard] = learnOn(table, outside, LIMITS);
    const seconds = (performance.now() - startedMs) / 1000;
    const scores = Array.from(inside, (row) =>
      probabilityAt(scorecard!, totalOf(scorecard!, read.rows[row]!.cells)),
    );
    const place = path.join(folder, String(i));
    writeItems(place, read, { train: outside, test: inside, items: codeSample(table, outside).items });
    return { seconds, place, area: areaOf(read, inside, scores) };
  });
  const answers = askScript(python, 'learn-fasterrisk.py', [
    String(LIMITS.maxItems),
    String(LIMITS.maxPoints),
    ...folds.map(({ place }) => place),
  ]);
  const peers = (answers ?? '')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { area: number; seconds: number });
  return {
    area: mean(folds.map(({ area }) => area)),
    seconds: sum(folds.map(({ seconds }) => seconds)),
    peerArea: mean(peers.map(({ area }) => area)),
    peerSeconds: sum(peers.map(({ seconds }) => seconds)),
  };
}

function areaOf({ rows }: RowsToLearn, inside: Uint32Array, scores: readonly number[]): number {
  const cases = Array.from(inside, (row, i) => ({
    score: scores[i]!,
    outcome: rows[row]!.outcome,
    weight: 1,
    group: null,
  }));
  return areaUnderCurve(cases)!.value;
}

type Split = { train: Uint32Array; test: Uint32Array; items: ReturnType<typeof codeSample>['items'] };

function writeItems(place: string, { rows }: RowsToLearn, { train, test, items }: Split): void {
  mkdirSync(place, { recursive: true });
  for (const [name, chosen] of Object.entries({ train, test })) {
    const lines = Array.from(chosen, (row) => {
      const { cells, outcome } = rows[row]!;
      return [...items.map((item) => Number(holds(item, cells[item.column]!))), Number(outcome)].join(',');
    });
    const head = [...items.map((_, i) => `item${i}`), 'outcome'].join(',');
    writeFileSync(path.join(place, `${name}.csv`), [head, ...lines, ''].join('\n'));
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
