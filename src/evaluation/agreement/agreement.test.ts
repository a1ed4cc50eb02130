import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Dice } from '../../shared/dice.ts';
import { proportion } from '../interval.ts';
import { cohenKappa, tableOf, type Weighting } from './cohen-kappa.ts';
import { chiSquaredTail, findDrift } from './drift.ts';
import { fleissKappa } from './fleiss-kappa.ts';
import { krippendorffAlpha } from './krippendorff.ts';
import { weightedShare } from './stratified-share.ts';

// References: statsmodels 0.14 (cohens_kappa, fleiss_kappa), irrCAC 0.4, krippendorff 0.8, SciPy; computed 2026-11-22.

const near = (got: number | undefined, wanted: number, within = 1e-12) =>
  assert.ok(Math.abs(got! - wanted) < within, `${got} is not ${wanted}`);
const Z = 1.959963984540054;

const THREE = [
  [88, 14, 18],
  [10, 40, 10],
  [2, 6, 12],
];
const FOUR = [
  [11, 3, 1, 0],
  [4, 25, 6, 2],
  [1, 7, 40, 9],
  [0, 2, 8, 31],
];

for (const [name, table, weighting, value, error] of [
  ['three grades', THREE, 'none', 0.49152542372881347, 0.05100181557607786],
  ['three grades', THREE, 'linear', 0.4736842105263158, 0.054432309177641525],
  ['three grades', THREE, 'quadratic', 0.4545454545454546, 0.06645368159107812],
  ['four grades', FOUR, 'none', 0.5977298241237371, 0.05218307463335111],
  ['four grades', FOUR, 'linear', 0.6860852481421371, 0.04498536429220625],
  ['four grades', FOUR, 'quadratic', 0.7754380798115152, 0.04150645048471041],
] as [string, number[][], Weighting, number, number][]) {
  test(`kappa of ${name}, weighted ${weighting}, and its interval equal the reference`, () => {
    const { kappa } = cohenKappa(table, weighting);
    near(kappa?.value, value);
    near(kappa?.low, value - Z * error);
    near(kappa?.high, value + Z * error);
  });
}

test('full agreement is 1; one grade for everything, or no case, says nothing', () => {
  assert.equal(
    cohenKappa(
      [
        [5, 0],
        [0, 5],
      ],
      'none',
    ).kappa?.value,
    1,
  );
  assert.equal(
    cohenKappa(
      [
        [9, 0],
        [0, 0],
      ],
      'none',
    ).kappa,
    null,
  );
  assert.equal(
    cohenKappa(
      [
        [0, 0],
        [0, 0],
      ],
      'linear',
    ).kappa,
    null,
  );
  assert.deepEqual(
    tableOf(
      [
        [0, 1],
        [0, 1],
        [1, 1],
      ],
      2,
    ),
    [
      [0, 2],
      [0, 1],
    ],
  );
});

/** Fleiss 1971: ten of the cases, fourteen graders, five grades. */
const FLEISS = [
  [0, 0, 0, 0, 14],
  [0, 2, 6, 4, 2],
  [0, 0, 3, 5, 6],
  [0, 3, 9, 2, 0],
  [2, 2, 8, 1, 1],
  [7, 7, 0, 0, 0],
  [3, 2, 6, 3, 0],
  [2, 5, 3, 2, 2],
  [6, 5, 2, 1, 0],
  [0, 2, 2, 3, 7],
];

/** Four graders, grades 0 to 3, some missing. */
const GAPS = [
  [3, 0, 0, 0],
  [0, 3, 1, 0],
  [0, 0, 3, 0],
  [1, 1, 0, 0],
  [0, 0, 0, 4],
  [0, 2, 1, 0],
  [0, 0, 3, 0],
  [3, 1, 0, 0],
  [0, 0, 1, 2],
  [0, 4, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 2, 2],
];

test('agreement of several graders equals the references, with grades missing too', () => {
  const full = fleissKappa(FLEISS);
  near(full?.value, 0.20993070442195522);
  near(full?.low, 0.00097, 5e-6);
  near(full?.high, 0.41889, 5e-6);
  const gaps = fleissKappa(GAPS);
  near(gaps?.value, 0.502286228623, 1e-11);
  near(gaps?.low, 0.13897718964, 1e-10);
  near(gaps?.high, 0.865595267606, 1e-10);
  assert.equal(
    fleissKappa([
      [1, 0],
      [0, 1],
    ]),
    null,
  );
  assert.equal(
    fleissKappa([
      [2, 0],
      [2, 0],
    ]),
    null,
  );
});

