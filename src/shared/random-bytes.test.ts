import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawRandomBytes } from './random-bytes.ts';

test('no bytes are handed out twice, and none are the zeros of a wiped stock', () => {
  const seen = new Set<string>();
  for (let i = 0; i < 5_000; i += 1) seen.add(drawRandomBytes(16).toString('hex'));
  assert.equal(seen.size, 5_000);
  assert.ok(!seen.has('00'.repeat(16)));
});

test('what was handed out does not change afterwards', () => {
  const bytes = drawRandomBytes(32);
  const before = bytes.toString('hex');
  for (let i = 0; i < 1_000; i += 1) drawRandomBytes(32);
  assert.equal(bytes.toString('hex'), before);
});
