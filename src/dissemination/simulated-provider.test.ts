import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asked } from './enquiry.ts';
import { simulateAnswer } from './simulated-provider.ts';

const FORCES = ['kent', 'essex', 'sussex'];
const asked = (port: number): Asked => ({
  sort: 'connection',
  ip: '203.0.113.7',
  port,
  at: '2026-02-20T18:30:05Z',
});

test('the same identifier gets the same answer, however it is written', () => {
  const other: Asked = {
    sort: 'connection',
    ip: '::ffff:203.0.113.7',
    port: 1,
    at: '2026-02-20T19:30:05+01:00',
  };
  const { about: _, ...one } = simulateAnswer(asked(1), FORCES);
  const { about: __, ...again } = simulateAnswer(other, FORCES);
  assert.deepEqual(one, again);
});

test('over many identifiers every result turns up, most often one subscriber', () => {
  const results = Array.from({ length: 2_000 }, (_, port) => simulateAnswer(asked(port), FORCES));
  const share = (result: string) =>
    results.filter((answer) => answer.result === result).length / results.length;
  assert.ok(Math.abs(share('one-subscriber') - 0.76) < 0.04);
  for (const result of ['several', 'none', 'expired'])
    assert.ok(Math.abs(share(result) - 0.08) < 0.03, result);
  for (const { result, forces } of results) {
    assert.equal(forces.length > 0, result === 'one-subscriber' || result === 'several');
  }
});
