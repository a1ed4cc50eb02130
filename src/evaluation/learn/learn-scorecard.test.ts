import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { codeSample } from './coded-sample.ts';
import { labelOf } from './item.ts';
import { type LearnOptions, learnScorecard } from './learn-scorecard.ts';
import { learningTable } from './learning-table.ts';
import { holdsProtectedValues, isProtected } from './protected-columns.ts';

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
  orders: {},
  innerFolds: 0,
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
  const { value, low, high } = standIns[0]!.strength;
  assert.ok(value > 0.6 && low < value && value < high);
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

const itemsOf = (cells: readonly string[], orders = {}) => {
  const rows = cells.map((x, line) => ({ cells: { x }, line, outcome: true }));
  return codeSample(learningTable(rows, ['x'], orders), Uint32Array.from(rows.keys())).items;
};

test('a number is cut at its tenths, a text has its usual values, an unknown cell never holds', () => {
  const numbers = Array.from({ length: 100 }, (_, i) => String(i));
  assert.deepEqual(
    itemsOf(numbers).map((item) => 'atLeast' in item && item.atLeast),
    [10, 20, 30, 40, 50, 60, 70, 80, 90],
  );
  const texts = ['red', 'blue', 'green', ''].flatMap((text) => Array.from({ length: 10 }, () => text));
  assert.equal(itemsOf(texts).length, 3);
  assert.deepEqual(itemsOf(['no', 'yes', 'unknown']), [{ column: 'x', is: 'yes' }]);
  assert.deepEqual(itemsOf(['1', '1']), []);
});

test('ordered texts are cut between their values, never taken one by one', () => {
  const order = ['low', 'medium', 'high'];
  const items = itemsOf([...order, '?', 'low'], { x: order });
  assert.deepEqual(items.map(labelOf), ['x is medium or above', 'x is high']);
});

test('a text that few rows have, such as a name, is no item', () => {
  const names = Array.from({ length: 9 }, () => 'rare').concat(
    Array.from({ length: 50 }, (_, i) => (i < 25 ? 'one' : 'other')),
  );
  assert.deepEqual(itemsOf(names).map(labelOf), ['x is one', 'x is other']);
  const each = Array.from({ length: 60 }, (_, i) => `person ${i}`);
  assert.deepEqual(itemsOf(each), []);
});

for (const [column, expected] of [
  ['sex', true],
  ['suspectGender', true],
  ['Race_White', true],
  ['native-country', true],
  ['ETHNIC_ORIGIN_CD', true],
  ['isFemale', true],
  ['Race: Hispanic', true],
  ['foreign worker', true],
  ['religiousAffiliation', true],
  ['sex1', true],
  ['género', true],
  ['black', true],
  ['rhyw', true],
  ['black_market', false],
  ['sexual_communication', false],
  ['sexOffenderRegister', false],
  ['victimSex', false],
  ['access_to_children', false],
  ['child_age', false],
] as const) {
  test(`a column named ${column} is ${expected ? '' : 'not '}a protected characteristic`, () =>
    assert.equal(isProtected(column), expected));
}

test('a column is known by its values too, whatever it is called', () => {
  assert.ok(holdsProtectedValues(['male single', 'female div/dep/mar', 'male single', '?']));
  assert.ok(holdsProtectedValues(['Caucasian', 'African-American', 'Other', 'Hispanic']));
  assert.ok(holdsProtectedValues(['M', 'F', 'F', 'U']));
  assert.ok(holdsProtectedValues(['Black', 'White', 'Asian', 'Other']));
  assert.ok(!holdsProtectedValues(['rented', 'owned', 'other', 'owned']));
  assert.ok(!holdsProtectedValues(['black', 'white', 'red', 'blue']));
  assert.ok(!holdsProtectedValues(['S', 'M', 'L']));
});

test('how many items are worth it is chosen within each fold, and no more are taken', () => {
  const { size, sizesTried, sizeByFold, areaByFold, appearances } = learn({ innerFolds: 3, maxItems: 4 });
  assert.ok(size.items <= 4 && sizesTried.length > 4 && sizeByFold.length === areaByFold.length);
  const least = Math.min(...sizesTried.map(({ loss }) => loss));
  assert.ok(size.loss <= least * 1.001);
  assert.ok(appearances.find(({ column }) => column === 'a')!.inFolds === 4);
});

test('a column that tells the outcome afterwards is pointed at', () => {
  const lines = cohort()
    .toString()
    .split('\n')
    .map((line, i) => `${line},${i === 0 ? 'verdict' : line.endsWith('yes') ? 'guilty' : 'none'}`);
  const { telling } = learn({}, Buffer.from(lines.join('\n')));
  assert.equal(telling[0]!.column, 'verdict');
});

test('names and case numbers are no input, and it is said why', () => {
  const lines = cohort()
    .toString()
    .split('\n')
    .map((line, i) => `${i === 0 ? 'id,name' : `${i},person ${i}`},${line},${i === 0 ? 'site' : 'here'}`);
  lines[0] = `id,name,a,b,c,noise,gender,outcome,site`;
  const { leftOut } = learn({ exclude: ['noise'] }, Buffer.from(lines.join('\n')));
  assert.deepEqual(Object.fromEntries(leftOut.map(({ column, because }) => [column, because])), {
    id: 'different-everywhere',
    name: 'different-everywhere',
    gender: 'protected',
    noise: 'excluded',
    site: 'same-everywhere',
  });
});

/** The table with one more column, written anew for each row. */
function withColumn(name: string, cell: (i: number, yes: boolean) => string, between = ','): Buffer {
  const lines = cohort().toString().split('\n');
  const added = lines.map((line, i) =>
    [...line.split(','), i === 0 ? name : cell(i, line.endsWith('yes'))].join(between),
  );
  return Buffer.from(added.join('\n'));
}

test('a few cells that are no numbers do not make a column of numbers useless, and are told', () => {
  const raw = withColumn('amount', (i, yes) =>
    i === 7 ? 'see file' : i % 50 === 0 ? '.' : String((yes ? 500 : 0) + (i % 400) + 0.5),
  );
  const learned = learn({}, raw);
  assert.deepEqual(learned.notNumbers, [{ column: 'amount', cells: 1 }]);
  assert.ok(Object.hasOwn(pointsOf(learned), 'amount'));
});

test('decimals written with a comma are refused, not taken for names, unless nobody needs them', () => {
  const raw = withColumn('amount', (i) => `${i},5`, ';');
  assert.throws(() => learn({}, raw), { code: 'evaluation.unreadable-table' });
  assert.equal(learn({ exclude: ['amount'] }, raw).leftOut[0]!.because, 'protected');
});

test('a column may be called like something that every object has', () => {
  const { columns } = learn(
    {},
    withColumn('constructor', (i) => String(i % 3)),
  );
  assert.ok(columns.includes('constructor'));
});

test('what hardly ever happens can be an item', () => {
  const rare = withColumn('earlier', (i, yes) => (yes && i % 16 < 2 ? String(1 + (i % 4)) : '0'));
  assert.ok(learn({}, rare).scorecard.items.some(({ label }) => label === 'earlier is at least 1'));
});
