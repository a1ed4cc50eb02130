import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzzAdapters } from '../trials/fuzz.ts';

test('a few hundred damaged documents of every format end accepted, refused with a code, or in quarantine', async () => {
  const { held, facts } = await fuzzAdapters({ documents: 60, seed: Number(process.env['FUZZ_SEED'] ?? 1) });
  assert.ok(held, JSON.stringify(facts, null, 1));
});
