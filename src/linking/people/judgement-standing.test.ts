import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Verdict } from '../clusters/edges.ts';
import { standingOf, withoutDecisionOf } from './judgement-standing.ts';
import type { JudgementReason } from './person-link.ts';

let minute = 0;
const said = (personId: string, verdict: Verdict, reason: JudgementReason = 'same-details') => {
  minute += 1;
  return { personId, verdict, reason, at: new Date(minute * 60_000) };
};

test('of a pair the last decision counts', () => {
  assert.equal(standingOf([]).verdict, null);
  const standing = standingOf([said('ann', 'same'), said('ben', 'unsure')]);
  assert.deepEqual([standing.verdict, standing.decidedBy, standing.disagree], ['unsure', 'ben', []]);
});

test('one person and two people contradict each other until a supervisor settles it', () => {
  const both = [said('ann', 'same'), said('ben', 'different', 'different-details')];
  assert.deepEqual(standingOf(both).disagree, ['ann', 'ben']);
  const settled = [...both, said('sue', 'same', 'settles-disagreement')];
  assert.deepEqual([standingOf(settled).verdict, standingOf(settled).disagree], ['same', []]);
  assert.deepEqual(standingOf([...settled, said('ben', 'different')]).disagree, ['ann', 'sue', 'ben']);
});

test('whoever changes their own mind contradicts nobody', () => {
  assert.deepEqual(standingOf([said('ann', 'same'), said('ann', 'different')]).disagree, []);
});

test('what is taken back is as if it had not been said', () => {
  const both = [said('ann', 'same'), said('ben', 'different')];
  assert.equal(withoutDecisionOf(both, 'ben'), 'same');
  const after = standingOf([...both, said('ben', 'same', 'judged-in-error')]);
  assert.deepEqual([after.verdict, after.decidedBy, after.disagree], ['same', 'ann', []]);
  assert.equal(withoutDecisionOf([said('ann', 'same')], 'ann'), 'unsure');
  assert.equal(standingOf([said('ann', 'same'), said('ann', 'unsure', 'judged-in-error')]).verdict, null);
});

test('nobody takes back what they never said, nor twice', () => {
  assert.equal(withoutDecisionOf([said('ann', 'same')], 'ben'), undefined);
  assert.equal(
    withoutDecisionOf([said('ann', 'same'), said('ann', 'unsure', 'judged-in-error')], 'ann'),
    undefined,
  );
});
