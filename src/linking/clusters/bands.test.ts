import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS } from '../kinds/kinds.ts';
import { bandOf, type LinkFacts, type LinkStep, type TopBandLack, topBandLacks } from './bands.ts';

const EMAIL: LinkStep = { kind: 'email', level: 0, bits: 14 };
const NAME: LinkStep = { kind: 'person-name', level: 0, bits: 8 };
const GOOD: LinkFacts = { bits: 12, steps: [EMAIL, NAME], isTogether: true, rivalBits: 9 };

test('two strong attributes, one of them personal, nothing against it and no rival make the top band', () => {
  assert.deepEqual(topBandLacks(GOOD), []);
  assert.equal(bandOf(GOOD), 'near-certain');
});

const ip: LinkStep = { kind: 'ip', level: 0, bits: 12 };
const postcode: LinkStep = { kind: 'postcode', level: 0, bits: 12 };
const familyOnly: LinkStep = { kind: 'person-name', level: 6, bits: 9 };
const CASES: [title: string, change: Partial<LinkFacts>, lack: TopBandLack][] = [
  ['11.9 bits', { bits: 11.9, rivalBits: null }, 'too-few-bits'],
  [
    'one strong attribute beside a weak one',
    { steps: [EMAIL, { ...NAME, bits: 4.9 }] },
    'one-attribute-only',
  ],
  ['an address and a connection', { steps: [ip, postcode] }, 'shared-values-only'],
  [
    'a telephone and a computer, which a household shares',
    {
      steps: [
        { kind: 'phone', level: 0, bits: 14 },
        { kind: 'device', level: 0, bits: 14 },
      ],
    },
    'shared-values-only',
  ],
  [
    'two of one family with one e-mail address',
    { steps: [EMAIL, ip, familyOnly] },
    'contradicted-name-or-birth',
  ],
  [
    'a date of birth that differs',
    { steps: [EMAIL, NAME, { kind: 'date-of-birth', level: 8, bits: -2 }] },
    'contradicted-name-or-birth',
  ],
  ['two groups', { isTogether: false }, 'not-in-one-group'],
  ['a rival 2.9 bits behind', { rivalBits: 9.1 }, 'rival-nearly-as-good'],
];

for (const [title, change, lack] of CASES)
  test(`the top band is refused for ${title}`, () => {
    const facts = { ...GOOD, ...change };
    assert.deepEqual(topBandLacks(facts), [lack]);
    assert.equal(bandOf(facts), 'likely');
  });

test('a username or an e-mail that differs speaks against nothing: people have several', () => {
  assert.equal(
    bandOf({ ...GOOD, steps: [EMAIL, NAME, { kind: 'username', level: 5, bits: -6 }] }),
    'near-certain',
  );
});

test('3 bits are likely, less is possible, below even odds is no link', () => {
  const bands = [3, 2.9, 0, -0.1].map((bits) => bandOf({ ...GOOD, bits }));
  assert.deepEqual(bands, ['likely', 'possible', 'possible', null]);
});

test('the level from which names share a family name only is still that level', () => {
  assert.match(KINDS['person-name'].levels[6]!.label, /family name only/);
});
