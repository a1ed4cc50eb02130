import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { existenceCheck } from './existence.ts';
import type { ListedReceipt, ReceiptTie } from './feeding.ts';
import type { ListName } from './hidden-question.ts';
import { answerUnderErrors, withoutErrors } from './linking-errors.ts';
import { knownIn } from './list-overlaps.ts';
import { overlapUnits, shownCount } from './overlap-units.ts';
import { refuseHidden, sizeOf } from './refuse-hidden.ts';

const DECLARED: readonly ListName[] = ['public', 'industry', 'police', 'hotline'];

/** Somebody on these lists, by one receipt each, an hour apart. */
function person(name: string, ...lists: ListName[]): ListedReceipt[] {
  return lists.map((list, i) => ({ id: `${name} ${list}`, list, at: i * 3_600_000 }));
}

function tie(name: string, one: ListName, other: ListName): ReceiptTie {
  return { one: `${name} ${one}`, other: `${name} ${other}`, sign: 'reference' };
}

describe('the overlap table', () => {
  it('whoever is on whatever lists, is what counting by hand gives', () => {
    const lists = fc.uniqueArray(fc.constantFrom(...DECLARED), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(lists, { maxLength: 60 }), (people) => {
        const units = people.map((own, i) => [
          ...person(String(i), ...own),
          ...person(`${i} again`, own[0]!),
        ]);
        const byHand = new Array<number>(16).fill(0);
        for (const own of people)
          byHand[own.reduce((set, list) => set | (1 << DECLARED.indexOf(list)), 0)]! += 1;
        const { counts, collapsed, pairs } = overlapUnits(units, DECLARED, []);
        assert.deepEqual([counts, collapsed], [byHand, []]);
        assert.ok(pairs.every(({ fed }) => fed === 0));
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('makes one list of those that feed one another, by way of a third too, and leaves the rest', () => {
    const units = [
      person('a', 'public', 'industry'),
      person('b', 'industry', 'police'),
      person('c', 'police', 'hotline'),
    ];
    const ties = [tie('a', 'public', 'industry'), tie('b', 'industry', 'police')];
    const { lists, counts, collapsed } = overlapUnits(units, DECLARED, ties);
    assert.deepEqual(lists, ['public + industry + police', 'hotline']);
    assert.deepEqual(counts, [0, 2, 0, 1]);
    assert.deepEqual(collapsed[0]!.lists, ['public', 'industry', 'police']);
    assert.match(collapsed[0]!.because, /public and industry feed one another.*industry and police/);
  });

  it('lets a few relayed reports count for the list that they reached first, and does not make one list of two', () => {
    const independent = Array.from({ length: 30 }, (_, i) => person(String(i), 'public', 'police'));
    const { lists, counts, pairs } = overlapUnits(
      [...independent, person('r', 'public', 'police')],
      DECLARED,
      [tie('r', 'public', 'police')],
    );
    assert.deepEqual(lists, DECLARED);
    assert.deepEqual([counts[0b0101], counts[0b0001]], [30, 1]);
    assert.deepEqual(pairs[0], { lists: ['public', 'police'], both: 31, fed: 1, signs: { reference: 1 } });
  });

  it('finds lists that feed one another where the same people are reported again and again', () => {
    const twice = (name: string) => [
      ...person(`${name} first`, 'industry', 'public'),
      ...person(`${name} second`, 'public', 'industry'),
    ];
    const ties = [tie('a first', 'public', 'industry'), tie('a second', 'public', 'industry')];
    assert.equal(overlapUnits([twice('a')], DECLARED, ties).pairs[0]!.fed, 1, 'every report came both ways');
    assert.equal(
      overlapUnits([twice('a')], DECLARED, ties.slice(1)).pairs[0]!.fed,
      0,
      'one did, and one did not',
    );
    const more = [...twice('a'), ...person('a alone', 'industry')];
    assert.equal(overlapUnits([more], DECLARED, ties).pairs[0]!.fed, 0, 'a report of the public came first');
    const never = [...person('b', 'industry', 'public'), ...person('b alone', 'industry')];
    assert.equal(
      overlapUnits([never], DECLARED, [tie('b', 'public', 'industry')]).pairs[0]!.fed,
      1,
      'none reached the public first',
    );
  });
});

describe('a refusal', () => {
  it('gives every reason', () => {
    const reasons = (lists: string[], counts: number[]) =>
      refuseHidden({ lists, counts }).map(({ reason }) => reason);
    assert.deepEqual(reasons(['a', 'b', 'c'], [0, 20, 20, 3, 20, 1, 1, 0]), []);
    assert.deepEqual(reasons(['a', 'b'], [0, 20, 20, 4]), ['too-few-lists', 'too-little-overlap']);
    assert.deepEqual(reasons(['a', 'b', 'c'], [0, 20, 20, 5, 9, 0, 0, 0]), ['list-too-small']);
    assert.deepEqual(reasons(['a', 'b', 'c'], [0, 2_000_000, 20, 5, 10, 0, 0, 0]), ['too-many']);
    assert.deepEqual([shownCount(4), shownCount(5), shownCount(31)], ['fewer than 5', '5', '30']);
  });
});

describe('errors of linking', () => {
  const overlaps = { lists: ['a', 'b', 'c'], counts: Float64Array.of(0, 300, 260, 40, 200, 30, 20, 5) };

  it('move people between the cells, and nobody on or off a list', () => {
    for (const error of [
      { kind: 'missed', share: 0.1 },
      { kind: 'wrong', share: 0.1 },
    ] as const) {
      const mended = withoutErrors(overlaps, error);
      for (const place of [0, 1, 2])
        assert.ok(
          Math.abs(sizeOf([...mended.counts], place) - sizeOf([...overlaps.counts], place)) < 1e-9,
          error.kind,
        );
      assert.ok(mended.counts.every((count) => count >= 0));
      assert.equal(knownIn(mended) < knownIn(overlaps), error.kind === 'missed');
    }
    const found = withoutErrors(overlaps, { kind: 'missed', share: 0.1 });
    assert.ok(Math.abs(found.counts[3]! - 40 / 0.9) < 2, 'a tenth of the links had been missed');
  });

  it('lower every answer where links were missed, and raise it where they are wrong', async () => {
    const answers = answerUnderErrors(overlaps, await existenceCheck(), () => undefined);
    const totals = answers.map(({ stepwise, averaged }) => [stepwise!.total, averaged.median]);
    for (const place of [0, 1])
      assert.deepEqual(
        totals.map((own) => own[place]!),
        totals.map((own) => own[place]!).sort((a, b) => b - a),
      );
    assert.ok(answers.every(({ spread }) => spread !== null));
  });
});

describe('the front door of the picture', () => {
  it('hands out no answer without the others', async () => {
    const door = await readFile(new URL('../index.ts', import.meta.url), 'utf8');
    for (const alone of ['stepwise', 'all-models', 'graph-averaging', 'bootstrap'])
      assert.ok(!door.includes(`./hidden/${alone}.ts`), alone);
    assert.match(door, /estimateHidden/);
  });
});
