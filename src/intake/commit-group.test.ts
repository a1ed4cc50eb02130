import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../shared/problem.ts';
import { commitGroup } from './commit-group.ts';

const sqlError = (code: string) => Object.assign(new Error('refused'), { code });
const echo = (groups: number[][]) => async (items: readonly number[]) => {
  groups.push([...items]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return items.map((item) => item * 10);
};

test('each caller gets the answer to its own item', async () => {
  const group = commitGroup(echo([]));
  assert.deepEqual(await Promise.all([1, 2, 3].map((item) => group.add(item))), [10, 20, 30]);
});

test('what arrives during a flush forms the next group, and only one flush is in flight', async () => {
  let inFlight = 0;
  const sizes: number[] = [];
  const group = commitGroup(async (items: readonly number[]) => {
    inFlight += 1;
    assert.equal(inFlight, 1);
    sizes.push(items.length);
    await new Promise((resolve) => setTimeout(resolve, 10));
    inFlight -= 1;
    return items;
  });
  const first = group.add(0);
  await new Promise((resolve) => setTimeout(resolve, 6));
  const rest = [1, 2, 3, 4].map((item) => group.add(item));
  await Promise.all([first, ...rest]);
  assert.deepEqual(sizes, [1, 4]);
});

test('when enough wait, they are written at once', async () => {
  const group = commitGroup(echo([]), { gatherMs: 60_000 });
  const answers = await Promise.all(Array.from({ length: 16 }, (_, item) => group.add(item)));
  assert.equal(answers.length, 16);
});

test('a group holds no more items than allowed', async () => {
  const groups: number[][] = [];
  const group = commitGroup(echo(groups), { mostPerGroup: 2 });
  await Promise.all([1, 2, 3, 4, 5].map((item) => group.add(item)));
  assert.deepEqual(groups, [[1, 2], [3, 4], [5]]);
});

test('a group holds no more bytes than allowed, but at least one item', async () => {
  const groups: number[][] = [];
  const group = commitGroup(echo(groups), { sizeOf: (item) => item * 10_000_000 });
  await Promise.all([1, 2, 1, 4, 1].map((item) => group.add(item)));
  assert.deepEqual(groups, [[1, 2], [1], [4], [1]]);
});

test('a group that the database refuses is written one by one: only the culprit fails', async () => {
  const group = commitGroup(async (items: readonly number[]) => {
    if (items.includes(2)) throw sqlError('23503');
    return items;
  });
  const answers = await Promise.allSettled([1, 2, 3].map((item) => group.add(item)));
  assert.deepEqual(
    answers.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
});

for (const failure of [
  sqlError('57P01'),
  sqlError('ECONNREFUSED'),
  new Error('Connection terminated unexpectedly'),
]) {
  test(`where the database is at fault (${(failure as { code?: string }).code ?? failure.message}), nothing is tried again`, async () => {
    let tries = 0;
    const group = commitGroup(async () => {
      tries += 1;
      throw failure;
    });
    const answers = await Promise.allSettled([1, 2, 3].map((item) => group.add(item)));
    assert.equal(tries, 1);
    for (const answer of answers) {
      assert.ok(answer.status === 'rejected' && (answer.reason as Problem).code === 'store.unreachable');
    }
  });
}

test('a failure does not stop what comes after it', async () => {
  const group = commitGroup(async (items: readonly number[]) => {
    if (items.includes(0)) throw sqlError('53100');
    return items;
  });
  await assert.rejects(group.add(0));
  assert.equal(await group.add(1), 1);
});

test('where too much waits, the caller is told at once', async () => {
  const group = commitGroup(echo([]), { mostWaiting: 3 });
  const waiting = [1, 2, 3].map((item) => group.add(item));
  await assert.rejects(group.add(4), (failure) => (failure as Problem).code === 'intake.overloaded');
  await Promise.all(waiting);
  assert.equal(await group.add(5), 50);
  const large = commitGroup(echo([]), { sizeOf: () => 300_000_000 });
  const one = large.add(1);
  await assert.rejects(large.add(2), (failure) => (failure as Problem).code === 'intake.overloaded');
  await one;
});
