import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AssignedClusters, assignClusters, type Membership } from './assign-clusters.ts';

const AT = new Date('2026-11-22T10:00:00Z');

function held(clusters: Record<string, string>): Membership[] {
  return Object.entries(clusters).flatMap(([clusterId, records]) =>
    [...records].map((recordId) => ({ clusterId, recordId })),
  );
}

function idsAfter(before: Record<string, string>, after: readonly string[]): Record<string, string> {
  const { clusters } = assignClusters({
    before: held(before),
    clusters: after.map((records) => [...records]),
    at: AT,
  });
  return Object.fromEntries(clusters.map(({ clusterId, members }) => [members.join(''), clusterId]));
}

test('the larger piece of a split keeps the id', () => {
  const ids = idsAfter({ X: 'abcd' }, ['a', 'bcd']);
  assert.equal(ids['bcd'], 'X');
  assert.match(ids['a']!, /^[0-9a-f-]{36}$/);
});

test('of two equal pieces the one with the lowest record keeps the id', () => {
  assert.equal(idsAfter({ X: 'abcd' }, ['cd', 'ab'])['ab'], 'X');
});

test('the larger part’s id lives on in a merge, of equal parts the older id', () => {
  assert.deepEqual(idsAfter({ X: 'a', Y: 'bc' }, ['abc']), { abc: 'Y' });
  assert.deepEqual(idsAfter({ Y: 'ab', X: 'cd' }, ['abcd']), { abcd: 'X' });
});

test('a merge says whose members went where', () => {
  const { moved, opened, closed } = assignClusters({
    before: held({ X: 'ab', Y: 'c' }),
    clusters: [['a', 'b', 'c']],
    at: AT,
  });
  assert.deepEqual(moved, [{ from: 'Y', to: 'X', records: ['c'] }]);
  assert.deepEqual(opened, [{ clusterId: 'X', recordId: 'c' }]);
  assert.deepEqual(closed, [{ clusterId: 'Y', recordId: 'c' }]);
});

test('an id that nobody holds any more comes back with its record', () => {
  const before = held({ Y: 'abc' });
  const clusters = [['a'], ['b', 'c']];
  const undone = assignClusters({ before, clusters, former: held({ X: 'a' }), at: AT });
  assert.deepEqual(undone.clusters[0], { clusterId: 'X', members: ['a'] });
});

test('a withdrawn record leaves its cluster and opens nothing', () => {
  const { opened, closed } = assignClusters({ before: held({ X: 'ab' }), clusters: [['b']], at: AT });
  assert.deepEqual([opened, closed], [[], [{ clusterId: 'X', recordId: 'a' }]]);
});

/** A cluster of a partition, by record. */
const PARTITION = fc.array(fc.nat(4), { minLength: 1, maxLength: 10 });

test('every record has one id, no two clusters share one, and no order of rows changes any', () => {
  fc.assert(
    fc.property(PARTITION, PARTITION, (was, now) => {
      const before = was.map((cluster, record) => ({ clusterId: `K${cluster}`, recordId: `r${record}` }));
      const clusters = [...Map.groupBy(now.keys(), (record) => now[record]!).values()].map((members) =>
        members.map((record) => `r${record}`),
      );
      const assigned = assignClusters({ before, clusters, at: AT });
      assert.equal(new Set(assigned.clusters.map(({ clusterId }) => clusterId)).size, clusters.length);
      assert.deepEqual(afterwards(before, assigned), idsByRecord(assigned));
      const turned = assignClusters({
        before: before.toReversed(),
        clusters: clusters.toReversed().map((members) => members.toReversed()),
        at: AT,
      });
      assert.deepEqual(idsByRecord(turned), idsByRecord(assigned));
    }),
  );
});

function idsByRecord({ clusters }: AssignedClusters): string[] {
  return clusters
    .flatMap(({ clusterId, members }) => members.map((record) => `${record} ${clusterId}`))
    .sort();
}

function afterwards(before: readonly Membership[], { opened, closed }: AssignedClusters): string[] {
  const gone = new Set(closed.map(({ recordId }) => recordId));
  return [...before.filter(({ recordId }) => !gone.has(recordId)), ...opened]
    .map(({ recordId, clusterId }) => `${recordId} ${clusterId}`)
    .sort();
}
