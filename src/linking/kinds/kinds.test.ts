import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bestLevel } from '../model/compare-records.ts';
import { normaliseValues } from '../model/link-record.ts';
import type { Key, Kind, RawParts } from './kind.ts';
import { KINDS, type KindName } from './kinds.ts';
import { samplesOf } from './test-values.ts';

/** The label of the level between two values of a kind. */
function between(kind: KindName, a: RawParts, b: RawParts): string {
  const [one, other] = [normaliseValues(kind, [a]), normaliseValues(kind, [b])];
  const level = bestLevel(KINDS[kind], one, other);
  return level === 255 ? 'unknown' : (KINDS[kind].levels[level]?.label ?? 'differ');
}

type Row = readonly [kind: KindName, a: RawParts, b: RawParts, level: string];

const ROWS: readonly Row[] = [
  ['person-name', { full: 'Dr. John Smith' }, { full: 'SMITH, John' }, 'same'],
  ['person-name', { full: 'Ян Новак' }, { full: 'Yan Novak' }, 'same'],
  ['person-name', { full: 'John Paul Smith' }, { full: 'John Smith' }, 'same but for a middle name'],
  ['person-name', { full: 'Bob Smith' }, { full: 'Robert Smith' }, 'same family name, short form'],
  ['person-name', { full: 'Jon Smyth' }, { full: 'John Smith' }, 'spelt nearly alike'],
  ['person-name', { full: 'J Smith' }, { full: 'John Smith' }, 'same family name, initial'],
  ['person-name', { full: 'Anna van der Berg' }, { given: 'Anna', family: 'van der Berg' }, 'same'],
  ['person-name', { full: 'John Smith' }, { full: 'Priya Patel' }, 'differ'],
  ['person-name', { full: 'John Smith' }, { full: 'unknown' }, 'unknown'],
  ['given-name', { name: 'Kate' }, { name: 'Katherine' }, 'short form or one of several names'],
  [
    'given-name',
    { name: 'Rosie', other: 'Johnston' },
    { name: 'Johnston', other: 'Rosie' },
    'exchanged with the family name',
  ],
  [
    'given-name',
    { name: 'Rosie', other: 'nJohnston' },
    { name: 'Johnston', other: 'Rosie' },
    'exchanged with the family name',
  ],
  ['given-name', { name: 'Jessica' }, { name: 'aessicJ' }, 'spelt nearly alike'],
  ['given-name', { name: 'Z.' }, { name: 'Zoë' }, 'initial only'],
  ['family-name', { name: "O'Brien" }, { name: 'Obrien' }, 'same'],
  ['family-name', { name: 'Garcia-Lopez' }, { name: 'Lopez' }, 'one of several names'],
  [
    'family-name',
    { name: 'Thomas', other: '' },
    { name: 'Gabriel', other: 'Thomas' },
    'exchanged with the given name',
  ],
  [
    'people',
    { value: 'P. Auer, N. Cesa-Bianchi and Y. Freund' },
    { value: 'Freund, Y.; Auer, P.; Cesa-Bianchi, N.' },
    'same',
  ],
  [
    'people',
    { value: 'H.V. Jagadish, Nick Koudas' },
    { value: 'Koudas; Jagadish' },
    'same but for first names',
  ],
  ['people', { value: 'Ada Noor et al.' }, { value: 'Ada Noor, Ben Okafor' }, 'one contains the other'],
  ['organisation', { value: 'The Kettle Works Ltd.' }, { value: 'Kettle Works Limited' }, 'same'],
  ['organisation', { value: 'VLDB' }, { value: 'Very Large Data Bases' }, 'initials of the other'],
  [
    'text',
    { value: 'Turntable PS-LX350H' },
    { value: 'belt drive turntable (PSLX350H) black' },
    'a code in common',
  ],
  ['text', { value: 'Red kettle, part 2' }, { value: 'Red kettle, part 3' }, 'most in common'],
  ['year', { value: '1995.' }, { value: 'June 1995' }, 'same'],
  ['date', { value: '2024-03-01T23:10:00Z' }, { value: '1/3/2024' }, 'same'],
  ['date', { value: '2024-02-28' }, { value: '2 March 2024' }, 'within 3 days'],
  ['date', { value: '1999-12-31' }, { value: '2000-01-10' }, 'within 10 days'],
  ['date', { value: '2024-01-01' }, { value: '2024-02-01' }, 'within 31 days'],
  ['date', { value: '2024-01-01' }, { value: '2024-02-02' }, 'differ'],
  ['year', { value: 'c. 1995' }, { value: '1996' }, 'a year apart'],
  ['address', { street: '12 High St' }, { number: '12', street: 'High Street' }, 'same number and street'],
  ['date-of-birth', { date: '1981-04-27' }, { date: '27/04/1981' }, 'same day'],
  ['date-of-birth', { date: '27 April 1981' }, { date: '19810427' }, 'same day'],
  ['date-of-birth', { date: '1981-04-07' }, { date: '1981-07-04' }, 'day and month exchanged'],
  ['date-of-birth', { date: '1981-04-27' }, { date: '1981-04-26' }, 'one digit off'],
  [
    'date-of-birth',
    { date: '1981-04-27' },
    { year: '1981', month: '4', day: '2' },
    'two of day, month and year agree',
  ],
  ['date-of-birth', { date: '1981-04-27' }, { year: '1981' }, 'the same as far as is known'],
  ['date-of-birth', { date: '1981-04-27' }, { age: '40', at: '2021-06-01' }, 'the same as far as is known'],
  [
    'date-of-birth',
    { date: '1981-04-27' },
    { age: '38', ageTo: '41', at: '2021-06-01' },
    'the same as far as is known',
  ],
  ['date-of-birth', { date: '1981-04-27' }, { age: '30', at: '2021-06-01' }, 'differ'],
  ['age', { years: '40' }, { years: '41' }, 'a year apart'],
  [
    'email',
    { address: 'Blue.Heron+news@Mail.example' },
    { address: 'blueheron@mail.example' },
    'same but for dots and tags',
  ],
  [
    'email',
    { address: 'blueheron81@mail.example' },
    { address: 'blueherno81@mail.example' },
    'up to two signs off',
  ],
  [
    'email',
    { address: 'blueheron81@mail.example' },
    { address: 'blueheron81@post.example' },
    'same name at another provider',
  ],
  ['phone', { number: '07700 900123' }, { number: '+44 7700 900123' }, 'same'],
  ['phone', { number: '07700 900123' }, { number: '07700 900132' }, 'one digit off'],
  [
    'username',
    { name: 'Blue_Heron', service: 'Kite' },
    { name: '@blue_heron', service: 'kite.example' },
    'same account',
  ],
  [
    'username',
    { name: 'blueheron', service: 'Kite' },
    { name: 'blue.heron', service: 'Wren' },
    'same name, other service',
  ],
  ['username', { name: 'blueheron1981' }, { name: 'Blu3H3r0n' }, 'same but for digits and signs'],
  ['address', { line: '12 High St' }, { number: '12', street: 'High Street' }, 'same number and street'],
  ['address', { line: 'Flat 3, 12 Pridham Street' }, { line: '12 Pridhamstreet' }, 'same number and street'],
  [
    'address',
    { street: 'Rose Cottage', extra: 'Mill Lane' },
    { street: 'Mill Lane', extra: 'Rose Cottage' },
    'lines exchanged',
  ],
  ['place', { name: 'St Albans' }, { name: 'Saint Albans' }, 'same'],
  ['postcode', { code: 'SW1A 1AA' }, { code: 'sw1a1aa' }, 'same'],
  ['postcode', { code: 'SW1A 1AA' }, { code: 'SW1A 1QQ' }, 'same sector'],
  ['postcode', { code: 'SW1A 1AA' }, { code: 'SW1A 2QQ' }, 'same outward part'],
  [
    'ip',
    { ip: '203.0.113.9', port: '4000', at: '2026-03-01T10:00:00Z' },
    { ip: '203.0.113.9', port: '4000', at: '2026-03-01T10:30:00Z' },
    'same address, port and hour',
  ],
  [
    'ip',
    { ip: '203.0.113.9', port: '4000', at: '2026-03-01T10:00:00Z' },
    { ip: '203.0.113.9' },
    'same IPv4 address',
  ],
  ['ip', { ip: '2001:db8:1:2::1' }, { ip: '2001:db8:1:2::2' }, 'same IPv6 network'],
  ['ip', { ip: '10.0.0.1' }, { ip: '10.0.0.1' }, 'unknown'],
  ['device', { value: 'AA:BB:CC:DD:EE:01' }, { value: 'aabbccddee01' }, 'same'],
  ['payment', { account: 'GB33BUKB20155512345678' }, { account: '20-15-55 12345678' }, 'same'],
  ['payment', { account: '20-15-55 12345678' }, { account: '12345678' }, 'same account number'],
  ['vehicle', { value: 'AB12 OOI' }, { value: 'ab12 00I' }, 'same'],
  ['identifier', { value: '6988048' }, { value: '6980848' }, 'one sign off'],
  ['category', { value: 'NSW' }, { value: 'nsw' }, 'same'],
  [
    'text',
    { value: 'Sony Turntable - PSLX350H' },
    { value: 'PSLX350H belt drive by Sony' },
    'a code in common',
  ],
  ['number', { value: '£1,000' }, { value: '1005' }, 'within 1 %'],
];

