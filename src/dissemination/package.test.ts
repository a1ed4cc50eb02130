import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENQUIRY_LIFE, ENQUIRY_STATES } from './enquiry.ts';
import {
  HELD_STATES,
  nextPackageState,
  PACKAGE_LIFE,
  PACKAGE_STATES,
  type PackageState,
  receiptDueAt,
} from './package.ts';

test('every step of a life leads to a state that the life knows', () => {
  const lives: [Record<string, Record<string, string>>, object][] = [
    [PACKAGE_LIFE, PACKAGE_STATES],
    [ENQUIRY_LIFE, ENQUIRY_STATES],
  ];
  for (const [life, states] of lives) {
    assert.deepEqual(Object.keys(life).sort(), Object.keys(states).sort());
    for (const to of Object.values(life).flatMap((steps) => Object.values(steps))) assert.ok(to in states);
  }
});

test('no outcome without a receipt, no receipt without sending', () => {
  const states = Object.keys(PACKAGE_STATES) as PackageState[];
  const before = (action: Parameters<typeof nextPackageState>[1]) =>
    states.filter((state) => nextPackageState(state, action) !== undefined);
  assert.deepEqual(before('acknowledge'), ['sent']);
  assert.deepEqual(before('record-outcome'), ['acknowledged', 'outcome-recorded']);
  assert.deepEqual(before('re-route'), ['refused']);
  assert.deepEqual(HELD_STATES, ['sent', 'acknowledged', 'outcome-recorded']);
});

const DUE: [number, string][] = [
  [1, '2026-03-01T06:00:00.000Z'],
  [7, '2026-03-02T18:00:00.000Z'],
  [30, '2026-03-08T12:00:00.000Z'],
];
for (const [days, due] of DUE) {
  test(`where the band promises ${days} days, the receipt is due on ${due}`, () => {
    assert.equal(receiptDueAt(new Date('2026-03-01T00:00:00Z'), days).toISOString(), due);
  });
}
