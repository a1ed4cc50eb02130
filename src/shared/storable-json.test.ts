import assert from 'node:assert/strict';
import { test } from 'node:test';
import { storableJson } from './storable-json.ts';

test('what jsonb cannot hold gives way, in values and in names; the rest stays as it is', () => {
  const value = { 'a\0': ['x\ud800y', 1, null, true], b: { c: '\u{1F600}', d: '\\u0000', e: 'ü' } };
  assert.deepEqual(JSON.parse(storableJson(value)), {
    'a\u{FFFD}': ['x\u{FFFD}y', 1, null, true],
    b: { c: '\u{1F600}', d: '\\u0000', e: 'ü' },
  });
});

test('ordinary values are written as JSON writes them', () => {
  const value = { a: [1, 'zwei', { drei: null }] };
  assert.equal(storableJson(value), JSON.stringify(value));
});
