import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNKNOWN } from './compare-records.ts';
import { areAttributesLone } from './lone-attributes.ts';
import { probabilityOf, scorerOf } from './score-pair.ts';
import { trainingOf, WORLD } from './test-vectors.ts';
import { trainModel } from './train-model.ts';

const [FAMILY, BIRTH, EMAIL] = [0, 1, 3];

/** The same world, but each pair has only one of some attributes. */
function trainingByOneOf(some: readonly number[], world = WORLD) {
  return trainingOf(world, (levels, dice) => {
    const only = dice.pick(some);
    for (let i = 0; i < levels.length; i++) if (i !== only) levels[i] = UNKNOWN;
  });
}

test('where each pair has one of two attributes, those who agree wholly are found', () => {
  const training = trainingByOneOf([BIRTH, EMAIL]);
  assert.ok(areAttributesLone(training.candidates));
  const model = trainModel(training);
  const { vectorBits } = scorerOf(model);
  const probability = (attribute: number, level: number) => {
    const levels = new Uint8Array(4).fill(UNKNOWN);
    levels[attribute] = level;
    return probabilityOf(vectorBits(levels));
  };
  assert.ok(probability(BIRTH, 0) > 0.8 && probability(EMAIL, 0) > 0.8);
  assert.ok(probability(BIRTH, 8) < 0.01 && probability(EMAIL, 7) < 0.01);
  assert.match(model.diagnostics.warnings[0]!, /hardly any pair has two attributes/);
});

test('rows of the same table tell how many agree by chance', () => {
  const training = trainingByOneOf([FAMILY]);
  const strangers = trainingByOneOf([FAMILY], { ...WORLD, matches: 0, seed: 2 });
  const { m, u } = trainModel({ ...training, within: strangers.random }).attributes[FAMILY]!.levels[0]!;
  assert.ok(m > 0.5 && Math.abs(u / WORLD.agree[FAMILY]!.u - 1) < 0.5, `m ${m}, u ${u}`);
});

test('where pairs have several attributes, none is lone; without a pair nothing is', () => {
  assert.equal(areAttributesLone(trainingOf(WORLD).candidates), false);
  assert.equal(areAttributesLone([]), false);
});
