import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeFeedback } from './feedback.ts';
import { type OutcomeInput, readOutcome } from './outcome.ts';

test('what is left out is not told, which is not the same as none or no', () => {
  assert.deepEqual(readOutcome({ status: 'ongoing' }), {
    status: 'ongoing',
    closureReason: null,
    victimsIdentified: null,
    victimsSafeguarded: null,
    contactAbuseFound: 'unknown',
    useful: 'unknown',
    devicesSeized: null,
  });
});

const FAULTY: [string, OutcomeInput, string][] = [
  ['closed without a reason', { status: 'closed' }, 'closureReason'],
  ['a reason without closing', { status: 'arrest', closureReason: 'no-crime' }, 'closureReason'],
  ['a reason that is none', { status: 'closed', closureReason: 'bored' as never }, 'closureReason'],
  ['a status that is none', { status: 'done' as never }, 'status'],
  ['less than nobody', { status: 'arrest', victimsIdentified: -1 }, 'victimsIdentified'],
  ['half a device', { status: 'arrest', devicesSeized: 0.5 }, 'devicesSeized'],
  ['an answer that is none', { status: 'arrest', useful: 'perhaps' as never }, 'useful'],
];

for (const [what, input, path] of FAULTY) {
  test(`${what} is not an outcome`, () => {
    assert.throws(
      () => readOutcome(input),
      (problem: { code: string; faults: { path: string }[] }) =>
        problem.code === 'dissemination.outcome-invalid' &&
        problem.faults.some((fault) => fault.path === path),
    );
  });
}

const VICTIMS: [number | null, string][] = [
  [null, 'unknown'],
  [0, 'no'],
  [3, 'yes'],
];
for (const [victimsIdentified, told] of VICTIMS) {
  test(`${victimsIdentified ?? 'no word on'} children identified is told to the sender as ${told}`, () => {
    const recordedAt = new Date('2026-03-02T09:41:00Z');
    const body = composeFeedback('ED-0000001-R', {
      ...readOutcome({ status: 'arrest', victimsIdentified }),
      recordedAt,
    });
    assert.equal(body.childIdentified, told);
    assert.equal(body.recordedOn, '2026-03-02');
    assert.equal(JSON.stringify(body).includes('09:41'), false);
  });
}
