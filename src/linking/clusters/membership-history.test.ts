import assert from 'node:assert/strict';
import { test } from 'node:test';
import { membershipsAt, type PartitionStep, replayPartitions } from './membership-history.ts';

function minutes(count: number): Date {
  return new Date(Date.UTC(2026, 10, 22, 10, count));
}

function steps(...partitions: readonly string[]): PartitionStep[] {
  return partitions.map((text, at) => ({
    at: minutes(at),
    clusters: text.split(' ').map((members) => [...members]),
  }));
}

function idOf(partitions: PartitionStep[], record: string, at: number): string | undefined {
  return membershipsAt(replayPartitions(partitions), minutes(at)).find(({ recordId }) => recordId === record)
    ?.clusterId;
}

test('a merge that is undone gives both their ids back', () => {
  const history = steps('a bc', 'abc', 'a bc');
  assert.notEqual(idOf(history, 'a', 1), idOf(history, 'a', 0));
  assert.equal(idOf(history, 'a', 2), idOf(history, 'a', 0));
  assert.equal(idOf(history, 'b', 2), idOf(history, 'b', 0));
});

test('a split that is undone gives the id of the whole back', () => {
  const history = steps('abcd', 'ab cd', 'abcd');
  assert.equal(idOf(history, 'd', 2), idOf(history, 'd', 0));
});

test('each record belongs to one cluster at each instant, and what was stays readable', () => {
  const history = steps('ab c', 'abc', 'a bc', 'abc d');
  for (const at of history.keys()) {
    const records = membershipsAt(replayPartitions(history), minutes(at)).map(({ recordId }) => recordId);
    assert.deepEqual(records.sort(), [...history[at]!.clusters.flat()].sort());
  }
  assert.equal(idOf(history, 'a', 0), idOf(history, 'b', 0));
  assert.notEqual(idOf(history, 'a', 2), idOf(history, 'b', 2));
});

test('a history replayed gives the same ids', () => {
  const history = steps('ab c d', 'abc d', 'a bcd', 'ab cd');
  assert.deepEqual(replayPartitions(history), replayPartitions(history));
});
