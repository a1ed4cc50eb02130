import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockingKeysOf } from './blocking-keys.ts';
import { compareRecords } from './compare-records.ts';
import { normaliseRow } from './link-record.ts';
import type { LinkSpec } from './link-spec.ts';

const SPEC: LinkSpec = {
  name: 'people',
  version: '1',
  attributes: [
    { name: 'given', kind: 'given-name', columns: { name: ['first', 'second'], other: 'surname' } },
    { name: 'family', kind: 'family-name', columns: { name: 'surname', other: ['first', 'second'] } },
    { name: 'email', kind: 'email', columns: { address: 'emails' }, separator: ';' },
  ],
};

const ROW = { first: 'Mary', second: '', surname: 'Lopez', emails: 'a.b@mail.example; n/a ;ab@mail.example' };

test('columns of one part and pieces of a cell are values of their own; what says nothing is none', () => {
  const [given, family, email] = normaliseRow(SPEC, ROW);
  assert.deepEqual([given!.length, family!.length, email!.length], [1, 1, 2]);
  assert.equal(normaliseRow(SPEC, { ...ROW, second: 'Ann' })[0]!.length, 2);
});

test('an attribute that one record lacks is unknown, never a disagreement', () => {
  const levels = compareRecords(SPEC, normaliseRow(SPEC, ROW), normaliseRow(SPEC, { surname: 'Lopez' }));
  assert.deepEqual([...levels], [255, 0, 255]);
});

test('the best level over all values counts', () => {
  const other = { ...ROW, first: 'Anna', second: 'Mary', emails: 'zz@post.example;ab@mail.example' };
  assert.deepEqual([...compareRecords(SPEC, normaliseRow(SPEC, ROW), normaliseRow(SPEC, other))], [0, 0, 0]);
});

test('exchanged names share a key', () => {
  const keysOf = (row: Record<string, string>) =>
    new Set(blockingKeysOf(SPEC, normaliseRow(SPEC, row)).map(({ rule, text }) => `${rule} ${text}`));
  const [straight, exchanged] = [
    keysOf({ first: 'Mary', surname: 'Lopez' }),
    keysOf({ first: 'Lopez', surname: 'Mary' }),
  ];
  assert.ok([...straight].some((key) => exchanged.has(key)));
});

test('rules of a specification are kept to', () => {
  const spec = { ...SPEC, blocking: [['family.sound', 'email.local']] };
  const rules = blockingKeysOf(spec, normaliseRow(spec, ROW)).map(({ rule }) => rule);
  assert.deepEqual(new Set(rules), new Set(['family.sound+email.local']));
});
