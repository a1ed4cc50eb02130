import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type DatedOutcome,
  type ExtractCase,
  type Joining,
  type Judgement,
  joinOutcomes,
} from './join-outcomes.ts';
import { positiveBy } from './outcome-definitions.ts';
import { validateVersion } from './validate-version.ts';
import { weighBackIn } from './weigh-back-in.ts';

const BANDS = ['low', 'medium', 'high', 'very-high'];
const day = (n: number) => new Date(Date.UTC(2026, 0, n));

const judged = (referralId: string, band: string, at = 1): Judgement => ({
  referralId,
  at: day(at),
  band,
  rank: BANDS.indexOf(band) + 1,
  probability: null,
  outsidePopulation: false,
});

const told = (referralId: string, contactAbuseFound: 'yes' | 'no' | 'unknown', at = 10): DatedOutcome => ({
  referralId,
  unitId: 'kent',
  recordedAt: day(at),
  status: 'ongoing',
  closureReason: null,
  contactAbuseFound,
  latest: true,
});

const join = (more: Partial<Joining>) =>
  joinOutcomes({
    definition: 'contact-abuse',
    judgements: [],
    outcomes: [],
    sampled: new Set(),
    groupOf: () => null,
    pseudonymOf: (id) => `p-${id}`,
    ...more,
  });

test('a case is scored by what was said before anybody knew, never with hindsight', () => {
  const judgements = [judged('a', 'low', 1), judged('a', 'medium', 5), judged('a', 'very-high', 12)];
  const [one] = join({ judgements, outcomes: [told('a', 'yes', 10)] });
  assert.deepEqual([one!.band, one!.score, one!.outcome], ['medium', 2, true]);
  assert.deepEqual(join({ judgements: [judged('b', 'high', 12)], outcomes: [told('b', 'no', 10)] }), []);
});

test('what a unit told first and then corrected was known all the same', () => {
  const corrected = { ...told('a', 'yes', 3), latest: false };
  const judgements = [judged('a', 'low', 1), judged('a', 'very-high', 5)];
  const [one] = join({ judgements, outcomes: [corrected, told('a', 'no', 10)] });
  assert.deepEqual([one!.band, one!.outcome], ['low', false]);
});

test('a case nobody looked into stays in, as unknown', () => {
  const [one] = join({ judgements: [judged('a', 'low')], outcomes: [told('a', 'unknown')] });
  assert.equal(one!.outcome, null);
});

test('under way is no outcome; closed because nobody could be found is none either', () => {
  const of = (status: DatedOutcome['status'], closureReason: DatedOutcome['closureReason'] = null) =>
    positiveBy('arrest-or-conviction', [{ status, closureReason, contactAbuseFound: 'unknown' }]);
  assert.deepEqual(
    [of('arrest'), of('ongoing'), of('closed', 'no-crime'), of('closed', 'cannot-locate')],
    [true, null, false, null],
  );
});

test('one unit that found it outweighs another that did not', () => {
  const both = [told('a', 'no'), told('a', 'yes')];
  assert.equal(positiveBy('contact-abuse', both), true);
});

const scored = (band: string, outcome: boolean | null, more: Partial<ExtractCase> = {}): ExtractCase => ({
  pseudonym: 'p',
  score: BANDS.indexOf(band) + 1,
  outcome,
  weight: 1,
  group: null,
  band,
  probability: null,
  outsidePopulation: false,
  sampled: false,
  assessedAt: day(1),
  ...more,
});
const times = (count: number, one: ExtractCase) => Array.from({ length: count }, () => one);

test('low cases drawn by lot stand for all low ones that nobody chose to look into', () => {
  const low = [
    ...times(2, scored('low', true)),
    ...times(9, scored('low', false, { sampled: true })),
    ...times(1, scored('low', true, { sampled: true })),
    ...times(88, scored('low', null)),
  ];
  const weighed = weighBackIn(low);
  assert.equal(weighed.length, 12);
  const sum = (outcome: boolean) =>
    weighed.filter((one) => one.outcome === outcome).reduce((total, { weight }) => total + weight, 0);
  // 98 were left to chance, of which one in ten is positive; the two that were chosen are themselves.
  assert.ok(Math.abs(sum(true) - 11.8) < 1e-9 && Math.abs(sum(false) - 88.2) < 1e-9);
  assert.deepEqual(weighBackIn(times(3, scored('low', null))).length, 3);
});

test('with too few outcomes there are counts and no figures', () => {
  const cases = [...times(9, scored('high', true)), ...times(300, scored('low', false))];
  const { enough, evaluation, counts } = validateVersion(cases, { bands: BANDS, flaggedFrom: 'high' });
  assert.deepEqual([enough, evaluation, counts.positives], ['few', null, 9]);
  const sound = validateVersion([...cases, ...times(91, scored('medium', true))], {
    bands: BANDS,
    flaggedFrom: 'high',
  });
  assert.equal(sound.enough, 'enough');
  assert.equal(sound.evaluation!.classification.sensitivity!.value, 0.09);
});

test('each band has its counts, the empty ones too', () => {
  const cases = [
    ...times(3, scored('high', true)),
    ...times(40, scored('high', null)),
    ...times(20, scored('low', false)),
  ];
  const { bands } = validateVersion(cases, { bands: BANDS, flaggedFrom: 'high' });
  assert.deepEqual(
    bands.map(({ band, cases: all, outcomeKnown, positives }) => [band, all, outcomeKnown, positives]),
    [
      ['low', 20, 20, 0],
      ['medium', 0, 0, 0],
      ['high', 43, 3, 3],
      ['very-high', 0, 0, 0],
    ],
  );
});

test('an instrument that states probabilities is held to them, at the cut of its bands', () => {
  const stated = (band: string, probability: number, outcome: boolean) =>
    scored(band, outcome, { probability });
  const cases = [
    ...times(30, stated('low', 0.1, false)),
    ...times(4, stated('low', 0.1, true)),
    ...times(20, stated('high', 0.6, true)),
    ...times(15, stated('high', 0.6, false)),
  ];
  const { evaluation } = validateVersion(cases, { bands: BANDS, flaggedFrom: 'high' });
  assert.ok(evaluation!.calibration !== null);
  assert.equal(evaluation!.classification.cut, 0.6);
});
