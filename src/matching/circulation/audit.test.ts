import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AuditMember, auditStanding, drawMore, type Finding } from './audit.ts';
import { drawingOrder, sampleSize, toleratedShare } from './audit-sample.ts';

/** The chance that a sample without replacement shows none of the bad ones, by itself: C(n-b, s) / C(n, s). */
function chanceOfNone(members: number, bad: number, drawn: number): number {
  return Array.from({ length: drawn }, (_, i) => Math.max(0, members - bad - i) / (members - i)).reduce(
    (product, factor) => product * factor,
    1,
  );
}

test('the sample is the least that finds out, 95 times in 100, that the tolerated share holds more', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 21, max: 5_000 }),
      fc.constantFrom(0.1, 0.05, 0.025),
      (members, tolerated) => {
        const size = sampleSize(members, tolerated);
        const bad = Math.ceil(members * tolerated);
        assert.ok(chanceOfNone(members, bad, size) <= 0.05 + 1e-9);
        assert.ok(size === members || chanceOfNone(members, bad, size - 1) > 0.05 - 1e-9);
      },
    ),
    { numRuns: 200, seed: 4 },
  );
});

test('few are looked through whole, and even of a hundred thousand no more than 59 at five per cent', () => {
  assert.deepEqual(
    [1, 20].map((members) => sampleSize(members, 0.05)),
    [1, 20],
  );
  assert.equal(sampleSize(100_000, 0.05), 59);
});

test('each failed audit halves what the next one tolerates', () => {
  assert.deepEqual(
    [
      { closed: 0, failed: 0 },
      { closed: 1, failed: 0 },
      { closed: 0, failed: 2 },
    ].map(toleratedShare),
    [0.05, 0.1, 0.0125],
  );
});

test('the same number draws the same sample, whatever order the members stand in', () => {
  const members = Array.from({ length: 50 }, (_, i) => ({ referralId: `r${i}`, stratum: 'platform' }));
  assert.deepEqual(drawingOrder(members, 7), drawingOrder(members.toReversed(), 7));
  assert.notDeepEqual(drawingOrder(members, 7), drawingOrder(members, 8));
});

const strata = fc.array(fc.constantFrom('agency', 'hotline', 'platform', 'public'), {
  minLength: 1,
  maxLength: 120,
});
const step = fc.oneof(
  { weight: 12, arbitrary: fc.constant('nothing-more' as const) },
  { weight: 1, arbitrary: fc.constant('holds-more' as const) },
  { weight: 2, arbitrary: fc.constant('draw' as const) },
);

test('however an audit goes, nothing may be closed that its sample does not bear', () => {
  fc.assert(
    fc.property(
      strata,
      fc.array(step, { maxLength: 200 }),
      fc.constantFrom(0.05, 0.1, 0.025),
      fc.nat(),
      (kinds, steps, tolerated, seed) => {
        let members: AuditMember[] = kinds.map((stratum, i) => ({
          referralId: `r${i}`,
          stratum,
          draw: null,
          finding: null,
        }));
        members = drawn(members, { tolerated, seed });
        ensureSound(members, tolerated);
        for (const taken of steps) {
          members = taken === 'draw' ? drawn(members, { tolerated, seed }) : found(members, taken);
          ensureSound(members, tolerated);
        }
      },
    ),
    { numRuns: 150, seed: 12 },
  );
});

function drawn(
  members: AuditMember[],
  { tolerated, seed }: { tolerated: number; seed: number },
): AuditMember[] {
  const ids = new Set(drawMore({ tolerated, members }, seed));
  const next = Math.max(0, ...members.map(({ draw }) => draw ?? 0)) + 1;
  return members.map((member) => (ids.has(member.referralId) ? { ...member, draw: next } : member));
}

/** The next waiting one is judged. */
function found(members: AuditMember[], finding: Finding): AuditMember[] {
  const at = members.findIndex((member) => member.draw !== null && member.finding === null);
  return members.map((member, i) => (i === at ? { ...member, finding } : member));
}

function ensureSound(members: readonly AuditMember[], tolerated: number): void {
  const { state, strata, closable, needed, sampled } = auditStanding({ tolerated, members, end: null });
  const bad = new Set(
    members.filter(({ finding }) => finding === 'holds-more').map(({ stratum }) => stratum),
  );
  const stratumOf = new Map(members.map(({ referralId, stratum }) => [referralId, stratum]));
  assert.equal(closable.length > 0, state === 'passed');
  for (const id of closable) assert.ok(!bad.has(stratumOf.get(id)!), 'of a kind of sender that failed');
  if (state === 'passed') {
    assert.ok(
      members.every(({ draw, finding }) => draw === null || finding !== null),
      'all were judged',
    );
    assert.ok(sampled >= needed);
    for (const one of strata) assert.ok(one.fails || one.sampled >= Math.min(3, one.members), one.stratum);
  }
  if (state === 'failed') assert.equal(bad.size, strata.length);
}

test('a larger sample always comes to an end: what was drawn twice is enough or everything', () => {
  fc.assert(
    fc.property(strata, fc.array(step, { maxLength: 60 }), fc.nat(), (kinds, steps, seed) => {
      const tolerated = 0.05;
      let members: AuditMember[] = kinds.map((stratum, i) => ({
        referralId: `r${i}`,
        stratum,
        draw: null,
        finding: null,
      }));
      members = drawn(members, { tolerated, seed });
      for (const taken of steps) if (taken !== 'draw') members = found(members, taken);
      members = drawn(members, { tolerated, seed });
      while (members.some(({ draw, finding }) => draw !== null && finding === null))
        members = found(members, 'nothing-more');
      const { state } = auditStanding({ tolerated, members, end: null });
      assert.ok(['passed', 'failed'].includes(state), state);
    }),
    { numRuns: 100, seed: 9 },
  );
});
