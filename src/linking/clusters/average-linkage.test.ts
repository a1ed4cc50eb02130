import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AverageLinkage, type Linkage, type OnMerge } from './average-linkage.ts';
import { DenseLinkage, MOST_DENSE_CLUSTERS } from './dense-linkage.ts';

const LIMITS = { cut: 0, unscored: -2 };

type Drawn = { sizes: number[]; scores: [a: number, b: number, units: number][] };

/** Few different scores, so that ties are common; twice the same pair, as of clusters with several members. */
const COMPONENT: fc.Arbitrary<Drawn> = fc.integer({ min: 2, max: MOST_DENSE_CLUSTERS }).chain((count) => {
  const cluster = fc.nat(count - 1);
  const units = fc.oneof(fc.integer({ min: -8, max: 9 }), fc.constant(Number.NEGATIVE_INFINITY));
  return fc.record({
    sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: count, maxLength: count }),
    scores: fc
      .array(fc.tuple(cluster, cluster, units), { maxLength: 4 * count })
      .map((drawn) => drawn.filter(([a, b]) => a !== b)),
  });
});

function mergesOf({ sizes, scores }: Drawn, linkageFor: (onMerge: OnMerge) => Linkage) {
  const merges: [number, number, number][] = [];
  const linkage = linkageFor((a, b, average) => merges.push([Math.min(a, b), Math.max(a, b), average]));
  linkage.clear();
  // The lowest members are not in the order in which clusters are numbered.
  sizes.forEach((size, cluster) => {
    linkage.addCluster((cluster * 37) % 101, size);
  });
  for (const [a, b, units] of scores) linkage.addScore(a, b, units);
  linkage.merge();
  return { merges, firsts: sizes.map((_, cluster) => linkage.firstMemberOf(cluster)) };
}

test('a table of all pairs and a heap of the scored ones merge the same clusters in the same order', () => {
  fc.assert(
    fc.property(COMPONENT, (drawn) => {
      assert.deepEqual(
        mergesOf(drawn, (onMerge) => new DenseLinkage(LIMITS, onMerge)),
        mergesOf(drawn, (onMerge) => new AverageLinkage(4 * MOST_DENSE_CLUSTERS, LIMITS, onMerge)),
      );
    }),
    { numRuns: 400 },
  );
});
