import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Instrument } from './definition.ts';
import { type Knowledge, knownAnswers } from './known-answers.ts';
import { outsidePopulation } from './population.ts';
import { negativeAt, PUBLISHED_PREDICTIVE, positiveAt, predictiveValues } from './predictive.ts';
import { reviewReasons } from './review-reasons.ts';
import { sampleInstrument } from './test-instruments.ts';

const [first, ...rest] = sampleInstrument().items;
const INSTRUMENT: Instrument = sampleInstrument({
  items: [
    {
      ...first!,
      options: ['none', 'some', 'much'].map((value, i) => ({ value, label: value, points: i })),
      evidence: { neededFor: [], what: 'What it rests on.' },
      known: [
        { fact: 'accessToChildren', is: 'yes', option: 'some' },
        { fact: 'accessToChildren', is: 'no', option: 'none' },
        { linkedReferrals: 2, option: 'much' },
        { outcome: 'contact-abuse', option: 'much' },
      ],
    },
    ...rest,
  ],
});

const nothing: Knowledge = { reports: [], linkedReferrals: 0, outcomes: [] };
const report = (own: boolean, is: 'yes' | 'no') => ({
  referralId: own ? 'r1' : 'r2',
  own,
  facts: { accessToChildren: is },
});

const KNOWN: [string, Partial<Knowledge>, string | undefined][] = [
  ['nothing gives no answer', {}, undefined],
  ['what the referral states gives its answer', { reports: [report(true, 'yes')] }, 'some'],
  ['a no of its own is an answer', { reports: [report(true, 'no')] }, 'none'],
  ['a no of a linked referral is none', { reports: [report(false, 'no')] }, undefined],
  ['a yes of a linked referral is one', { reports: [report(false, 'yes')] }, 'some'],
  ['of a no and a yes the yes is offered', { reports: [report(true, 'no'), report(false, 'yes')] }, 'some'],
  ['one linked referral is too few', { linkedReferrals: 1 }, undefined],
  ['two are enough', { linkedReferrals: 2 }, 'much'],
  ['an outcome counts', { outcomes: [{ referralId: 'r2', outcome: 'contact-abuse' }] }, 'much'],
  ['another outcome does not', { outcomes: [{ referralId: 'r2', outcome: 'arrest' }] }, undefined],
];
for (const [what, knowledge, option] of KNOWN)
  test(`of what is known, ${what}`, () =>
    assert.equal(knownAnswers(INSTRUMENT, { ...nothing, ...knowledge })['a']?.option, option));

const because = [{ kind: 'links' as const, count: 2 }];
const REVIEWS: [string, string, string | null, string, boolean][] = [
  ['unknown and now known', 'unknown', null, 'some', true],
  ['worse than was answered', 'none', null, 'some', true],
  ['what was answered', 'some', null, 'some', false],
  ['less than a person answered', 'much', null, 'some', false],
  ['a no where yes was answered', 'some', null, 'none', true],
  ['known when the person answered otherwise', 'none', 'some', 'some', false],
];
for (const [what, given, knownThen, knownNow, asked] of REVIEWS)
  test(`${what}: ${asked ? 'somebody has to look again' : 'the assessment stands'}`, () => {
    const known = knownThen ? { a: { option: knownThen, because } } : {};
    const now = { a: { option: knownNow, because } };
    const reasons = reviewReasons(INSTRUMENT, { answers: { a: given }, known }, now);
    assert.equal(reasons.length > 0, asked);
  });

test('a suspect outside the population is flagged for each reason that the instrument names', () => {
  const strict = {
    ...INSTRUMENT,
    validPopulation: { statement: 'Men.', outside: ['female-suspect', 'child-suspect'] as const },
  };
  const facts = { suspects: 0, anyFemale: true, mayBeChild: false };
  assert.deepEqual(outsidePopulation(strict as unknown as Instrument, facts), ['female-suspect']);
  assert.deepEqual(outsidePopulation(INSTRUMENT, facts), []);
});

// Source: the published sensitivity and specificity, at the base rates of the domain's notes.
const PUBLISHED: [number, number, number][] = [
  [0.05, 12, 99.8],
  [0.1, 22, 99.6],
  [0.2, 39, 99.1],
  [0.455, 68, 96.9],
];
for (const [rate, positive, negative] of PUBLISHED)
  test(`at a base rate of ${rate} a flag is right in ${positive} % and none in ${negative} %`, () => {
    const { sensitivity, specificity } = PUBLISHED_PREDICTIVE;
    assert.equal(Math.round(positiveAt(sensitivity, specificity, rate) * 100), positive);
    assert.equal(Math.round(negativeAt(sensitivity, specificity, rate) * 1000) / 10, negative);
  });

test('an instrument without figures of its own says nothing of how often it is right', () => {
  assert.equal(predictiveValues(INSTRUMENT, 0.1), null);
  const figures = {
    fromBand: 'high',
    sensitivity: 0.976,
    specificity: 0.623,
    positives: 170,
    negatives: 204,
    sample: 's',
    date: '2016-01-01',
  };
  const values = predictiveValues(
    { ...INSTRUMENT, validation: { status: 'validated', statement: 'v', figures } },
    0.1,
  )!;
  assert.equal(values.positive.toFixed(2), '0.22');
  assert.ok(values.positiveRange[0] < values.positive && values.positive < values.positiveRange[1]);
  assert.ok(values.negativeRange[0] < values.negative && values.negative < values.negativeRange[1]);
});
