import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Dice } from '../../shared/dice.ts';
import { clusterNodes } from './cluster-nodes.ts';
import type { Edges, Judgement } from './edges.ts';
import { mostInformative } from './most-informative.ts';

type Pair = [from: number, to: number, bits: number];

function edgesOf(pairs: readonly Pair[]): Edges {
  return {
    from: Uint32Array.from(pairs, ([from]) => from),
    to: Uint32Array.from(pairs, ([, to]) => to),
    bits: Float32Array.from(pairs, ([, , bits]) => bits),
  };
}

function asked(count: number, pairs: readonly Pair[], judgements: readonly Judgement[] = []): string[] {
  return mostInformative(count, edgesOf(pairs), judgements).map(({ from, to }) => `${from}-${to}`);
}

test('what is nearest to even odds is asked first, whether it was merged or not', () => {
  const pairs: Pair[] = [
    [0, 1, 9],
    [2, 3, 0.5],
    [4, 5, -0.2],
    [6, 7, -6],
  ];
  assert.deepEqual(asked(8, pairs), ['4-5', '2-3', '6-7', '0-1']);
});

test('of two doubts the one on which more pairs hang comes first, and its best-scored pair is asked', () => {
  const triple = (at: number): Pair[] => [
    [at, at + 1, 20],
    [at + 1, at + 2, 20],
    [at, at + 2, 20],
  ];
  const between: Pair[] = [0, 1, 2].flatMap((a) =>
    [3, 4, 5].map((b): Pair => [a, b, a === 1 && b === 4 ? 1.5 : 1]),
  );
  const [first] = mostInformative(8, edgesOf([...triple(0), ...triple(3), ...between, [6, 7, 1]]), []);
  assert.deepEqual([first?.from, first?.to, first?.pairs, first?.isTogether], [1, 4, 9, true]);
});

test('a pair that was judged is not asked again, least of all one that was left unsure', () => {
  const pairs: Pair[] = [
    [0, 1, 1],
    [2, 3, 1],
    [4, 5, -1],
  ];
  const judgements: Judgement[] = [
    { from: 1, to: 0, verdict: 'unsure' },
    { from: 2, to: 3, verdict: 'same' },
    { from: 4, to: 5, verdict: 'different' },
  ];
  assert.deepEqual(asked(6, pairs, judgements), []);
});

test('a "different" between two clusters leaves no question about them', () => {
  const pairs: Pair[] = [
    [0, 1, 12],
    [1, 2, -1],
    [0, 2, -1],
  ];
  assert.deepEqual(asked(3, pairs, [{ from: 0, to: 2, verdict: 'different' }]), ['0-1']);
});

test('of one cluster one question is asked at a time', () => {
  const chain: Pair[] = Array.from({ length: 9 }, (_, at) => [at, at + 1, 3]);
  const labels = clusterNodes(10, edgesOf(chain));
  const clusters = mostInformative(10, edgesOf(chain), []).flatMap(({ from, to }) => [
    ...new Set([labels[from], labels[to]]),
  ]);
  assert.equal(new Set(clusters).size, clusters.length);
});

test('the order of the pairs changes no question', () => {
  const { pairs } = family(new Dice(3));
  assert.deepEqual(asked(60, pairs.toReversed()), asked(60, pairs));
});

test('answers to its questions reach the truth sooner than answers to as many drawn pairs', () => {
  let [chosen, drawn] = [0, 0];
  for (let seed = 1; seed <= 12; seed += 1) {
    const dice = new Dice(seed);
    const { pairs, truth } = family(dice);
    const answer = ([from, to]: Pair): Judgement => ({
      from,
      to,
      verdict: truth[from] === truth[to] ? 'same' : 'different',
    });
    const judgements: Judgement[] = [];
    for (let round = 0; round < 4; round += 1)
      for (const { from, to } of mostInformative(60, edgesOf(pairs), judgements, { most: 5 }))
        judgements.push(answer([from, to, 0]));
    chosen += wrongPairs(pairs, truth, judgements);
    drawn += wrongPairs(pairs, truth, dice.shuffle(pairs).slice(0, judgements.length).map(answer));
  }
  assert.ok(chosen * 2 < drawn, `${chosen} pairs wrong after chosen questions, ${drawn} after drawn ones`);
});

/** Twelve people with five records each; scores that overlap. */
function family(dice: Dice): { pairs: Pair[]; truth: number[] } {
  const truth = Array.from({ length: 60 }, (_, record) => record % 12);
  const pairs: Pair[] = [];
  for (let a = 0; a < 60; a += 1)
    for (let b = a + 1; b < 60; b += 1) {
      const isSame = truth[a] === truth[b];
      if (isSame || dice.chance(0.06))
        pairs.push([a, b, isSame ? dice.between(-3, 15) : dice.between(-15, 3)]);
    }
  return { pairs, truth };
}

function wrongPairs(
  pairs: readonly Pair[],
  truth: readonly number[],
  judgements: readonly Judgement[],
): number {
  const labels = clusterNodes(60, edgesOf(pairs), judgements);
  let wrong = 0;
  for (let a = 0; a < 60; a += 1)
    for (let b = a + 1; b < 60; b += 1) if ((labels[a] === labels[b]) !== (truth[a] === truth[b])) wrong += 1;
  return wrong;
}
