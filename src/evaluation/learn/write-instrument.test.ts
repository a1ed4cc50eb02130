import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkInstrument, type Instrument, readInstrument } from '../../assessment/index.ts';
import { Dice } from '../../shared/dice.ts';
import { cohortTable } from '../cohort/cohort-table.ts';
import { makeCohort } from '../cohort/make-cohort.ts';
import { scoreTable } from '../report/score-table.ts';
import { type LearnOptions, learnScorecard } from './learn-scorecard.ts';
import { runLearning } from './run-learning.ts';
import { probabilityAt, totalOf } from './scorecard.ts';
import { cramersV } from './stand-ins.ts';
import { instrumentOfLearned } from './write-instrument.ts';

const OPTIONS: LearnOptions = {
  outcome: 'outcome',
  exclude: ['force'],
  maxItems: 4,
  maxPoints: 5,
  folds: 3,
  innerFolds: 2,
  seed: 1,
  signs: {},
  orders: {},
};
const COHORT = Buffer.from(
  cohortTable(makeCohort({ cases: 1200, baseRate: 0.2, seed: 3, unknownShare: 0.05 })),
);

function written(raw: Buffer, more: Partial<LearnOptions> = {}): Instrument {
  const asked = { ...OPTIONS, ...more };
  const learned = learnScorecard(raw, asked)!;
  return instrumentOfLearned(raw, { learned, asked, named: {}, today: '2026-11-22' });
}

test('what was learned is an instrument that can be read, and nothing in it is refused', () => {
  const document = readInstrument(JSON.parse(JSON.stringify(written(COHORT))));
  assert.deepEqual(
    checkInstrument(document).filter(({ refuses }) => refuses),
    [],
  );
  assert.ok(document.items.every(({ provenance }) => provenance?.basis === 'learned'));
  assert.equal(document.validation.figures?.fromBand, 'high');
});

test('learned from invented cases it is for demonstration only; from others it is not validated', () => {
  assert.deepEqual([written(COHORT).demoOnly, written(COHORT).validation.status], [true, 'synthetic-only']);
  const unmarked = Buffer.from(COHORT.toString().replace('synthetic', 'marked'));
  const document = written(unmarked);
  assert.deepEqual([document.demoOnly, document.validation.status], [undefined, 'not-validated']);
});

test('the instrument gives each case the probability that the scorecard gives it', () => {
  const asked = { ...OPTIONS, orders: { grade: ['low', 'mid', 'top'] }, signs: { grade: '+' as const } };
  const dice = new Dice(4);
  const lines = Array.from({ length: 1200 }, () => {
    const [age, grade, place] = [
      dice.int(18, 80),
      dice.pick(['low', 'mid', 'top']),
      dice.pick(['x', 'y', 'z']),
    ];
    const odds = Math.exp(
      -3 + age / 30 + (grade === 'top' ? 1.5 : grade === 'mid' ? 0.7 : 0) + (place === 'z' ? 1 : 0),
    );
    return `${age},${grade},${place},${dice.chance(odds / (1 + odds)) ? 'yes' : 'no'}`;
  });
  const raw = Buffer.from(['age,grade,place,outcome', ...lines].join('\n'));
  const learned = learnScorecard(raw, { ...asked, exclude: [] })!;
  const document = readInstrument(instrumentOfLearned(raw, { learned, asked, named: {} }));
  const scored = scoreTable(raw, document, { outcome: 'outcome' });
  for (const [i, { probability }] of scored.entries()) {
    const [age, grade, place] = lines[i]!.split(',');
    const total = totalOf(learned.scorecard, { age: age!, grade: grade!, place: place! });
    assert.ok(Math.abs(probability! - probabilityAt(learned.scorecard, total)) < 1e-12, lines[i]);
  }
});

test('learning runs beside the caller, tells its steps, and can be stopped', async () => {
  const steps: number[] = [];
  const learned = await runLearning(COHORT, OPTIONS, { onProgress: (done, of) => steps.push(done / of) });
  assert.equal(steps.at(-1), 1);
  assert.equal(steps.length, (OPTIONS.folds + 1) * (OPTIONS.innerFolds + 1));
  assert.deepEqual(learned, learnScorecard(COHORT, OPTIONS));
  const stopping = new AbortController();
  const running = runLearning(COHORT, OPTIONS, {
    signal: stopping.signal,
    onProgress: () => stopping.abort(),
  });
  await assert.rejects(running, { code: 'evaluation.learning-stopped' });
});

test('a refusal of the learning thread keeps its code and the places of its faults', async () => {
  const running = runLearning(Buffer.from('a,outcome\n1,perhaps\n'), { ...OPTIONS, exclude: [] });
  await assert.rejects(running, (failure: { code: string; faults: { line: number }[] }) => {
    assert.equal(failure.code, 'evaluation.unreadable-table');
    assert.equal(failure.faults[0]!.line, 2);
    return true;
  });
});

test('the strength of a stand-in is Cramér’s V, with an interval that holds it', () => {
  const pairs = (counts: [string, string, number][]) =>
    counts.flatMap(([a, b, count]) => Array.from({ length: count }, () => [a, b] as const));
  const same = cramersV(
    pairs([
      ['a', 'x', 50],
      ['b', 'y', 50],
    ]),
  )!;
  assert.ok(Math.abs(same.value - 1) < 1e-12);
  // By hand: chi-square 100 (30·40 − 10·20)² / (40·60·50·50) = 16.67; V is the root of a hundredth of it.
  const some = cramersV(
    pairs([
      ['a', 'x', 30],
      ['a', 'y', 10],
      ['b', 'x', 20],
      ['b', 'y', 40],
    ]),
  )!;
  assert.ok(Math.abs(some.value - Math.sqrt(1 / 6)) < 1e-12);
  assert.ok(some.low > 0.2 && some.low < some.value && some.value < some.high && some.high < 0.62);
  assert.equal(
    cramersV(
      pairs([
        ['a', 'x', 3],
        ['b', 'x', 4],
      ]),
    ),
    null,
  );
});
