import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ColumnFacts } from './describe-columns.ts';
import { suggestSpec } from './suggest-spec.ts';

type Column = Partial<Omit<ColumnFacts, 'looksLike'>> & { looksLike?: Partial<ColumnFacts['looksLike']> };

const LOOKS_LIKE_NOTHING = { email: 0, ip: 0, date: 0, number: 0, url: 0, digit: 0, given: 0 };

function column(words: string, { looksLike, ...more }: Column = {}): ColumnFacts {
  return {
    name: words,
    words,
    known: 0.9,
    different: 0.6,
    distinct: 600,
    meanLength: 12,
    meanWords: 2,
    repeats: [],
    ...more,
    looksLike: { ...LOOKS_LIKE_NOTHING, ...looksLike },
  };
}

const PERSON = [column('surname'), column('dob', { looksLike: { date: 1 } })];
const DATES = { meanWords: 1, looksLike: { date: 1, digit: 1 } };

/** What is told; the columns; the one that is asked about; its kind, or why it is left out. */
const CASES: readonly [string, ColumnFacts[], string, string | RegExp][] = [
  ['a name with digits is of a product', [column('name', { looksLike: { digit: 0.4 } })], 'name', 'text'],
  ['a long name is of a work', [column('name', { meanWords: 6 })], 'name', 'text'],
  ['a short name is of a firm', [column('name')], 'name', 'organisation'],
  ['names that people have', [column('name', { looksLike: { given: 0.5 } })], 'name', 'person-name'],
  ['a name beside a birth is of a person', [column('name'), ...PERSON], 'name', 'person-name'],
  ['authors are people', [column('title', { meanWords: 8 }), column('authors')], 'people', 'people'],
  ['a year is of a work', [column('title'), column('year', { looksLike: { number: 1 } })], 'year', 'year'],
  ['a year of people is of an event', [...PERSON, column('year')], 'year', /an event/],
  ['a payment has a day', [column('memo'), column('date', DATES)], 'date', 'date'],
  ['of people a day is of an event', [...PERSON, column('visit', DATES)], 'visit', /nothing that is known/],
  ['when a row was made is no evidence', [column('memo'), column('created', DATES)], 'created', /an event/],
  [
    'a whole beside its parts counts once',
    [...PERSON, column('full name', { repeats: ['surname', 'dob'] })],
    'full name',
    /repeats surname and dob/,
  ],
  ['what few rows have', [column('title'), column('venue', { known: 0.1 })], 'venue', /few rows/],
  ['a protected characteristic', [...PERSON, column('sex')], 'sex', /protected/],
];

for (const [told, columns, asked, expected] of CASES)
  test(`suggested: ${told}`, () => {
    const { spec, leftOut } = suggestSpec([columns], []);
    if (typeof expected === 'string')
      assert.equal(spec.attributes.find(({ name }) => name === asked)?.kind, expected);
    else assert.match(leftOut.find((one) => one.column === asked)?.why ?? 'kept', expected);
  });
