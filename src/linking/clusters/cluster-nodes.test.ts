import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clusterNodes } from './cluster-nodes.ts';
import type { Edges, Judgement, Verdict } from './edges.ts';
import { clusterByDefinition, type Score } from './test-linkage.ts';

type Sample = {
  count: number;
  scores: Score[];
  judgements: Judgement[];
  cutBits: number;
  unscoredBits: number;
};

/** Few different values, so that ties are common. */
const SAMPLE: fc.Arbitrary<Sample> = fc.integer({ min: 2, max: 14 }).chain((count) => {
  const node = fc.nat(count - 1);
  const pair = fc.tuple(node, node).filter(([a, b]) => a !== b);
  const bits = fc.oneof(fc.integer({ min: -6, max: 8 }), fc.double({ min: -10, max: 20, noNaN: true }));
  const scores = fc
    .array(fc.tuple(pair, bits), { maxLength: 45 })
    .map((drawn) =>
      oneOfEachPair(drawn.map(([[from, to], worth]) => ({ from, to, bits: Math.fround(worth) }))),
    );
  const verdict = fc.constantFrom<Verdict>('same', 'different', 'unsure');
  const judgements = fc
    .array(fc.tuple(pair, verdict), { maxLength: 6 })
    .map((drawn) => drawn.map(([[from, to], said]) => ({ from, to, verdict: said })));
  const cutBits = fc.constantFrom(0, 2, -1);
  return fc.record({
    count: fc.constant(count),
    scores,
    judgements,
    cutBits,
    unscoredBits: fc.constantFrom(-2, -4, -20),
  });
});

function oneOfEachPair(scores: readonly Score[]): Score[] {
  return [
    ...new Map(scores.map((score) => [[score.from, score.to].sort((a, b) => a - b).join(), score])).values(),
  ];
}

function edgesOf(scores: readonly Score[]): Edges {
  return {
    from: Uint32Array.from(scores, ({ from }) => from),
    to: Uint32Array.from(scores, ({ to }) => to),
    bits: Float32Array.from(scores, ({ bits }) => bits),
  };
}

function cluster({ count, scores, judgements, ...options }: Sample): number[] {
  return [...clusterNodes(count, edgesOf(scores), judgements, options)];
}

test('clusters are those of the definition, with and without judgements', () => {
  fc.assert(
    fc.property(SAMPLE, (sample) => {
      const { count, scores, judgements, ...options } = sample;
      assert.deepEqual(cluster(sample), clusterByDefinition(count, scores, judgements, options));
    }),
    { numRuns: 1500 },
  );
});

test('no order of edges and no direction of a pair changes a cluster', () => {
  fc.assert(
    fc.property(SAMPLE, fc.infiniteStream(fc.nat(999)), (sample, keys) => {
      const turned = sample.scores
        .map((score) => ({ score, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ score, key }) => (key % 2 === 0 ? score : { ...score, from: score.to, to: score.from }));
      assert.deepEqual(cluster({ ...sample, scores: turned }), cluster(sample));
    }),
  );
});

test('a component is clustered as it would be by itself', () => {
  fc.assert(
    fc.property(SAMPLE, SAMPLE, (one, other) => {
      const shifted = <T extends { from: number; to: number }>(pair: T): T => ({
        ...pair,
        from: pair.from + one.count,
        to: pair.to + one.count,
      });
      const both = cluster({
        ...one,
        count: one.count + other.count,
        scores: [...one.scores, ...other.scores.map(shifted)],
        judgements: [...one.judgements, ...other.judgements.map(shifted)],
      });
      assert.deepEqual(both.slice(0, one.count), cluster(one));
      const { cutBits, unscoredBits } = one;
      const alone = cluster({ ...other, cutBits, unscoredBits }).map((label) => label + one.count);
      assert.deepEqual(both.slice(one.count), alone);
    }),
  );
});

test('a score that is not a number is refused, and so is an unscored pair that would hold clusters together', () => {
  const edges = edgesOf([{ from: 0, to: 1, bits: Number.NaN }]);
  assert.throws(() => clusterNodes(2, edges), /NaN/);
  assert.throws(() => clusterNodes(2, edgesOf([]), [], { cutBits: -5, unscoredBits: -4 }), /unscored/);
});

test('a hub that 30,000 others score with neither exhausts the memory nor draws them together', () => {
  const count = 30_000;
  const star = Array.from({ length: count - 1 }, (_, at) => ({
    from: 0,
    to: at + 1,
    bits: 3 + (at % 7) / 7,
  }));
  const labels = clusterNodes(count, edgesOf(star));
  const largest = Math.max(
    ...[...Map.groupBy(labels, (label) => label).values()].map(({ length }) => length),
  );
  assert.ok(largest >= 2 && largest <= 5, `${largest} together`);
});
