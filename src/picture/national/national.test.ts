import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ForceAnswer } from '../../returns/index.ts';
import { forcesOn, sizesOf } from '../../returns/index.ts';
import { estimateMissing } from '../missing/estimate-missing.ts';
import { figureFromReturns, type ReturnsAsked } from './figure-from-returns.ts';
import { forceValues } from './force-values.ts';

const IN_2012 = { from: '2012-01-01', to: '2012-12-31' };
const IN_2011 = { from: '2011-01-01', to: '2011-12-31' };
const FORCES = forcesOn('2012-12-31', 'england-and-wales');

function answer(force: string, value: number | null, more: Partial<ForceAnswer> = {}): ForceAnswer {
  return {
    force,
    value,
    question: 'lone-perpetrators',
    codes: {},
    marks: [],
    cell: 'A1',
    isLossy: false,
    returnId: 'one',
    ...more,
  };
}

/** About as many for each person everywhere; `by`: where forces differ. */
function answersOf(forces: readonly { key: string; population: number }[], perMillion: number, by = 0.2) {
  return forces.map(({ key, population }, i) =>
    answer(key, Math.round((population / 1e6) * perMillion * (1 + by * Math.sin(i * 7)))),
  );
}

function figureOf(asked: Partial<ReturnsAsked>) {
  return figureFromReturns({
    id: 'lone-perpetrators',
    scope: 'england-and-wales',
    period: IN_2012,
    answers: [],
    before: { period: IN_2011, answers: [] },
    computedAt: '2013-03-01T00:00:00.000Z',
    ...asked,
  });
}