test('Krippendorff’s alpha equals the reference; its interval holds it and is the same for the same seed', () => {
  near(krippendorffAlpha(GAPS, 'nominal')?.value, 0.5502958579881657);
  const ordinal = krippendorffAlpha(GAPS, 'ordinal', 7)!;
  near(ordinal.value, 0.8477665547421148);
  assert.ok(ordinal.low < ordinal.value && ordinal.value < ordinal.high);
  assert.deepEqual(krippendorffAlpha(GAPS, 'ordinal', 7), ordinal);
  // Krippendorff's own example: four observers, twelve units, five values.
  const own = [
    [3, 0, 0, 0, 0],
    [0, 3, 1, 0, 0],
    [0, 0, 4, 0, 0],
    [0, 0, 4, 0, 0],
    [0, 4, 0, 0, 0],
  ]
    .concat([
      [1, 1, 1, 1, 0],
      [0, 0, 0, 4, 0],
      [3, 1, 0, 0, 0],
      [0, 4, 0, 0, 0],
      [0, 0, 0, 0, 3],
    ])
    .concat([
      [2, 0, 0, 0, 0],
      [0, 0, 1, 0, 0],
    ]);
  near(krippendorffAlpha(own, 'nominal')?.value, 0.743421052631579);
  near(krippendorffAlpha(own, 'ordinal')?.value, 0.8153875037548814);
  assert.equal(krippendorffAlpha([[1, 0]], 'nominal'), null);
});

for (const [value, degrees, tail] of [
  [3.84, 1, 0.05004352124870519],
  [10, 3, 0.01856613546304325],
  [0.5, 2, 0.7788007830714049],
  [12.3, 5, 0.03090046463546092],
  [25, 4, 5.0309817823062075e-5],
  [7.7, 7, 0.3597893327261248],
] as const) {
  test(`the chance of ${value} at ${degrees} degrees equals the reference`, () =>
    near(chiSquaredTail(value, degrees), tail));
}

const CATEGORIES = ['a', 'b', 'c', 'd'];

test('a changed mix is called so, with the reference’s statistic; too few are not tested', () => {
  const mix = {
    name: 'band',
    categories: CATEGORIES,
    before: [120, 300, 400, 180],
    lately: [30, 50, 60, 60],
  };
  const [drift] = findDrift([mix]);
  near(drift?.chiSquared, 18.976397515527953, 1e-10);
  near(drift?.chance, 0.0002764883074483757, 1e-12);
  assert.equal(drift?.changed, true);
  assert.deepEqual(
    findDrift([{ ...mix, lately: [3, 5, 6, 6] }]).map(({ tooFew, changed }) => [tooFew, changed]),
    [[true, false]],
  );
});

test('stable mixes: of five mixes in each of 400 quarters, at most one in a hundred quarters raises an alarm', () => {
  const dice = new Dice(5);
  const draw = (count: number) => {
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < count; i += 1)
      counts[
        dice.weighted([
          [0, 3],
          [1, 12],
          [2, 60],
          [3, 25],
        ] as const)
      ]! += 1;
    return counts;
  };
  let alarms = 0;
  for (let quarter = 0; quarter < 400; quarter += 1) {
    const mixes = ['v', 'w', 'x', 'y', 'z'].map((name) => ({
      name,
      categories: CATEGORIES,
      before: draw(600),
      lately: draw(120),
    }));
    if (findDrift(mixes).some(({ changed }) => changed)) alarms += 1;
  }
  assert.ok(alarms <= 8, `${alarms} of 400`);
});

test('a share by strata counts each stratum by its size, and is Wilson’s for one that is large', () => {
  const one = weightedShare([{ population: 1e9, looked: 80, found: 6 }]);
  const wilson = proportion(6, 80)!;
  near(one?.share.value, wilson.value);
  near(one?.share.low, wilson.low, 1e-7);
  near(one?.share.high, wilson.high, 1e-7);
  const two = weightedShare([
    { population: 900, looked: 30, found: 3 },
    { population: 100, looked: 30, found: 15 },
  ]);
  near(two?.share.value, 0.9 * 0.1 + 0.1 * 0.5);
  assert.ok(two!.share.low < 0.14 && two!.share.high > 0.14);
  assert.equal(two?.inWhole.value, 140);
  const all = weightedShare([{ population: 20, looked: 20, found: 2 }]);
  assert.deepEqual(all?.share, { value: 0.1, low: 0.1, high: 0.1 });
  assert.equal(weightedShare([{ population: 20, looked: 0, found: 0 }]), null);
});

test('none found in a sample is not none in the whole', () => {
  const share = weightedShare([{ population: 1_000, looked: 50, found: 0 }])!.share;
  assert.equal(share.value, 0);
  near(share.high, proportion(0, 50)!.high, 0.01);
});

test('the interval of a share by strata holds the truth 93 to 98 times in a hundred', () => {
  const dice = new Dice(9);
  let held = 0;
  const RUNS = 1_000;
  const truth = 0.8 * 0.06 + 0.2 * 0.3;
  for (let run = 0; run < RUNS; run += 1) {
    const found = (looked: number, share: number) =>
      Array.from({ length: looked }, () => dice.chance(share)).filter(Boolean).length;
    const { share } = weightedShare([
      { population: 8e6, looked: 80, found: found(80, 0.06) },
      { population: 2e6, looked: 40, found: found(40, 0.3) },
    ])!;
    if (share.low <= truth && truth <= share.high) held += 1;
  }
  assert.ok(held >= 0.93 * RUNS && held <= 0.98 * RUNS, `${held} of ${RUNS}`);
});
