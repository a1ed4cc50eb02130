import fc from 'fast-check';
import type { RawParts } from './kind.ts';
import type { KindName } from './kinds.ts';

// Made-up values for tests: few bases, so that many are near each other, with the slips that people make.

const GIVEN = ['Robert', 'Bob', 'Mary Ann', 'Mary', 'R', 'Zoë', 'Иван', 'Ivan', 'Katherine', 'Kate', 'Al'];
const FAMILY = [
  'Smith',
  'Smyth',
  "O'Brien",
  'Obrien',
  'Garcia-Lopez',
  'Lopez',
  'van der Berg',
  'Berg',
  'Ivan',
  'Robert',
];
const STREETS = [
  'High Street',
  'High St',
  'Station Road',
  'Pridham Street',
  'Pridhamstreet',
  'Rose Cottage',
  'Mill Lane',
];
const WORDS = ['red', 'steel', 'kettle', 'grill', 'bar', 'cafe', 'stainless', '1.7l', 'the', 'of'];

const oneOf = (values: readonly string[]) => fc.constantFrom(...values);
const digits = (length: number) =>
  fc.string({ unit: oneOf([...'0123']), minLength: length, maxLength: length });
const pad = (n: number) => String(n).padStart(2, '0');

const date = fc
  .tuple(
    fc.integer({ min: 1979, max: 1982 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .chain(([y, m, d]) =>
    oneOf([`${y}-${pad(m)}-${pad(d)}`, `${pad(d)}/${pad(m)}/${y}`, `${y}${pad(m)}${pad(d)}`, `${y}`]),
  );

const words = fc.array(oneOf(WORDS), { minLength: 1, maxLength: 6 }).map((list) => list.join(' '));

const emailText = fc
  .tuple(
    oneOf(['r.smith', 'rsmith+x', 'mary.lopez81', 'mlopez81', 'kate']),
    oneOf(['mail.example', 'post.example']),
  )
  .map((parts) => parts.join('@'));

const usernameText = fc
  .tuple(
    oneOf(['', '_', 'xx']),
    oneOf(['bluebird', 'blu3b1rd', 'bluebrid', 'redkite', 'rk']),
    oneOf(['', '7', '1999']),
  )
  .map((parts) => parts.join(''));

const code = digits(8).map((text) => `AB${text}`);

const RAW: Record<KindName, fc.Arbitrary<RawParts>> = {
  'person-name': fc.tuple(oneOf(GIVEN), oneOf(FAMILY), fc.boolean()).map(([given, family, turned]) => ({
    full: turned ? `${family}, ${given}` : `Mr ${given} ${family}`,
  })),
  'given-name': fc.record({ name: oneOf(GIVEN), other: oneOf([...FAMILY, '']) }),
  'family-name': fc.record({ name: oneOf(FAMILY), other: oneOf([...GIVEN, '']) }),
  'date-of-birth': fc.oneof(
    date.map((text) => ({ date: text })),
    fc.record({ age: oneOf(['39', '40', '41']), at: oneOf(['2021-06-01', '2022']) }),
  ),
  age: fc.record({ years: fc.integer({ min: 0, max: 40 }).map(String) }),
  email: fc.record({ address: emailText }),
  phone: fc.record({
    number: fc.tuple(oneOf(['07700 90', '+44770090', '0770090']), digits(4)).map((p) => p.join('')),
  }),
  username: fc.record({ name: usernameText, service: oneOf(['Kite', 'kite.example', 'Heron', '']) }),
  address: fc.oneof(
    fc.record({
      line: fc.tuple(oneOf(['1', '12', 'Flat 3, 12', '']), oneOf(STREETS)).map((p) => p.join(' ')),
    }),
    fc.record({ number: oneOf(['1', '12', '']), street: oneOf(STREETS), extra: oneOf([...STREETS, '']) }),
  ),
  place: fc.record({
    name: oneOf(['London', 'Lodnon', 'Leeds', 'North Leeds', 'Bath']),
    other: oneOf(['London', '']),
  }),
  postcode: fc.record({
    code: oneOf(['SW1A 1AA', 'SW1A 1AB', 'sw1a2aa', 'SW1 1AA', '2119', '2191', '2118', '90210']),
  }),
  ip: fc.record({
    ip: oneOf(['192.0.2.1', '192.0.2.2', '2001:db8:1:2::1', '2001:db8:1:2::2', '10.0.0.1']),
    port: oneOf(['', '4000']),
    at: oneOf(['', '2026-03-01T10:00:00Z', '2026-03-01T10:40:00Z', '2026-03-01T15:00:00Z']),
  }),
  device: fc.record({ value: code }),
  payment: fc.record({
    account: fc.tuple(oneOf(['', '20-15-55 ', 'GB33BUKB201555']), digits(8)).map((parts) => parts.join('')),
  }),
  vehicle: fc.record({
    value: fc.tuple(oneOf(['AB12', 'AB1Z', 'A8']), oneOf(['CDE', 'CED', 'OOI'])).map((p) => p.join(' ')),
  }),
  identifier: fc.record({ value: digits(7) }),
  category: fc.record({
    value: oneOf(['vic', 'nsw', 'qld', 'queensland', 'queensland.', 'new south wales']),
  }),
  people: fc.record({
    value: fc
      .array(fc.tuple(oneOf(GIVEN), oneOf(FAMILY)), { minLength: 1, maxLength: 4 })
      .chain((list) =>
        oneOf([
          list.map((name) => name.join(' ')).join(', '),
          list.map(([given, family]) => `${family}, ${given[0]}.`).join('; '),
        ]),
      ),
  }),
  organisation: fc.record({
    value: fc.tuple(words, oneOf(['', 'Ltd', 'Inc.', 'GmbH & Co. KG'])).map((parts) => parts.join(' ')),
  }),
  text: fc.record({ value: words }),
  number: fc.record({ value: fc.double({ min: 90, max: 130, noNaN: true }).map((n) => `£${n.toFixed(1)}`) }),
  date: fc.record({
    value: fc.oneof(date, oneOf(['1980-02-30', '3 March 1980', '1980-03-05T10:30:00Z', 'n/a'])),
  }),
  year: fc.record({ value: oneOf(['1995', '1995.', 'c. 1996', '1998-03-01', 'n/a']) }),
};

/** Seeded values of a kind; now and then a record has two, or none. */
export function samplesOf(kind: KindName, count: number, seed: number): RawParts[][] {
  const records = fc.array(RAW[kind], { minLength: 0, maxLength: 2 });
  return fc.sample(fc.oneof({ weight: 4, arbitrary: RAW[kind].map((raw) => [raw]) }, records), {
    numRuns: count,
    seed,
  });
}
