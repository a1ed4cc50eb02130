import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openFacts } from '../../referral/index.ts';
import { contentWith } from '../../referral/test-referrals.ts';
import { assess } from '../assess.ts';
import { BAND_ORDER, isWorse } from '../axes.ts';
import { CURRENT_POLICY } from '../policies.ts';
import type { GradedRisk } from './graded-risk.ts';

const band = fc.constantFrom(...BAND_ORDER);
const graded: fc.Arbitrary<GradedRisk> = fc.record({
  assessmentId: fc.constant('a'),
  instrument: fc.constant('sample'),
  version: fc.constant('1'),
  kind: fc.constantFrom('accept' as const, 'override' as const),
  band,
  lowest: band,
  highest: band,
  outOfDate: fc.boolean(),
});
const answer = fc.constantFrom('yes' as const, 'no' as const, undefined);
const facts = fc
  .record({
    immediateDanger: answer,
    contactAbuse: answer,
    liveStreaming: answer,
    priorOffending: answer,
    distribution: answer,
  })
  .map((stated) =>
    openFacts(
      contentWith({
        facts: Object.fromEntries(Object.entries(stated).filter(([, value]) => value !== undefined)),
      }),
    ),
  );
const input = (of: ReturnType<typeof openFacts>, by?: GradedRisk) => ({
  facts: of,
  match: null,
  links: null,
  graded: by,
});

test('no accepted band lifts a floor, changes imminence, or takes a floored referral out of the worst band', () => {
  fc.assert(
    fc.property(facts, graded, (of, by) => {
      const [without, made] = [assess(input(of), CURRENT_POLICY), assess(input(of, by), CURRENT_POLICY)];
      assert.deepEqual(made.floors, without.floors);
      assert.deepEqual(made.imminence, without.imminence);
      if (made.floors.length > 0) assert.equal(made.band.level, 'very-high');
    }),
    { numRuns: 500, seed: 3 },
  );
});

test('the accepted band is the risk; while it waits to be looked at again the worse of the two is', () => {
  fc.assert(
    fc.property(facts, graded, (of, by) => {
      const stated = assess(input(of), CURRENT_POLICY).suspectRisk;
      const { level, lowest, highest } = assess(input(of, by), CURRENT_POLICY).suspectRisk;
      const expected = by.outOfDate && isWorse(BAND_ORDER, stated.level, by.band) ? stated.level : by.band;
      assert.equal(level, expected);
      assert.ok(!isWorse(BAND_ORDER, lowest, level) && !isWorse(BAND_ORDER, level, highest));
    }),
    { numRuns: 500, seed: 4 },
  );
});
