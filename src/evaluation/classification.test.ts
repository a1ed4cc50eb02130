import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyAt, predictiveValuesAt } from './classification.ts';
import { casesOf, many } from './test-cases.ts';

// The development sample of the published instrument: 374 cases, 170 with contact offending, of which 97.6 % were
// flagged, and 204 without, of which 62.3 % were not. Source: Long et al. 2016.
const PUBLISHED = casesOf(
  ...many(166, 1, true),
  ...many(4, 0, true),
  ...many(77, 1, false),
  ...many(127, 0, false),
);

test('the published sample gives its published rates, with Wilson’s intervals', () => {
  const { sensitivity, specificity, accuracy } = classifyAt(PUBLISHED, 1);
  assert.equal((sensitivity!.value * 100).toFixed(1), '97.6');
  assert.equal((specificity!.value * 100).toFixed(1), '62.3');
  // Not the 83.7 % that is quoted beside them: the two do not follow from one another.
  assert.equal((accuracy!.value * 100).toFixed(1), '78.3');
  assert.deepEqual(
    [sensitivity!.low, sensitivity!.high, specificity!.low, specificity!.high].map((x) => x.toFixed(4)),
    ['0.9411', '0.9908', '0.5543', '0.6862'],
  );
});

for (const [baseRate, positive, negative] of [
  [0.05, '12', '99.8'],
  [0.1, '22', '99.6'],
  [0.2, '39', '99.1'],
  [0.455, '68', '96.9'],
] as const) {
  test(`at a base rate of ${baseRate * 100} % a flag is right in ${positive} %, no flag in ${negative} %`, () => {
    const values = predictiveValuesAt(classifyAt(PUBLISHED, 1).confusion, baseRate);
    assert.equal((values.positive!.value * 100).toFixed(0), positive);
    assert.equal((values.negative!.value * 100).toFixed(1), negative);
    for (const { value, low, high } of [values.positive!, values.negative!])
      assert.ok(low < value && value < high);
  });
}

test('a score at the cut is flagged', () => {
  const { confusion } = classifyAt(casesOf([3, true], [3, false], [2.999, true], [0, false]), 3);
  assert.deepEqual(confusion, { truePositives: 1, falsePositives: 1, falseNegatives: 1, trueNegatives: 1 });
});

test('a sampled case counts as many as it stands for', () => {
  const { sensitivity } = classifyAt(casesOf([1, true], [0, true, 9], [0, false]), 1);
  assert.equal(sensitivity!.value, 0.1);
});

test('where no case is of a kind, its rate is not known rather than 0', () => {
  const { sensitivity, specificity } = classifyAt(casesOf([1, false], [0, false]), 1);
  assert.equal(sensitivity, null);
  assert.equal(specificity!.value, 0.5);
});

test('a flag that is never wrong here has no upper doubt, but a lower one', () => {
  const confusion = classifyAt(casesOf(...many(10, 1, true), ...many(10, 0, false)), 1).confusion;
  const { positive, negative } = predictiveValuesAt(confusion, 0.1);
  for (const { value, low, high } of [positive!, negative!]) {
    assert.deepEqual([value, high], [1, 1]);
    assert.ok(low > 0 && low < 0.95, `10 cases of each kind prove nothing: ${low}`);
  }
});

test('cases that stand for many make figures no surer than their own number', () => {
  const seen = casesOf(...many(6, 1, true), ...many(4, 0, true), ...many(3, 1, false), ...many(7, 0, false));
  const weighed = seen.map((one) => ({ ...one, weight: 100 }));
  const [few, weighty] = [classifyAt(seen, 1), classifyAt(weighed, 1)];
  assert.equal(weighty.confusion.truePositives, 600);
  for (const rate of [
    'sensitivity',
    'specificity',
    'accuracy',
    'positivePredictive',
    'negativePredictive',
  ] as const)
    for (const end of ['value', 'low', 'high'] as const)
      assert.ok(Math.abs(few[rate]![end] - weighty[rate]![end]) < 1e-12);
  const doubt = ({ effective }: typeof few) => predictiveValuesAt(effective, 0.1).positive!.low;
  assert.ok(Math.abs(doubt(few) - doubt(weighty)) < 1e-12);
});
