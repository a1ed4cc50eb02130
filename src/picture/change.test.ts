import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { changeBetween, ratioLimits } from './change.ts';

describe('the interval of a change', () => {
  // Reference limits: exact conditional intervals, knowledge base of the project, 2026-11.
  for (const [before, after, low, high] of [
    [10, 17, 0.74, 4.15],
    [100, 170, 1.32, 2.2],
    [1000, 1700, 1.57, 1.84],
  ] as const) {
    it(`of ${before} to ${after} is ${low} to ${high}`, () => {
      const limits = ratioLimits(before, after);
      assert.equal(Number(limits.low?.toFixed(2)), low);
      assert.equal(Number(limits.high?.toFixed(2)), high);
    });
  }

  it('always holds the ratio itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (before, after) => {
        const { low, high } = ratioLimits(before, after);
        assert.ok(low! <= after / before && after / before <= high!);
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});

describe('what may be said of a change', () => {
  const said = (before: number, after: number) => changeBetween(before, after).words.say;
  it('nothing but the counts below a base of 20', () => assert.equal(said(19, 60), 'counts-only'));
  it('no clear change while the interval holds 1', () => assert.equal(said(100, 110), 'no-clear-change'));
  it('a rise once the interval lies above 1', () => assert.equal(said(1000, 1200), 'up'));
  it('a fall once it lies below 1', () => assert.equal(said(1200, 1000), 'down'));
  it('"about doubled" if 2 lies inside and the lower limit is above 1.5', () =>
    assert.equal(said(4000, 8000), 'about-doubled'));
  it('"at least doubled" only if the lower limit is 2 or more', () =>
    assert.equal(said(1000, 2400), 'at-least-doubled'));
  it('nothing at all of two zeros', () => assert.equal(said(0, 0), 'counts-only'));
});
