import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../shared/problem.ts';
import { categoriseReference } from './categorise-reference.ts';
import { readEvent } from './read-event.ts';

const PAYMENT = {
  type: 'payment',
  id: 'p1',
  time: '2026-03-01T23:30:00+08:00',
  source: 'bank',
  amountMinor: 5_000,
  currency: 'GBP',
  method: 'remittance',
  payer: { account: 'a', country: 'GB', utcOffsetMinutes: 0 },
  beneficiary: { account: 'b' },
};

function faultsOf(value: unknown, options = {}): string[] {
  try {
    readEvent(value, options);
  } catch (failure) {
    assert.ok(failure instanceof Problem);
    assert.equal(failure.code, 'prevention.invalid-event');
    return failure.faults.map(({ path, reason }) => `${path} ${reason}`);
  }
  return [];
}

test('an event is taken as it is; what is not known may be left out', () => {
  assert.deepEqual(readEvent(PAYMENT), PAYMENT);
});

test('the text of a reference becomes a category and goes no further', () => {
  const read = readEvent({ ...PAYMENT, referenceText: 'for the hospital of Maria Santos' });
  assert.equal(read.type === 'payment' && read.reference, 'medical');
  assert.ok(!JSON.stringify(read).includes('Santos'));
});

for (const [text, category] of [
  ['', 'none'],
  ['School uniform', 'clothing'],
  ['tuition', 'education'],
  ['add me @someone_12', 'social-handle'],
  ['rent march', 'accommodation'],
  ['padala', 'family-support'],
  ['xyz', 'other'],
] as const) {
  test(`a reference like "${text}" is put in the category ${category}`, () => {
    assert.equal(categoriseReference(text), category);
  });
}

for (const [what, change, place] of [
  ['a time without offset', { time: '2026-03-01T23:30:00' }, '/time'],
  ['a day that does not exist', { time: '2026-13-41T23:30:00Z' }, '/time'],
  ['an amount of nothing', { amountMinor: 0 }, '/amountMinor'],
  ['half a penny', { amountMinor: 0.5 }, '/amountMinor'],
  ['an id with a blank', { id: 'a b' }, '/id'],
  ['an unknown method', { method: 'barter' }, '/method'],
  [
    'an offset that no clock has',
    { payer: { account: 'a', utcOffsetMinutes: 5_000 } },
    '/payer/utcOffsetMinutes',
  ],
  ['a payment to oneself', { beneficiary: { account: 'a' } }, '/beneficiary/account'],
  ['an unknown type', { type: 'thought' }, '/type'],
] as const) {
  test(`${what} is refused, and the place is told`, () => {
    assert.match(faultsOf({ ...PAYMENT, ...change })[0] ?? '', new RegExp(`^${place} `));
  });
}

test('no event has a field for a protected characteristic', () => {
  const payer = { ...PAYMENT.payer, nationality: 'XX' };
  assert.deepEqual(faultsOf({ ...PAYMENT, payer }), ['/payer must not have the fields nationality']);
});

test('a fault quotes no value', () => {
  const faults = faultsOf({ ...PAYMENT, method: 'Maria Santos', source: 'Maria Santos' });
  assert.equal(faults.length, 2);
  assert.ok(!faults.join().includes('Maria'));
});

test('an event from the future is refused where the receiving clock is known', () => {
  const nowMs = Date.parse(PAYMENT.time);
  assert.deepEqual(faultsOf(PAYMENT, { nowMs }), []);
  assert.deepEqual(faultsOf(PAYMENT, { nowMs: nowMs - 61_000 }), ['/time lies in the future']);
});

test('whatever comes, the answer is an event or a coded refusal', () => {
  const field = fc.oneof(fc.anything(), fc.constantFrom<unknown>(...Object.values(PAYMENT)));
  const near = fc.record(Object.fromEntries(Object.keys(PAYMENT).map((key) => [key, field])), {
    requiredKeys: [],
  });
  fc.assert(
    fc.property(fc.oneof(fc.anything(), near), (value) => {
      faultsOf(value);
    }),
  );
});
