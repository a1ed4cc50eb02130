import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { itemsOf, labelOf } from './item.ts';
import { type LearnOptions, learnScorecard } from './learn-scorecard.ts';
import { isProtected } from './protected-columns.ts';

/** `a` and `b` raise the odds, `c` lowers them, `noise` says nothing; `gender` says almost what `a` says. */
function cohort(count = 1500): Buffer {
  const next = xoroshiro128plus(11);
  const chance = (share: number) => uniformInt(next, 0, 999_999) < share * 1e6;
  const lines = Array.from({ length: count }, () => {
    const [a, b, c, noise] = [chance(0.4), chance(0.3), chance(0.5), chance(0.5)];
    const odds = Math.exp(-1 + 2 * Number(a) + 1 * Number(b) - 1.5 * Number(c));
    const gender = chance(0.9) === a ? 'one' : 'other';
    const outcome = chance(0.02) ? '' : chance(odds / (1 + odds)) ? 'yes' : 'no';
    return [...[a, b, c, noise].map(Number), gender, outcome].join(',');
  });
  return Buffer.from(['a,b,c,noise,gender,outcome', ...lines].join('\n'));
}

const OPTIONS: LearnOptions = {
  outcome: 'outcome',
  exclude: [],
  maxItems: 3,
  maxPoints: 4,
  folds: 4,
  seed: 1,
  signs: {},
  onProgress: () => undefined,
};

const learn = (more: Partial<LearnOptions> = {}, raw = cohort()) =>
  learnScorecard(raw, { ...OPTIONS, ...more })!;
const pointsOf = ({ scorecard }: ReturnType<typeof learn>) =>
  Object.fromEntries(scorecard.items.map(({ item, points }) => [item.column, points]));

test('the items that matter are found, with points in the proportion of their weights', () => {
  const points = pointsOf(learn());
  assert.deepEqual(Object.keys(points).sort(), ['a', 'b', 'c']);
  assert.ok(points['a']! > points['b']! && points['b']! > 0 && points['c']! < 0);
});

test('no item has more points than allowed, and no scorecard more items', () => {
  for (const maxPoints of [1, 2, 5]) {
    const { nearlyEqual } = learn({ maxPoints, maxItems: 2 });
    for (const { items } of nearlyEqual) {
      assert.ok(items.length <= 2);
      assert.ok(items.every(({ points }) => Number.isInteger(points) && Math.abs(points) <= maxPoints));
    }
  }
});

test('a protected characteristic is never an input, and what stands for one is told', () => {
  const { protectedColumns, columns, standIns } = learn();
  assert.deepEqual(protectedColumns, ['gender']);
  assert.ok(!columns.includes('gender'));
  assert.deepEqual([standIns[0]!.item, standIns[0]!.column], ['a is 1', 'gender']);
  assert.ok(standIns[0]!.strength > 0.6);
});

test('a column that may only add takes nothing away', () => {
  assert.ok(!('c' in pointsOf(learn({ signs: { c: '+' } }))));
  assert.ok(pointsOf(learn({ signs: { c: '-' } }))['c']! < 0);
});

test('what it does on cases that it was not learned from is not what it does on its own', () => {
  const { outOfSample, cases, withoutOutcome, areaByFold } = learn();
  assert.equal(outOfSample.cases, cases);
  assert.ok(withoutOutcome > 0 && cases + withoutOutcome === 1500);
  assert.equal(areaByFold.length, 4);
  assert.ok(outOfSample.area!.value > 0.7);
  const { slope } = outOfSample.calibration!.line!;
  assert.ok(slope.low < 1 && 1 < slope.high);
});

test('the same table and seed give the same scorecard', () => {
  assert.deepEqual(learn(), learn());
});

test('each total has a probability, rising with the points', () => {
  const { totals } = learn();
  assert.ok(totals.every(({ probability }, i) => i === 0 || probability > totals[i - 1]!.probability));
});

test('too few cases of a kind teach nothing', () => {
  const raw = Buffer.from('a,outcome\n1,yes\n0,no\n1,no\n0,no\n1,yes\n');
  assert.equal(learnScorecard(raw, OPTIONS), null);
});

test('a table in which nothing tells the outcome gives a scorecard that says so', () => {
  const lines = Array.from({ length: 200 }, (_, i) => `${i % 2},${(i >> 1) % 2 ? 'yes' : 'no'}`);
  const { outOfSample } = learn({}, Buffer.from(['a,outcome', ...lines].join('\n')));
  assert.ok(Math.abs(outOfSample.area!.value - 0.5) < 0.1);
});

const row = (x: string) => ({ cells: { x }, line: 1 });

test('a number is cut at its tenths, a text has its usual values, an unknown cell never holds', () => {
  const numbers = Array.from({ length: 100 }, (_, i) => row(String(i)));
  assert.deepEqual(
    itemsOf(numbers, 'x').map((item) => 'atLeast' in item && item.atLeast),
    [10, 20, 30, 40, 50, 60, 70, 80, 90],
  );
  const texts = ['red', 'blue', 'green', ''].flatMap((text) => Array.from({ length: 10 }, () => row(text)));
  assert.equal(itemsOf(texts, 'x').length, 3);
  assert.deepEqual(itemsOf(['no', 'yes', 'unknown'].map(row), 'x'), [{ column: 'x', is: 'yes' }]);
  assert.deepEqual(itemsOf(['1', '1'].map(row), 'x'), []);
});

test('a text that few rows have, such as a name, is no item', () => {
  const names = Array.from({ length: 9 }, () => row('rare')).concat(
    Array.from({ length: 50 }, (_, i) => row(i < 25 ? 'one' : 'other')),
  );
  assert.deepEqual(itemsOf(names, 'x').map(labelOf), ['x is other']);
  const each = Array.from({ length: 60 }, (_, i) => row(`person ${i}`));
  assert.deepEqual(itemsOf(each, 'x'), []);
});

for (const [column, expected] of [
  ['sex', true],
  ['suspectGender', true],
  ['Race_White', true],
  ['native-country', true],
  ['sexual_communication', false],
  ['access_to_children', false],
  ['child_age', false],
] as const) {
  test(`a column named ${column} is ${expected ? '' : 'not '}a protected characteristic`, () =>
    assert.equal(isProtected(column), expected));
}
