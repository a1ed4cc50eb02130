import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Dice } from '../../shared/dice.ts';
import type { LinkModel } from '../model/link-model.ts';
import { driftOfModel, type RecentPair } from './model-drift.ts';

const UNKNOWN = 255;

const MODEL: LinkModel = {
  version: 'test',
  spec: { name: 'test', version: '1' },
  trainedAt: '2026-01-01T00:00:00Z',
  trainedOn: { source: 'test', rows: 1000, possiblePairs: 499_500, candidatePairs: 4000, randomPairs: 1000 },
  prior: 0.001,
  attributes: [
    {
      name: 'email',
      meanShare: 0.01,
      levels: [
        { label: 'same', m: 0.8, u: 0.001 },
        { label: 'near', m: 0.1, u: 0.009 },
        { label: 'differ', m: 0.1, u: 0.99 },
      ],
    },
  ],
  diagnostics: { rounds: 9, converged: true, expectedMatches: 1000, copies: 2, warnings: [] },
};

/** Pairs of one person with these shares of levels, and three times as many that are not. */
function recentPairs(count: number, shares: readonly number[]): RecentPair[] {
  const dice = new Dice(11);
  return Array.from({ length: count }, (_, at) =>
    at % 4 === 0
      ? { levels: [dice.weighted(shares.map((share, level) => [level, share]))], probability: 0.99 }
      : { levels: [2], probability: 0.003 },
  );
}

const CASES: [title: string, count: number, shares: number[], verdict: string][] = [
  ['pairs as in training are steady', 4000, [0.8, 0.1, 0.1], 'steady'],
  ['a few pairs say nothing', 60, [0.1, 0.1, 0.8], 'too-few'],
  ['some more that differ are a shift', 4000, [0.66, 0.12, 0.22], 'shifting'],
  ['agreements that turned into differences are drift', 4000, [0.4, 0.2, 0.4], 'drifted'],
];

for (const [title, count, shares, verdict] of CASES)
  test(title, () => {
    const drift = driftOfModel(MODEL, recentPairs(count, shares));
    assert.equal(drift.parts.find(({ name }) => name === 'email')?.verdict, verdict);
    assert.equal(drift.verdict, verdict);
  });

test('what moved most is named', () => {
  const { parts } = driftOfModel(MODEL, recentPairs(4000, [0.4, 0.1, 0.5]));
  const email = parts.find(({ name }) => name === 'email')!;
  assert.equal(email.mostMoved.label, 'differ');
  assert.ok(email.mostMoved.seen > 0.4 && email.mostMoved.expected < 0.12);
});

test('candidates that are linked much more often than in training are drift, whatever their levels', () => {
  const pairs = recentPairs(4000, [0.8, 0.1, 0.1]).filter(({ probability }) => probability > 0.5);
  const drift = driftOfModel(MODEL, pairs, { everyCandidate: true });
  assert.equal(driftOfModel(MODEL, pairs).verdict, 'steady');
  assert.equal(drift.parts.find(({ name }) => name === 'share-of-links')?.verdict, 'drifted');
  assert.equal(drift.verdict, 'drifted');
});

test('an attribute that no recent pair states is too few, not drift', () => {
  const pairs = recentPairs(400, [1, 0, 0]).map((pair) => ({ ...pair, levels: [UNKNOWN] }));
  assert.equal(driftOfModel(MODEL, pairs).parts.find(({ name }) => name === 'email')?.verdict, 'too-few');
});
