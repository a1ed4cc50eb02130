import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readCount } from './read-count.ts';

const COUNTS: readonly (readonly [string, number | null, string, string?])[] = [
  ['1204', 1204, ''],
  ['1,204', 1204, ''],
  ['1 204', 1204, ''],
  ['1\u00a0204', 1204, ''],
  ['12.0', 12, ''],
  ['12 (est.)', 12, 'e'],
  ['c. 12', 12, 'e'],
  ['~12', 12, 'e'],
  ['12 [p]', 12, 'p'],
  ['[c]', null, 'c'],
  ['<5', null, 'c'],
  ['', null, 'x'],
  ['n/a', null, 'x'],
  ['nil', 0, ''],
  ['-', null, 'x', 'dash-unclear'],
  ['12*', 12, '', 'footnote'],
  ['1.5', null, '', 'fraction'],
  ['-3', null, '', 'negative'],
  ['(12)', null, '', 'negative'],
  ['12%', null, '', 'share'],
  ['=SUM(A1:A4)', null, '', 'formula-without-value'],
  ['#REF!', null, '', 'formula-error'],
  ['1,20', null, '', 'not-a-count'],
  ['twelve', null, '', 'not-a-count'],
  ['1e3', null, '', 'not-a-count'],
  ['4-5', null, '', 'not-a-count'],
  ['999999999999', null, '', 'too-large'],
];

describe('a cell of a return', () => {
  for (const [text, value, marks, fault] of COUNTS)
    it(`"${text}" is ${value ?? fault ?? 'no figure'}`, () => {
      const read = readCount(text);
      assert.equal(read.value, value);
      assert.deepEqual([read.marks.join(''), read.fault], [marks, fault]);
    });
  it('whatever it holds, it is a whole number from nothing on, or none', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double().map(String), fc.stringMatching(/^[\d., %()*<-]{0,9}$/)),
        (text) => {
          const { value } = readCount(text);
          assert.ok(value === null || (Number.isSafeInteger(value) && value >= 0));
        },
      ),
      { seed: 6, numRuns: 500 },
    );
  });
});