for (const [kind, a, b, level] of ROWS)
  test(`${kind}: ${Object.values(a).join(' ')} / ${Object.values(b).join(' ')}: ${level}`, () => {
    assert.equal(between(kind, a, b), level);
    assert.equal(between(kind, b, a), level);
  });

test('every kind says how likely each of its levels is, and names the keys that it gives', () => {
  for (const [name, kind] of Object.entries(KINDS)) {
    assert.equal(kind.expected.length, kind.levels.length + 1, name);
    assert.ok(Math.abs(kind.expected.reduce((sum, rate) => sum + rate, 0) - 1) < 0.011, name);
    assert.ok(kind.keyNames.length + kind.facetNames.length > 0, name);
  }
});

test('whatever a source writes, a value in comparable form is short plain ASCII, or none', () => {
  for (const [name, kind] of Object.entries(KINDS))
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...Object.keys(kind.parts)),
          fc.string({ unit: 'binary', maxLength: 60 }),
        ),
        (raw) => {
          for (const value of normaliseValues(name as KindName, [raw])) {
            assert.deepEqual(Object.keys(value), [...kind.normalParts]);
            for (const text of Object.values(value)) assert.match(text, /^[\x20-\x7e]{0,500}$/);
            for (const { name: key, text } of [...kind.keys(value), ...kind.facets(value)]) {
              assert.ok([...kind.keyNames, ...kind.facetNames].includes(key), key);
              assert.notEqual(text, '', `${name} ${key}`);
            }
            assert.ok(bestLevel(kind, [value], [value]) < kind.levels.length, `${name} is unlike itself`);
          }
        },
      ),
      { numRuns: 12, seed: 5 },
    );
});

test('a name under which a kind has keys and facets stands for the same texts', () => {
  for (const [name, kind] of Object.entries(KINDS) as [KindName, Kind][])
    for (const shared of kind.keyNames.filter((key) => kind.facetNames.includes(key)))
      for (const value of samplesOf(name, 40, 5).flatMap((raws) => normaliseValues(name, raws))) {
        const under = (keys: Key[]) => keys.filter((key) => key.name === shared);
        assert.deepEqual(under(kind.keys(value)), under(kind.facets(value)), name);
      }
});
