import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from '../trials/kill.ts';

test('killed with -9 under load, service and database lose nothing that was acknowledged (two runs of the trial)', async () => {
  const { held, facts } = await run({ runs: '2' });
  assert.ok(held, JSON.stringify(facts));
  assert.ok(Number(facts['acknowledged']) > 0, 'nothing was acknowledged before the kill');
});
