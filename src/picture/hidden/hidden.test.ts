import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../shared/problem.ts';
import { judgeAllModels, spreadOf } from './all-models.ts';
import { bcaInterval, resampledTotals, stepwiseTotal } from './bootstrap.ts';
import { decomposableGraphs } from './decomposable.ts';
import { existenceCheck } from './existence.ts';
import { averageOverGraphs, logGamma } from './graph-averaging.ts';
import type { ListOverlaps } from './list-overlaps.ts';
import { fitLogLinear } from './log-linear.ts';
import { readOverlaps } from './read-overlaps.ts';
import { resample } from './resample.ts';
import { chooseStepwise, totalOf } from './stepwise.ts';

/** `cells`: of each set of lists, by their letters, how many are on exactly these. */
function overlapsOf(lists: string, cells: Readonly<Record<string, number>>): ListOverlaps {
  const counts = new Float64Array(2 ** lists.length);
  for (const [held, count] of Object.entries(cells))
    counts[[...held].reduce((set, list) => set | (1 << lists.indexOf(list)), 0)] = count;
  return { lists: [...lists], counts };
}

// Published tables. UK 2013, five lists (local authorities, non-governmental, police and National Crime Agency,
// government, general public): Silverman 2014. Western United States, five lists: Chan, Silverman and Vincent 2021.
const UK = overlapsOf('LNPGU', {
  L: 54,
  N: 463,
  P: 995,
  G: 695,
  U: 316,
  LN: 15,
  LP: 19,
  NP: 62,
  LNP: 1,
  LG: 3,
  NG: 19,
  LNG: 1,
  PG: 76,
  NPG: 4,
  LNPG: 1,
  NU: 1,
  PU: 11,
  GU: 8,
});
const WEST = ['A', 'B', 'C', 'D', 'E', 'AC', 'AD', 'AE', 'BC', 'BD', 'DE', 'ACE', 'BCD'];
const westWith = (...counts: number[]) =>
  overlapsOf('ABCDE', Object.fromEntries(WEST.map((held, i) => [held, counts[i]!])));
const WESTERN_US = westWith(52, 90, 114, 45, 21, 4, 2, 5, 6, 1, 3, 1, 1);

const exists = await existenceCheck();

test('the United Kingdom’s table gives the published estimate and interval', () => {
  const fit = chooseStepwise(UK, exists)!;
  const { total, low, high } = totalOf(UK, fit);
  assert.equal(total.toFixed(2), '11312.99');
  assert.deepEqual([Math.round(low), Math.round(high)], [9884, 13027]);
});

test('the same table with the National Crime Agency as a list of its own gives the published estimate', () => {
  const six = overlapsOf('LNPGUC', {
    ...{ L: 54, N: 463, P: 907, G: 695, U: 316, C: 57, LN: 15, LP: 19, LG: 3, NP: 56, NG: 19, NU: 1, NC: 3 },
    ...{ PG: 69, PU: 10, PC: 31, GU: 8, GC: 6, UC: 1, LNP: 1, LNG: 1, NPG: 4, NPC: 3, PGC: 1, LNPG: 1 },
  });
  const { total, low, high } = totalOf(six, chooseStepwise(six, exists)!);
  assert.deepEqual([total.toFixed(2), Math.round(low), Math.round(high)], ['11417.99', 9977, 13146]);
});

test('where lists have no overlap, the effect of the pair is minus infinity, not a crash', () => {
  const { total, low, high } = totalOf(WESTERN_US, chooseStepwise(WESTERN_US, exists)!);
  assert.equal(total.toFixed(2), '2483.38');
  assert.deepEqual([Math.round(low), Math.round(high)], [1657, 3830]);
});

test('a model without an estimate is not taken for one: thousands, where a false basis gave trillions', () => {
  const resampled = westWith(52, 106, 106, 39, 16, 6, 0, 4, 8, 0, 5, 3, 0);
  const { total } = totalOf(resampled, chooseStepwise(resampled, exists)!);
  assert.equal(total.toFixed(2), '4521.59');
  const [a, b, c, d, e] = [0, 1, 2, 3, 4] as const;
  const false_ = [
    [a, e],
    [d, e],
    [a, c],
    [b, c],
  ] as const;
  assert.equal(exists(resampled, false_), false);
  assert.equal(exists(resampled, false_.slice(0, 3)), true);
});

test('the models that fit as well lie far apart, and that is shown', () => {
  const spread = spreadOf(judgeAllModels(UK, exists))!;
  assert.deepEqual([Math.round(spread.least), Math.round(spread.most)], [10546, 25978]);
});

test('averaging over decomposable models gives the published medians', () => {
  const western = averageOverGraphs(WESTERN_US, 30_000);
  assert.deepEqual([western.median, western.low, western.high], [2133, 1343, 3879]);
});

test('a list of three with the published answer: median 731, mode 728', () => {
  // Spina bifida, birth certificates, death certificates, rehabilitation records: Madigan and York 1997.
  const spina = overlapsOf('BDR', { B: 247, D: 49, R: 60, BD: 142, BR: 112, DR: 4, BDR: 12 });
  const { median, mode } = averageOverGraphs(spina, 500);
  assert.ok(Math.abs(median - 731) <= 2 && Math.abs(mode - 728) <= 3, `${median} ${mode}`);
});

