import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { openHoldQueue } from './hold-queue.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'holds-'));
});
after(() => rm(folder, { recursive: true }));

const opened = (name: string) => openHoldQueue<{ rank: number }>(path.join(folder, name), ({ rank }) => rank);
const at = '2026-03-01T20:00:00Z';

test('the escalated come first, then the most urgent, then the oldest; the same order after a restart', async () => {
  const queue = await opened('order');
  await queue.hold('late', { rank: 2 }, '2026-03-01T22:00:00Z');
  await queue.hold('early', { rank: 2 }, '2026-03-01T21:00:00Z');
  await queue.hold('child', { rank: 0 }, '2026-03-01T23:00:00Z');
  await queue.hold('passed-on', { rank: 3 }, '2026-03-01T23:30:00Z');
  await queue.decide('passed-on', { choice: 'escalate', reason: 'second-opinion', by: 'one', at });
  const order = ['passed-on', 'child', 'early', 'late'];
  assert.deepEqual(
    queue.open().map(({ holdId }) => holdId),
    order,
  );
  await queue.close();
  const again = await opened('order');
  assert.deepEqual(
    again.open().map(({ holdId }) => holdId),
    order,
  );
  assert.deepEqual(again.all().find(({ holdId }) => holdId === 'passed-on')!.escalations[0]!.by, 'one');
  await again.close();
});

test('one person decides, once, with a reason that belongs to the choice', async () => {
  const queue = await opened('decide');
  await queue.hold('a', { rank: 1 }, at);
  const decision = { choice: 'release', reason: 'mistaken-match', by: 'one', at };
  const unknown = { code: 'prevention.unknown-choice' };
  await assert.rejects(queue.decide('a', { ...decision, reason: 'child-in-danger' }), unknown);
  await assert.rejects(queue.decide('a', { ...decision, choice: 'toString' }), unknown);
  await assert.rejects(queue.decide('a', { ...decision, by: ' ' }), unknown);
  await assert.rejects(queue.decide('b', decision), { code: 'prevention.hold-not-found' });
  await Promise.all([
    queue.decide('a', decision),
    assert.rejects(queue.decide('a', { ...decision, by: 'two' }), { code: 'prevention.hold-decided' }),
  ]);
  assert.equal(queue.all()[0]!.decision!.by, 'one');
  assert.deepEqual(queue.open(), []);
  await queue.close();
});

test('what is held again stays as it was, and its person is told what became of it', async () => {
  const queue = await opened('again');
  await queue.hold('a', { rank: 1 }, at);
  await queue.change('a', 'withdrawn');
  await queue.hold('a', { rank: 5 }, at);
  await queue.change('unknown', 'withdrawn');
  assert.deepEqual(
    queue.open().map(({ held, now }) => [held.rank, now]),
    [[1, 'withdrawn']],
  );
  await queue.close();
});
