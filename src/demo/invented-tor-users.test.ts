import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { inventedTorUsers } from './invented-tor-users.ts';

const SHIPPED = path.join(import.meta.dirname, '../../docs/examples/tor-users-synthetic.csv');

test('the shipped table of invented users is what the generator writes, and says that it is invented', () => {
  const shipped = readFileSync(SHIPPED, 'utf8');
  assert.equal(shipped, inventedTorUsers({ from: '2011-12-01', to: '2012-12-31', seed: 2012 }));
  assert.match(shipped, /^# SYNTHETIC/);
});