describe('a figure of returns', () => {
  const some = FORCES.filter((_, i) => i % 5 !== 0 && i % 3 !== 0);
  it('says who answered, and counts nobody else', () => {
    const { measured, coverage, marks } = figureOf({ answers: answersOf(some, 60) });
    assert.deepEqual([coverage!.answered, coverage!.of], [some.length, 43]);
    assert.equal(coverage!.missing.length, 43 - some.length);
    assert.ok(coverage!.shareOfPopulation > 0.2 && coverage!.shareOfPopulation < 0.8);
    assert.equal(
      measured.value,
      answersOf(some, 60).reduce((sum, { value }) => sum + value!, 0),
    );
    assert.ok(marks.includes('e') && !marks.includes('b'));
  });
  it('is estimated for all forces as the method does on the same rows, with the truth inside', () => {
    const { estimate } = figureOf({ answers: answersOf(some, 60) });
    const truth = answersOf(FORCES, 60).reduce((sum, { value }) => sum + value!, 0);
    const { total, low, high } = estimateMissing(
      FORCES.map(({ key }, i) => ({
        force: key,
        value: answersOf(some, 60).find(({ force }) => force === key)?.value ?? null,
        sizes: sizesOf(FORCES)[i]!,
      })),
    )!;
    assert.deepEqual([estimate!.value, estimate!.low, estimate!.high], [total, low, high]);
    assert.ok(low <= truth && truth <= high);
  });
  it('of every force is what they said: nothing is estimated', () => {
    const { estimate, coverage, marks } = figureOf({ answers: answersOf(FORCES, 60) });
    assert.deepEqual([estimate, coverage!.shareOfPopulation, coverage!.missing], [null, 1, []]);
    assert.deepEqual(marks, []);
  });
  it('of too few forces has no estimate, and of none no value', () => {
    assert.equal(figureOf({ answers: answersOf(FORCES.slice(0, 3), 60) }).estimate, null);
    const { measured, marks } = figureOf({});
    assert.deepEqual([measured.value, marks], [null, ['x']]);
  });
  it('is of low reliability where the largest force did not answer', () => {
    const { estimate, marks } = figureOf({
      answers: answersOf(
        FORCES.filter(({ key }) => key !== 'metropolitan'),
        60,
      ),
    });
    assert.equal(estimate!.largestMissing, true);
    assert.ok(marks.includes('u'));
  });
  it('changes only among forces that answered for both years', () => {
    const { change, compared, before } = figureOf({
      answers: answersOf(FORCES.slice(0, 31), 90, 0),
      before: { period: IN_2011, answers: answersOf(FORCES.slice(5), 60, 0) },
    });
    assert.deepEqual([compared!.forces!.both, compared!.forces!.of], [26, 43]);
    assert.ok(compared!.forces!.shareOfPopulation < 1);
    assert.equal(change!.words.say, 'up');
    assert.ok(before!.value! > change!.before);
  });
  it('speaks for the United Kingdom where that is asked: 52 forces in 2012, 45 a year later', () => {
    assert.equal(figureOf({ scope: 'uk' }).coverage!.of, 52);
    const later = { from: '2013-01-01', to: '2013-12-31' };
    const { coverage, breaks } = figureOf({
      scope: 'uk',
      period: later,
      answers: answersOf(forcesOn('2013-12-31'), 60),
      before: { period: IN_2012, answers: answersOf(forcesOn('2012-12-31'), 60) },
    });
    assert.equal(coverage!.of, 45);
    assert.match(breaks.join(), /Eight forces in Scotland became one/);
  });
  it('of the year before is of the forces of that year: eight of Scotland are in it, and not compared', () => {
    const [before, now] = [forcesOn('2012-12-31'), forcesOn('2013-12-31')];
    const { before: then, change } = figureOf({
      scope: 'uk',
      period: { from: '2013-01-01', to: '2013-12-31' },
      answers: answersOf(now, 60, 0),
      before: { period: IN_2012, answers: before.map(({ key }) => answer(key, 100)) },
    });
    assert.deepEqual([then!.value, change!.before], [5200, 4400]);
  });
  it('is marked where counting changed between the years', () => {
    const [before, now] = [IN_2012, { from: '2015-01-01', to: '2015-12-31' }];
    const { breaks, marks } = figureOf({
      period: now,
      answers: answersOf(FORCES, 60),
      before: { period: before, answers: answersOf(FORCES, 60) },
    });
    assert.match(
      breaks.join(),
      /version 2 of the national scheme|another version of the national scheme: version 2/,
    );
    assert.ok(marks.includes('b'));
  });
  it('that is a share counts only forces that answered both of its parts, and has its limits', () => {
    const reports = { question: 'transnational-reports' };
    const { measured, interval, coverage } = figureOf({
      id: 'returned-transnational-not-registered',
      answers: [
        answer('kent', 30, { ...reports, codes: { register: 'no' } }),
        answer('kent', 10, { ...reports, codes: { register: 'yes' } }),
        answer('kent', 5, { ...reports, codes: { register: 'not-known' } }),
        answer('essex', 99, reports),
      ],
    });
    assert.deepEqual(measured, { numerator: 30, denominator: 40, value: 0.75 });
    assert.equal(coverage!.answered, 1);
    assert.ok(interval![0] < 0.75 && 0.75 < interval![1]);
  });
  it('that is a share is less certain where forces differ, and has no force whose part is above its whole', () => {
    const share = (parts: readonly [string, number, number][]) =>
      figureOf({
        id: 'returned-transnational-not-registered',
        answers: parts.flatMap(([force, no, yes]) =>
          Object.entries({ no, yes }).map(([register, value]) =>
            answer(force, value, { question: 'transnational-reports', codes: { register } }),
          ),
        ),
      });
    const alike = share([
      ['kent', 50, 50],
      ['essex', 50, 50],
    ]);
    const apart = share([
      ['kent', 90, 10],
      ['essex', 10, 90],
    ]);
    assert.deepEqual(alike.measured, apart.measured);
    assert.ok(apart.interval![0] < alike.interval![0] - 0.1 && apart.interval![1] > alike.interval![1] + 0.1);
    assert.equal(share([['kent', 5, -1]]).coverage!.answered, 0);
  });
});

describe('what a force answered', () => {
  const files = (value: number | null, codes: Record<string, string>) =>
    answer('kent', value, { question: 'image-files', codes });
  const total = { question: 'image-files' };
  const level4 = { ...total, codes: { 'sap-level': ['4'] } };
  it('is the whole as it was told, and the sum of a breakdown where only that was', () => {
    const parts = [files(3, { 'sap-level': '4' }), files(4, { 'sap-level': '5' })];
    assert.deepEqual([...forceValues([files(9, {}), ...parts], total)], [['kent', 9]]);
    assert.deepEqual([...forceValues(parts, total)], [['kent', 7]]);
    assert.deepEqual([...forceValues([files(null, {}), ...parts], total)], [['kent', 7]]);
    assert.deepEqual([...forceValues(parts, level4)], [['kent', 3]]);
  });
  it('of one code is added up over a finer breakdown', () => {
    const crossed = [
      files(2, { 'sap-level': '4', sex: 'female' }),
      files(1, { 'sap-level': '4', sex: 'male' }),
    ];
    assert.deepEqual([...forceValues(crossed, level4)], [['kent', 3]]);
  });
  it('is not known where a part is not, and is nothing where nothing was told', () => {
    const parts = [files(3, { 'sap-level': '4' }), files(null, { 'sap-level': '5' })];
    assert.deepEqual([...forceValues(parts, total)], [['kent', null]]);
    assert.deepEqual([...forceValues([files(9, {})], level4)], []);
    assert.deepEqual([...forceValues([], total)], []);
  });
});
