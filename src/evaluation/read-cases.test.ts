import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../shared/problem.ts';
import { readCases } from './read-cases.ts';

const columns = { scores: ['score'], outcome: 'outcome' };
const read = (text: string, more = {}) => readCases(Buffer.from(text), { ...columns, ...more });
const faultsOf = (text: string, more = {}) => {
  try {
    read(text, more);
  } catch (failure) {
    assert.ok(failure instanceof Problem && failure.code === 'evaluation.unreadable-table');
    return failure.faults.map(({ path, line }) => [path, line]);
  }
  return assert.fail('it was read');
};

for (const delimiter of [',', ';', '\t']) {
  test(`cells parted by ${JSON.stringify(delimiter)} are read, with a byte order mark and CRLF`, () => {
    const text = `\ufeffscore${delimiter}outcome\r\n3${delimiter}yes\r\n0.5${delimiter}0\r\n`;
    assert.deepEqual(
      read(text).cases.map(({ score, outcome }) => [score, outcome]),
      [
        [3, true],
        [0.5, false],
      ],
    );
  });
}

test('an outcome that nobody knows stays unknown; a row without a score is left out and counted', () => {
  const { cases, withoutScore } = read('score,outcome\n1,\n2,unknown\nNA,yes\n');
  assert.deepEqual(
    cases.map(({ outcome }) => outcome),
    [null, null],
  );
  assert.equal(withoutScore, 1);
});

test('a stated value counts as positive, and every other as not', () => {
  const { cases } = read('score,outcome\n1,contact\n2,images\n3,\n', { positive: 'contact' });
  assert.deepEqual(
    cases.map(({ outcome }) => outcome),
    [true, false, null],
  );
});

test('a fault names column and line, and quotes nothing', () => {
  assert.deepEqual(faultsOf('score,outcome\n1,yes\nhigh,no\n2,maybe\n'), [
    ['score', 3],
    ['outcome', 4],
  ]);
  assert.deepEqual(faultsOf('points,outcome\n1,yes\n'), [['score', 1]]);
  assert.deepEqual(faultsOf('score,outcome,w\n1,yes,0\n2,no,x\n', { weight: 'w' }), [
    ['w', 2],
    ['w', 3],
  ]);
  assert.equal(faultsOf('score,outcome\n1,yes,3\n').length, 1);
  assert.equal(faultsOf('').length > 0, true);
});

test('whatever is handed in is read or refused with a code', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (text) => {
      try {
        read(`score,outcome\n${text}`);
      } catch (failure) {
        assert.ok(failure instanceof Problem);
      }
    }),
    { numRuns: 500, seed: 3 },
  );
});

test('two columns of one name, and another encoding, are refused rather than guessed at', () => {
  assert.deepEqual(faultsOf('score,score,outcome\n1,2,yes\n'), [['score', 1]]);
  const latin = Buffer.from('score,outcome,group\n1,yes,Zürich\n', 'latin1');
  assert.throws(
    () => readCases(latin, columns),
    (failure) => failure instanceof Problem && /UTF-8/.test(failure.faults[0]!.reason),
  );
});
