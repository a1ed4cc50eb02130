import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { changeBetween } from '../change.ts';
import { compareReturns, type TwoYears } from './compare-returns.ts';
import { readTwoYears } from './read-two-years.ts';

const force = (
  before: number | null,
  after: number | null,
  name = '',
  size: number | null = 1,
): TwoYears => ({
  force: name,
  before,
  after,
  size,
});

describe('two years of returns', () => {
  it('compare only forces that answered in both, and name the others', () => {
    const { change, forces, shareOfSize } = compareReturns([
      force(100, 150, 'a', 3),
      force(100, 150, 'b', 3),
      force(null, 400, 'c', 2),
      force(70, null, 'd', 1),
      force(null, null, 'e', 1),
    ]);
    assert.deepEqual([change.before, change.after], [200, 300]);
    assert.deepEqual(forces, { both: 2, of: 5, onlyBefore: ['d'], onlyAfter: ['c'] });
    assert.equal(shareOfSize, 0.6);
  });
  it('differ as counting does: the limits stay exact', () => {
    const { change, isWidened } = compareReturns([force(100, 170), force(102, 168), force(99, 171)]);
    assert.equal(isWidened, false);
    assert.deepEqual(change, changeBetween(301, 509));
  });
  it('differ more than counting explains: the limits are wider', () => {
    const { change, isWidened, dispersion } = compareReturns([
      force(100, 300),
      force(100, 100),
      force(101, 109),
    ]);
    assert.ok(isWidened && dispersion > 20);
    const exact = changeBetween(301, 509);
    assert.ok(change.low! < exact.low! && change.high! > exact.high!);
    assert.equal(change.words.say, 'no-clear-change');
  });
  it('limits always hold the ratio, and nothing breaks on zeros and gaps', () => {
    const count = fc.option(fc.nat(300), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), { maxLength: 12 }), (pairs) => {
        const { change, dispersion } = compareReturns(
          pairs.map(([one, other], i) => force(one, other, `${i}`)),
        );
        assert.ok(Number.isFinite(dispersion));
        if (change.ratio === null || change.low === null || change.high === null) return;
        assert.ok(change.low <= change.ratio && change.ratio <= change.high);
      }),
      { seed: 6 },
    );
  });
});

describe('a table of two years', () => {
  const columns = { force: 'force', before: '2011', after: '2012', by: 'question' };
  it('keeps questions apart, and a missing return is not 0', () => {
    const read = readTwoYears(
      Buffer.from('force,question,2011,2012\na,q1,"1,000",[x]\na,q2,3,4\nb,q1,..,5\n'),
      columns,
    );
    assert.deepEqual(
      [...read].map(([question, rows]) => [question, rows.map(({ before, after }) => [before, after])]),
      [
        [
          'q1',
          [
            [1000, null],
            [null, 5],
          ],
        ],
        ['q2', [[3, 4]]],
      ],
    );
  });
  it('is refused with every cell that cannot be read', () => {
    assert.throws(
      () => readTwoYears(Buffer.from('force,question,2011,2012\na,q1,x,2\na,q1,-3,2.5\n'), columns),
      (problem: { faults?: { path?: string; line?: number }[] }) => {
        assert.deepEqual(
          problem.faults?.map(({ path, line }) => [path, line]),
          [
            ['2011', 2],
            ['force', 3],
            ['2011', 3],
            ['2012', 3],
          ],
        );
        return true;
      },
    );
  });
});