test('past the numbers of hidden ones that are weighed one by one, steps give the same answer', () => {
  const cells = { B: 247, D: 49, R: 60, BD: 142, BR: 112, DR: 4, BDR: 12 };
  const exact = averageOverGraphs(overlapsOf('BDR', cells), 150_000);
  const stepped = averageOverGraphs(overlapsOf('BDR', cells), 599_999);
  assert.ok(Math.abs(exact.median - stepped.median) <= 3, `${exact.median} ${stepped.median}`);
});

test('there are as many decomposable graphs as are known to be', () => {
  assert.deepEqual(
    [3, 4, 5, 6].map((lists) => decomposableGraphs(lists).length),
    [8, 61, 822, 18_154],
  );
});

test('every decomposable graph has each list in a clique, and one separator fewer than cliques', () => {
  for (const { cliques, separators } of decomposableGraphs(5)) {
    assert.equal(
      cliques.reduce((all, clique) => all | clique, 0),
      31,
    );
    assert.equal(separators.length, cliques.length - 1);
  }
});

test('a fitted model has the totals of its lists and pairs', () => {
  const pairs = [
    [0, 1],
    [2, 3],
  ] as const;
  const { expected } = fitLogLinear(UK, pairs)!;
  const over = (counts: Float64Array, held: number) =>
    counts.reduce((sum, count, set) => sum + (set > 0 && (set & held) === held ? count : 0), 0);
  for (const held of [1, 2, 4, 8, 16, 3, 12])
    assert.ok(Math.abs(over(expected, held) - over(UK.counts, held)) < 1e-3, `${held}`);
});

test('independent lists of a known population find its size', () => {
  const shares = [0.3, 0.2, 0.25, 0.4];
  const counts = Float64Array.from({ length: 16 }, (_, set) =>
    set === 0
      ? 0
      : Math.round(
          10_000 * shares.reduce((part, share, i) => part * ((set >> i) & 1 ? share : 1 - share), 1),
        ),
  );
  const { total } = totalOf(
    { lists: [...'ABCD'], counts },
    chooseStepwise({ lists: [...'ABCD'], counts }, exists)!,
  );
  assert.ok(Math.abs(total - 10_000) < 20);
});

test('resamples are the same for the same seed, however they are shared out', async () => {
  const seed = { seed: 3, from: 0, count: 30 };
  const alone = [...resampledTotals(WESTERN_US, exists, seed)].sort();
  const shared = await resample(WESTERN_US, { from: 0, resamples: 30, seed: 3 }, () => undefined);
  assert.deepEqual(shared.sort(), alone);
});

test('choosing the model anew in each resample is less certain than trusting one', () => {
  const totals = [...resampledTotals(UK, exists, { from: 0, count: 150, seed: 1 })];
  const { low, high } = bcaInterval(UK, exists, { estimate: stepwiseTotal(UK, exists), totals })!;
  assert.ok(low < 9884 && high > 13_027);
});

test('whatever the overlaps, there is an estimate or none, and never one below what is known', () => {
  const overlaps = fc
    .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })), { minLength: 15, maxLength: 15 })
    .map((counts) => ({ lists: [...'ABCD'], counts: Float64Array.of(0, ...counts) }));
  fc.assert(
    fc.property(overlaps, (given) => {
      const total = stepwiseTotal(given, exists);
      const known = given.counts.reduce((sum, count) => sum + count, 0);
      if (!Number.isNaN(total)) assert.ok(total >= known && total < 1e9, `${total}`);
    }),
    { numRuns: 60, seed: 5 },
  );
});

test('logGamma is the logarithm of the factorial', () => {
  let log = 0;
  for (let n = 1; n <= 170; n += 1) {
    log += Math.log(n);
    assert.ok(Math.abs(logGamma(n + 1) - log) < 1e-9 * Math.max(1, log));
  }
});

test('a table is read with its lists, and a wrong one is refused with column and line', () => {
  const read = readOverlaps(Buffer.from('a,b,c,count\n1,0,0,5\n1,1,0,2\n0,0,1,7\n'));
  assert.deepEqual(read, { lists: ['a', 'b', 'c'], counts: Float64Array.of(0, 5, 0, 2, 7, 0, 0, 0) });
  for (const [text, path, line] of [
    ['a,b,c,count\n1,0,2,5\n', 'c', 2],
    ['a,b,c,count\n1,0,0,many\n', 'count', 2],
    ['a,b,c,n\n1,0,0,5\n', 'count', 1],
    ['a,b,c,count\n0,0,0,5\n', undefined, 2],
    ['a,b,count\n1,0,5\n', undefined, 1],
    ['a,b,c,count\n1,0,0,0\n', 'count', undefined],
    ['a,b,c,count\n1,0,0,1000001\n', 'count', undefined],
    ['a,a,c,d,count\n1,0,0,1,5\n', 'a', 1],
  ] as const) {
    assert.throws(
      () => readOverlaps(Buffer.from(text)),
      (failure) =>
        failure instanceof Problem && failure.faults[0]!.path === path && failure.faults[0]!.line === line,
      text,
    );
  }
});
