import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzzLists } from '../trials/fuzz-lists.ts';

test('a few hundred damaged hash lists of every format are read or refused with a code; twice imported is as if once', async () => {
  const { held, facts } = await fuzzLists({ lists: 150, seed: Number(process.env['FUZZ_SEED'] ?? 1) });
  assert.ok(held, JSON.stringify(facts, null, 1));
});
