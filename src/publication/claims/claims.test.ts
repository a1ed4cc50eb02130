import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkClaim, isPeriod } from './check-claim.ts';
import type { RegisteredClaim } from './claim-version.ts';
import { type ClaimVersion, standingOf } from './claim-version.ts';
import { contradictionsAmong } from './contradictions.ts';
import { SHIPPED_CLAIMS } from './shipped-claims.ts';

const claim: RegisteredClaim = { ...SHIPPED_CLAIMS[0]!, id: 'one', contradicts: [], contradiction: '' };
const codes = (change: Partial<RegisteredClaim>) =>
  checkClaim({ ...claim, ...change }, new Set(['one', 'two'])).map(({ field, code }) => `${field} ${code}`);

test('claims that come with the program say all that a claim must', () => {
  const ids = new Set(SHIPPED_CLAIMS.map(({ id }) => id));
  assert.equal(ids.size, SHIPPED_CLAIMS.length);
  for (const shipped of SHIPPED_CLAIMS) assert.deepEqual(checkClaim(shipped, ids), [], shipped.id);
  assert.ok(SHIPPED_CLAIMS.every(({ caveats }) => caveats.length > 0));
});

test('a claim about groups of people needs who was counted and the share not recorded', () => {
  const ofGroups = { topic: 'ethnicity-of-offenders' as const };
  assert.deepEqual(codes(ofGroups), ['coverage groups-need-coverage', 'shareNotRecorded groups-need-share']);
  assert.deepEqual(codes({ ...ofGroups, coverage: '31 of 43 forces' }), [
    'shareNotRecorded groups-need-share',
  ]);
  assert.deepEqual(codes({ ...ofGroups, coverage: '31 of 43 forces', shareNotRecorded: 0 }), []);
  assert.deepEqual(codes({ shareNotRecorded: 1.01 }), ['shareNotRecorded not-a-share']);
});

test('a claim without its statement, unit, speaker, date, document or method is refused', () => {
  for (const field of ['statement', 'unit', 'saidBy', 'saidOn', 'document', 'method'] as const)
    assert.deepEqual(
      codes({ [field]: ' ' }),
      field === 'saidOn' ? ['saidOn missing', 'saidOn not-a-date'] : [`${field} missing`],
    );
});

test('a contradiction names a claim of the register, not the claim itself, and says why', () => {
  assert.deepEqual(codes({ contradicts: ['one'], contradiction: 'x' }), ['contradicts of-itself']);
  assert.deepEqual(codes({ contradicts: ['nine'], contradiction: 'x' }), ['contradicts not-known']);
  assert.deepEqual(codes({ contradicts: ['two'] }), ['contradiction missing']);
});

test('periods are dates as exactly as they are known, or two of them in order', () => {
  for (const good of ['2012', '2012-06', '2012-06-30', '2012/2014', '2012-06/2013-02'])
    assert.ok(isPeriod(good), good);
  for (const bad of ['', '12', '2012-13', '2012-06-31', '2014/2012', '2012/2013/2014', 'last year'])
    assert.ok(!isPeriod(bad), bad);
});

const between = (a: Partial<RegisteredClaim>, b: Partial<RegisteredClaim>) =>
  contradictionsAmong([
    { ...claim, id: 'a', ...a },
    { ...claim, id: 'b', ...b },
  ]).length;

test('two values of one thing contradict one another where their times overlap or are not known', () => {
  assert.equal(between({ value: 1 }, { value: 2 }), 1);
  assert.equal(between({ value: 1 }, { value: 1 }), 0);
  assert.equal(between({ value: 1, period: '2012' }, { value: 2, period: '2013' }), 0);
  assert.equal(between({ value: 1, period: '2012' }, { value: 2, period: '2012-06' }), 1);
  assert.equal(between({ value: 1, period: '2010/2012' }, { value: 2, period: '2012-12' }), 1);
  assert.equal(between({ value: 1 }, { value: 2, unit: 'per cent' }), 0);
  assert.equal(between({ value: 1, topic: 'other' }, { value: 2, topic: 'other' }), 0);
  assert.equal(between({ contradicts: ['b'], contradiction: 'why' }, {}), 1);
});

test('the accuracy figures of one instrument stand beside each other as what they are', () => {
  const found = contradictionsAmong(SHIPPED_CLAIMS).filter(({ because }) => because !== null);
  assert.deepEqual(
    found.map(({ a, b }) => [a, b]),
    [
      ['kirat-contact-cases', 'kirat-overall'],
      ['kirat-other-cases', 'kirat-overall'],
    ],
  );
});

test('contradictions do not hang on the order of the register', () => {
  const some = fc.shuffledSubarray([...SHIPPED_CLAIMS]);
  const pairs = (claims: readonly RegisteredClaim[]) =>
    contradictionsAmong(claims)
      .map(({ a, b }) => [a, b].sort().join(' '))
      .sort();
  fc.assert(
    fc.property(some, (claims) => assert.deepEqual(pairs(claims), pairs(claims.toReversed()))),
    { numRuns: 100, seed: 1 },
  );
});

test('a withdrawal is no review; a correction is one', () => {
  const version = (act: ClaimVersion['act'], version: number, doneAt: string | null): ClaimVersion => ({
    id: 'one',
    version,
    act,
    claim,
    reason: null,
    doneBy: null,
    doneAt,
  });
  const first = version('state', 1, null);
  assert.equal(standingOf([first]).reviewedOn, null);
  const corrected = [first, version('correct', 2, '2026-01-02T00:00:00Z')];
  assert.equal(standingOf(corrected).reviewedOn, '2026-01-02');
  const withdrawn = standingOf([...corrected, version('withdraw', 3, '2026-02-02T00:00:00Z')]);
  assert.deepEqual([withdrawn.isWithdrawn, withdrawn.reviewedOn], [true, '2026-01-02']);
});
