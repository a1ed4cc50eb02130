import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidatesFor } from './crosswalk.ts';

test('US A1 may be UK A or B, and is never simply A; nothing becomes a prohibited image', () => {
  assert.deepEqual(candidatesFor('us-industry', 'A1'), [{ scheme: 'uk-abc', values: ['A', 'B'] }]);
  assert.deepEqual(candidatesFor('us-industry', 'B2'), [{ scheme: 'uk-abc', values: ['C'] }]);
  assert.deepEqual(candidatesFor('uk-abc', 'A'), [{ scheme: 'uk-sap', values: ['4', '5'] }]);
  assert.deepEqual(candidatesFor('uk-prohibited', 'prohibited'), []);
  assert.deepEqual(candidatesFor('vics-category', '1'), []);
  assert.deepEqual(candidatesFor('other', null), []);
});
