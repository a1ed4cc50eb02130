import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Holding, noticesOf } from './conflict.ts';

const held = (
  referralId: string,
  unitId: string,
  sensitivity: Holding['sensitivity'] = 'ordinary',
): Holding => ({
  referralId,
  unitId,
  sensitivity,
});
const told = (one: Holding, other: Holding) =>
  noticesOf({ one, other, kinds: ['email'] }).map(({ unitId, otherReferralId }) => [unitId, otherReferralId]);

test('two units that hold linked referrals are told of each other', () => {
  assert.deepEqual(told(held('a', 'kent'), held('b', 'essex')), [
    ['kent', 'b'],
    ['essex', 'a'],
  ]);
  assert.deepEqual(told(held('a', 'kent'), held('b', 'kent')), []);
});

test('of a covert or professional-standards referral only its own unit is told', () => {
  assert.deepEqual(told(held('a', 'kent'), held('b', 'essex', 'covert')), [['essex', 'a']]);
  assert.deepEqual(told(held('a', 'kent', 'professional-standards'), held('b', 'essex')), [['kent', 'b']]);
});

test('where neither unit may be told, the bureau is, so that two covert cases do not meet unseen', () => {
  assert.deepEqual(told(held('a', 'kent', 'covert'), held('b', 'essex', 'covert')), [[null, 'b']]);
});
