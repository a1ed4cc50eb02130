import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LinkModel } from './link-model.ts';
import { probabilityOf, scorerOf } from './score-pair.ts';
import { TEST_SPEC, trainingOf, WORLD } from './test-vectors.ts';
import { trainModel } from './train-model.ts';

const bestOf = (model: LinkModel, name: string) =>
  model.attributes.find((one) => one.name === name)!.levels[0]!;

test('m, u and the prior are found without labels', () => {
  const model = trainModel(trainingOf(WORLD));
  assert.ok(model.diagnostics.converged);
  assert.ok(
    Math.abs(model.diagnostics.expectedMatches / WORLD.matches - 1) < 0.1,
    `${model.diagnostics.expectedMatches} matches`,
  );
  WORLD.agree.forEach(({ m, u }, i) => {
    const found = bestOf(model, TEST_SPEC.attributes[i]!.name);
    assert.ok(Math.abs(found.m - m) < 0.1, `m of ${TEST_SPEC.attributes[i]!.name}: ${found.m}`);
    assert.ok(Math.abs(Math.log2(found.u / u)) < 1, `u of ${TEST_SPEC.attributes[i]!.name}: ${found.u}`);
  });
});

test('training is a function of its input alone', () => {
  const training = trainingOf({ ...WORLD, rows: 300, matches: 90 });
  assert.deepEqual(trainModel(training), trainModel(structuredClone(training)));
});

test('every rate is above 0 and those of an attribute add up to 1', () => {
  const model = trainModel(trainingOf({ ...WORLD, rows: 300, matches: 90 }));
  for (const { name, levels, given } of model.attributes) {
    const rows = [
      levels.map(({ m }) => m),
      levels.map(({ u }) => u),
      ...(given?.m ?? []),
      ...(given?.u ?? []),
    ];
    for (const row of rows) {
      assert.ok(
        row.every((rate) => rate > 0),
        name,
      );
      assert.ok(Math.abs(row.reduce((sum, rate) => sum + rate, 0) - 1) < 1e-9, name);
    }
  }
});

test('where nobody stands twice nobody is found', () => {
  const training = trainingOf({ ...WORLD, rows: 700, matches: 0 });
  const model = trainModel(training);
  const { vectorBits } = scorerOf(model);
  const found = training.candidates.filter(({ levels }) => probabilityOf(vectorBits(levels)) >= 0.5);
  assert.ok(found.reduce((sum, { count }) => sum + count, 0) <= 1);
});

test('where nearly all are one person, nearly all are found', () => {
  const training = trainingOf({ ...WORLD, rows: 40, matches: 700 });
  const model = trainModel(training);
  assert.ok(model.diagnostics.expectedMatches > 550, `${model.diagnostics.expectedMatches}`);
});

test('fifty rows are enough to tell who is who', () => {
  const training = trainingOf({ ...WORLD, rows: 50, matches: 15, seed: 3 });
  const model = trainModel(training);
  assert.ok(Math.abs(model.diagnostics.expectedMatches - 15) < 3, `${model.diagnostics.expectedMatches}`);
});

test('a column that no row has counts for nothing, and it is said', () => {
  const model = trainModel(trainingOf({ ...WORLD, rows: 600, matches: 200, known: [1, 1, 1, 0] }));
  for (const { m, u } of model.attributes[3]!.levels) assert.ok(Math.abs(Math.log2(m / u)) < 0.01);
  assert.deepEqual(model.diagnostics.warnings, [
    'email: no pair has it on both sides, so that it counts for nothing',
  ]);
});

test('what two attributes say together is counted once', () => {
  // A place that is the same wherever the family is: strangers of one family live in one place.
  const training = trainingOf({ ...WORLD, rows: 900, matches: 250 }, (levels) => {
    if (levels[0] !== 255) levels[2] = levels[0] === 0 ? 0 : 4;
  });
  const model = trainModel(training);
  const tied = model.attributes.find(({ given }) => given);
  assert.ok(tied?.given && [tied.name, tied.given.attribute].toSorted().join() === 'family,place');
  const { stepBits } = scorerOf(model);
  const levels = Uint8Array.from([0, 8, 0, 7]);
  const together = stepBits(0, levels) + stepBits(2, levels);
  assert.ok(together < Math.log2(0.9 / 0.004) + 1, `${together} bits`);
});

test('households are not taken for one person, also where they are more than those who stand twice', () => {
  const training = trainingOf({ ...WORLD, rows: 900, matches: 200 }, (levels, dice) => {
    if (!dice.chance(0.002)) return;
    const [family, birth, place, email] = [0, 8, 0, 7];
    levels.set([family, birth, place, email]);
  });
  const { expectedMatches } = trainModel(training).diagnostics;
  assert.ok(Math.abs(expectedMatches / 200 - 1) < 0.1, `${expectedMatches} matches`);
});
