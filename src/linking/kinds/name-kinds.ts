import type { Key, Kind, NormalValue, RawParts, Test } from './kind.ts';
import { nameWords } from './name-words.ts';
import { fullForms } from './nicknames.ts';
import { soundOf } from './plain-text.ts';
import {
  all,
  any,
  edited,
  eitherWay,
  flipped,
  same,
  sharesWord,
  similar,
  unknown,
} from './tests-of-values.ts';

/** Jaro-Winkler similarities of names that one slip apart, and of names that look related. Chosen after Winkler (1990). */
const NEAR = 0.88;
const ALIKE = 0.78;

const NAME_IN_OTHER = any(similar('name', NEAR, 'other'), edited('name', 1, 4, 'other'));

/** Each name stands where the other belongs; where one side's other name is unknown, the one known must do. */
const EXCHANGED: Test = any(
  all(NAME_IN_OTHER, flipped(NAME_IN_OTHER)),
  all(eitherWay(NAME_IN_OTHER), unknown('other')),
);

/** One side gives only the first letter of the other's name. */
const INITIAL = eitherWay(same('initial', 'first'));

/** The same letters in another order are a slip of hand or eye. */
const NEAR_SPELLING = any(similar('compact', NEAR), edited('compact', 1, 4), same('letters'));

const RELATED_SPELLING = any(similar('compact', ALIKE), same('sound'));

const ONE_NAME_PARTS = ['name', 'compact', 'other', 'letters', 'forms', 'sound', 'first', 'initial'] as const;

function normaliseOneName(raw: RawParts, formsOf: (word: string) => string): NormalValue | null {
  const words = nameWords(raw['name']);
  if (words.length === 0) return null;
  const compact = words.join('');
  return {
    name: words.join(' '),
    compact,
    other: nameWords(raw['other']).join(' '),
    letters: compact.length >= 4 ? [...compact].sort().join('') : '',
    forms: words.map(formsOf).filter(Boolean).join(' '),
    sound: compact.length > 1 ? soundOf(compact) : '',
    first: compact.slice(0, 1),
    initial: compact.length === 1 ? compact : '',
  };
}

/** The name itself and the one beside it, so that records with exchanged names meet. */
function nameFacets(value: NormalValue): Key[] {
  const sounds = [value['sound']!, soundOf(value['other']!.replaceAll(' ', ''))];
  return sounds.filter((sound) => sound.length > 1).map((text) => ({ name: 'sound', text }));
}

export const givenName: Kind = {
  label: 'Given name',
  parts: {
    name: 'the given name',
    other: 'the column with which it is sometimes exchanged: the family name',
  },
  normalParts: ONE_NAME_PARTS,
  normalise: (raw) => normaliseOneName(raw, (word) => fullForms(word)),
  levels: [
    { label: 'same', test: same('compact'), frequency: true },
    { label: 'exchanged with the family name', test: EXCHANGED, exchange: true },
    { label: 'short form or one of several names', test: any(sharesWord('forms'), sharesWord('name')) },
    { label: 'spelt nearly alike', test: NEAR_SPELLING },
    { label: 'initial only', test: INITIAL },
    { label: 'related spelling', test: RELATED_SPELLING },
  ],
  term: (value) => value['compact']!,
  keyNames: [],
  facetNames: ['sound'],
  keys: () => [],
  facets: nameFacets,
  expected: [0.74, 0.02, 0.05, 0.1, 0.01, 0.02, 0.06],
};

export const familyName: Kind = {
  label: 'Family name',
  parts: {
    name: 'the family name',
    other: 'the column with which it is sometimes exchanged: the given name',
  },
  normalParts: ONE_NAME_PARTS,
  normalise: (raw) => normaliseOneName(raw, () => ''),
  levels: [
    { label: 'same', test: same('compact'), frequency: true },
    { label: 'exchanged with the given name', test: EXCHANGED, exchange: true },
    { label: 'spelt nearly alike', test: NEAR_SPELLING },
    { label: 'one of several names', test: sharesWord('name') },
    { label: 'initial only', test: INITIAL },
    { label: 'related spelling', test: RELATED_SPELLING },
  ],
  term: (value) => value['compact']!,
  keyNames: [],
  facetNames: ['sound'],
  keys: () => [],
  facets: nameFacets,
  expected: [0.78, 0.02, 0.1, 0.02, 0.01, 0.02, 0.05],
};
