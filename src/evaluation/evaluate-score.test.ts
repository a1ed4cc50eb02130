import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareScores } from './compare-scores.ts';
import { evaluateScore } from './evaluate-score.ts';
import { groupByScore } from './score-groups.ts';
import type { ScoredCase } from './scored-case.ts';
import { subgroupsOf } from './subgroups.ts';
import { casesOf, many } from './test-cases.ts';
import { verificationOf } from './verification.ts';

test('without a cut the best balance is taken, and it is said that it was chosen here', () => {
  const cases = casesOf([1, false], [2, false], [3, true], [3, false], [4, true], [5, true]);
  const { classification } = evaluateScore(cases)!;
  assert.deepEqual([classification.cut, classification.cutChosenHere], [3, true]);
  assert.equal(evaluateScore(cases, { cut: 5 })!.classification.cutChosenHere, false);
});

test('cases of one kind only validate nothing', () => {
  assert.equal(evaluateScore(casesOf([1, true], [2, true])), null);
  assert.equal(evaluateScore([]), null);
});

test('bands stay whole; a score of many values is cut into tenths without parting equals', () => {
  assert.equal(groupByScore(casesOf(...many(50, 1, true), ...many(3, 2, false))).length, 2);
  const groups = groupByScore(
    casesOf(...Array.from({ length: 1000 }, (_, i) => [i >> 1, i % 3 === 0] as const)),
  );
  assert.equal(groups.length, 10);
  assert.deepEqual(
    groups.map(({ cases }) => cases),
    new Array(10).fill(100),
  );
  for (const [i, { from }] of groups.entries()) if (i > 0) assert.ok(from > groups[i - 1]!.to);
});

/** 1,000 cases each; 40 % of the high and 10 % of the low are positive. High ones are looked into more often. */
const unknown = (count: number, score: number): ScoredCase[] =>
  Array.from({ length: count }, () => ({ score, outcome: null, weight: 1, group: null }));
const LOOKED_INTO_UNEVENLY = [
  ...casesOf(...many(320, 1, true), ...many(480, 1, false), ...many(20, 0, true), ...many(180, 0, false)),
  ...unknown(200, 1),
  ...unknown(800, 0),
];

test('who was looked into is stated, and the rates are corrected for it', () => {
  const { sharePerFlag, corrected } = verificationOf(LOOKED_INTO_UNEVENLY, 1);
  assert.deepEqual(sharePerFlag, { flagged: 0.8, notFlagged: 0.2 });
  // Of all, 400 + 100 are positive, 400 of them flagged; those looked into would have said 320 of 340.
  assert.ok(Math.abs(corrected!.sensitivity! - 0.8) < 1e-12);
  assert.ok(Math.abs(corrected!.specificity! - 0.6) < 1e-12);
});

test('where no low case was looked into, nothing is corrected', () => {
  const cases = [...casesOf([1, true], [1, false]), ...unknown(5, 0)];
  assert.equal(verificationOf(cases, 1).corrected, null);
});

test('a small group is withheld, and never alone: the total would betray it', () => {
  const of = (group: string, count: number) =>
    casesOf(...many(count, 1, true)).map((one) => ({ ...one, group }));
  const shownOf = (...cases: ScoredCase[][]) => subgroupsOf(cases.flat(), 1)!;
  assert.deepEqual(shownOf(of('a', 30), of('b', 20)).withheld, { groups: 0, cases: 0 });
  const withheld = shownOf(of('a', 30), of('b', 20), of('c', 4));
  assert.deepEqual(
    withheld.shown.map(({ group }) => group),
    ['a'],
  );
  assert.deepEqual(withheld.withheld, { groups: 2, cases: 24 });
  assert.deepEqual(shownOf(of('a', 30), of('b', 6), of('c', 5)).withheld, { groups: 2, cases: 11 });
  assert.equal(subgroupsOf(casesOf([1, true]), 1), null);
});

test('one case that stands for many is one person still', () => {
  const cases = casesOf(...many(20, 1, false), [1, true, 40]).map((one) => ({ ...one, group: 'a' }));
  const [group] = subgroupsOf(cases, 1)!.shown;
  assert.deepEqual([group!.positives, group!.ofRarerOutcome], [40, 1]);
});

test('of two scores it is counted which cases only one of them gets right', () => {
  const read = (scores: [number, number], outcome: boolean) => ({
    score: scores[0],
    scores,
    outcome,
    weight: 1,
    group: null,
  });
  const cases = [
    ...Array.from({ length: 8 }, () => read([1, 1], true)),
    read([1, 0], true),
    read([1, 0], true),
    read([0, 1], false),
    ...Array.from({ length: 9 }, () => read([0, 0], false)),
  ];
  const { sensitivity, specificity, area } = compareScores(cases, { cuts: [1, 1] })!;
  assert.deepEqual(
    [sensitivity!.onlyOne, sensitivity!.onlyOther, sensitivity!.difference.value],
    [2, 0, 0.2],
  );
  assert.deepEqual(
    [specificity!.onlyOne, specificity!.onlyOther, specificity!.difference.value],
    [1, 0, 0.1],
  );
  assert.ok(area!.one.value > area!.other.value);
});

test('with weights, the difference of two scores is that of the rates beside it', () => {
  const read = (scores: [number, number], outcome: boolean, weight: number) => ({
    score: scores[0],
    scores,
    outcome,
    weight,
    group: null,
  });
  const cases = [read([1, 0], true, 5), read([0, 1], true, 1), read([1, 1], true, 4), read([0, 0], false, 3)];
  const { one, other, sensitivity } = compareScores(cases, { cuts: [1, 1] })!;
  const rates = [one, other].map(({ classification }) => classification.sensitivity!.value);
  assert.ok(Math.abs(sensitivity!.difference.value - (rates[0]! - rates[1]!)) < 1e-12);
  assert.deepEqual([sensitivity!.onlyOne, sensitivity!.onlyOther], [5, 1]);
});
