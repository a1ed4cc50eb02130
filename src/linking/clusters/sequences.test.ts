import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SequenceTally, tryLinkSequence } from './test-sequence.ts';

const EVERY_CHANGE = [
  'add',
  'add, a value becomes over-common',
  'different',
  'same',
  'un-merge',
  'unsure',
  'withdraw',
];

test('clusters, ids and intervals kept step by step are those of a rebuild from nothing', () => {
  const tally: SequenceTally = {};
  for (let seed = 0; seed < 60; seed += 1) assert.equal(tryLinkSequence(seed, 24, tally), null);
  assert.deepEqual(Object.keys(tally).sort(), EVERY_CHANGE);
});
