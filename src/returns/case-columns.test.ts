import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Mapping, Meaning } from './mapping.ts';
import { withMeaning } from './mapping.ts';
import { proposeReturn, type ReadReturn, rereadReturn } from './read-return.ts';
import { schemeOn } from './scheme/schemes.ts';
import type { Sheet } from './sheet.ts';

const SCHEME = schemeOn('2012-01-01');
const yearOf = (year: number) => ({ from: `${year}-01-01`, to: `${year}-12-31` });

/** A force's list of victims: "Chld sx" and "Category" say nothing of what stands below them. */
function list(year: number, rows: readonly (readonly [string, string])[]): Sheet[] {
  const header = ['Crime ref', 'Date recorded', 'Chld sx', 'Category', 'Remarks'];
  const cases = rows.map(([sex, age], i) => [`S/${i}`, `0${(i % 9) + 1}/04/${year}`, sex, age, 'seen']);
  return [{ name: 'Victims', rows: [header, ...cases] }];
}

const FIRST = list(2012, [
  ['F', '12'],
  ['F', '9'],
  ['M', '14'],
  ['M', '14'],
]);

const asked = (year: number, own?: Mapping) => ({ scheme: SCHEME, period: yearOf(year), force: 'kent', own });

function say(
  sheets: readonly Sheet[],
  before: ReadReturn,
  [year, ...said]: [number, ...(readonly [string, Meaning])[]],
) {
  const table = before.mapping.tables[0]!;
  const mapping = said.reduce(
    (now, [label, means]) =>
      withMeaning(
        now,
        {
          table: table.id,
          of: 'column',
          index: table.columns.findIndex((one) => one.label[0] === label),
        },
        means,
      ),
    before.mapping,
  );
  return rereadReturn(sheets, { ...asked(year), mapping, before });
}

const SAID = [
  ['Chld sx', { is: 'codes', list: 'sex' }],
  ['Category', { is: 'ages', list: 'age-band' }],
] as const;

function counts({ parts }: ReadReturn): Record<string, number | null> {
  return Object.fromEntries(
    parts[0]!.reading.figures
      .filter(({ value }) => value !== 0)
      .map(({ codes, value }) => [Object.values(codes).join('/'), value]),
  );
}

const meaningsOf = ({ mapping }: ReadReturn) => mapping.tables[0]!.columns.map(({ means }) => means);

describe('what a person said of a column of cases', () => {
  const proposed = proposeReturn(FIRST, asked(2012));
  const said = say(FIRST, proposed, [2012, ...SAID]);
  it('is read at once, its values by the words of the list', () => {
    assert.notDeepEqual(meaningsOf(proposed), meaningsOf(said));
    assert.deepEqual(counts(said), {
      '': 4,
      female: 2,
      male: 2,
      '0-9': 1,
      '10-12': 1,
      '13-15': 2,
      'female/0-9': 1,
      'female/10-12': 1,
      'male/13-15': 2,
    });
  });
  it('holds the year after, when the columns have moved, and no person is asked again', () => {
    const moved = list(2013, [
      ['F', '16'],
      ['M', '3'],
      ['M', '11'],
    ]).map((sheet) => ({ ...sheet, rows: sheet.rows.map(([ref, day, ...rest]) => [day!, ref!, ...rest]) }));
    const next = proposeReturn(moved, asked(2013, said.mapping));
    assert.equal(counts(next)['female/16-17'], 1);
    assert.equal(counts(next)['male/10-12'], 1);
    const [ref, day, ...rest] = meaningsOf(said);
    assert.deepEqual(meaningsOf(next), [day, ref, ...rest]);
    assert.ok(next.items.filter(({ reason }) => reason.includes('last time')).length >= 2);
  });
  it('holds for values, too: one that the scheme does not know is not asked again', () => {
    const odd = list(2012, [
      ['F', '12'],
      ['Zz', '9'],
      ['M', '14'],
      ['M', '14'],
    ]);
    const first = say(odd, proposeReturn(odd, asked(2012)), [2012, ...SAID]);
    assert.equal(counts(first)['male'], 2);
    const mapping = withMeaning(
      first.mapping,
      { table: first.mapping.tables[0]!.id, of: 'value', index: 2, value: 'zz' },
      { is: 'counted', codes: { sex: 'male' } },
    );
    const next = proposeReturn(
      list(2013, [
        ['Zz', '12'],
        ['Zz', '9'],
        ['F', '9'],
      ]),
      asked(2013, mapping),
    );
    assert.deepEqual([counts(next)['male'], counts(next)['female']], [2, 1]);
  });
  it('is nobody else’s: another force is asked for itself', () => {
    const other = proposeReturn(FIRST, { ...asked(2012), examples: [said.mapping] });
    assert.deepEqual(meaningsOf(other), meaningsOf(proposed));
  });
});
