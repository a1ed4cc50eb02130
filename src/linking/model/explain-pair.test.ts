import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { explainPair } from './explain-pair.ts';
import { PERSON_SPEC } from './person-spec.ts';
import { atPopulation, frequencyBits, scorerOf } from './score-pair.ts';
import { SHIPPED_MODEL } from './shipped/shipped-model.ts';

const levelsOfPair = fc
  .tuple(
    ...SHIPPED_MODEL.attributes.map(({ levels }) => fc.oneof(fc.constant(255), fc.nat(levels.length - 1))),
  )
  .map((levels) => Uint8Array.from(levels));

const frequencies = fc.array(fc.double({ min: -12, max: 12, noNaN: true }), {
  minLength: PERSON_SPEC.attributes.length,
  maxLength: PERSON_SPEC.attributes.length,
});

test('the bars of a waterfall sum to its score within 0.01 bit', () => {
  const { vectorBits } = scorerOf(SHIPPED_MODEL);
  fc.assert(
    fc.property(levelsOfPair, frequencies, (levels, bits) => {
      const { prior, steps, total, probability } = explainPair(SHIPPED_MODEL, levels, bits);
      const sum = steps.reduce((sofar, step) => sofar + step.bits + step.frequencyBits, prior);
      assert.ok(Math.abs(sum - total) < 0.01);
      const known = bits.reduce((sofar, one, i) => (levels[i] === 255 ? sofar : sofar + one), 0);
      assert.ok(Math.abs(vectorBits(levels) + known - total) < 0.01);
      assert.ok(Math.abs(1 / (1 + 2 ** -total) - probability) < 1e-12);
      assert.equal(steps.length, levels.filter((level) => level !== 255).length);
    }),
    { numRuns: 500, seed: 9 },
  );
});

test('an attribute that is unknown on one side has no bar', () => {
  const levels = new Uint8Array(PERSON_SPEC.attributes.length).fill(255);
  const { prior, steps, total } = explainPair(SHIPPED_MODEL, levels);
  assert.deepEqual([steps, total], [[], prior]);
});

test('a rare value says more than a common one, and none says more than the attribute can', () => {
  const records = 50_000;
  const bits = [2, 10, 100, 1_000, 10_000].map((holders) =>
    frequencyBits(SHIPPED_MODEL, 0, { holders, records }),
  );
  assert.deepEqual(
    bits,
    bits.toSorted((a, b) => b - a),
  );
  assert.ok(bits[0]! > 0 && bits.at(-1)! < 0);
  assert.equal(frequencyBits(SHIPPED_MODEL, 0, { holders: 0, records }), 0);
});

test('among ten times as many records two drawn at random are ten times less likely of one person', () => {
  const { rows } = SHIPPED_MODEL.trainedOn;
  assert.equal(atPopulation(SHIPPED_MODEL, rows / 2).prior, SHIPPED_MODEL.prior);
  assert.ok(Math.abs(atPopulation(SHIPPED_MODEL, rows * 10).prior / SHIPPED_MODEL.prior - 0.1) < 1e-9);
});
