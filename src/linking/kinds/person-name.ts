import type { Kind, NormalValue, RawParts } from './kind.ts';
import { nameWords, PARTICLES } from './name-words.ts';
import { fullForms } from './nicknames.ts';
import { sortedWords, soundOf } from './plain-text.ts';
import { all, any, edited, eitherWay, overlaps, same, sharesWord, similar } from './tests-of-values.ts';

const PARTS = ['words', 'compact', 'given', 'family', 'forms', 'first', 'initial', 'sound'] as const;

/** "Smith, John" and "John Smith"; where the parts are given apart, they are not guessed. */
function givenAndFamily(raw: RawParts): [string[], string[]] {
  if (raw['family'] || raw['given'])
    return [[...nameWords(raw['given']), ...nameWords(raw['middle'])], nameWords(raw['family'])];
  const [before = '', after] = (raw['full'] ?? '').split(',');
  if (after && nameWords(after).length > 0) return [nameWords(after), nameWords(before)];
  const words = nameWords(raw['full']);
  const start = familyStart(words);
  return [words.slice(0, start), words.slice(start)];
}

/** The family name is the last word with the particles before it; a single word is a given name or an alias. */
function familyStart(words: readonly string[]): number {
  let start = Math.max(1, words.length - 1);
  while (start > 1 && PARTICLES.has(words[start - 1]!)) start--;
  return start;
}

function normalise(raw: RawParts): NormalValue | null {
  const [given, family] = givenAndFamily(raw);
  const words = [...given, ...family];
  if (words.length === 0) return null;
  const first = given[0] ?? '';
  return {
    words: sortedWords(words),
    compact: words.join(''),
    given: first,
    family: family.join(''),
    forms: [first, fullForms(first)].filter(Boolean).join(' '),
    first: first.slice(0, 1),
    initial: first.length === 1 ? first : '',
    sound: soundOf(family.join('') || first),
  };
}

const NEAR = 0.88;
const FAMILY_NEAR = any(similar('family', NEAR), edited('family', 1, 4));
const GIVEN_NEAR = any(similar('given', NEAR), edited('given', 1, 4));

/** Given and family name in one, because most sources give them so. Order, titles and case say nothing. */
export const personName: Kind = {
  label: 'Name',
  parts: {
    full: 'the whole name, in either order ("Family, Given" too)',
    given: 'the given name, where it stands apart',
    middle: 'further given names',
    family: 'the family name, where it stands apart',
  },
  normalParts: PARTS,
  normalise,
  levels: [
    { label: 'same', test: any(same('words'), same('compact')), frequency: true },
    { label: 'same but for a middle name', test: all(same('given'), same('family')) },
    { label: 'same family name, short form', test: all(same('family'), sharesWord('forms')) },
    {
      label: 'spelt nearly alike',
      test: any(
        all(FAMILY_NEAR, any(GIVEN_NEAR, sharesWord('forms'))),
        similar('compact', 0.93),
        edited('words', 1, 8),
      ),
    },
    {
      label: 'same family name, initial',
      test: all(FAMILY_NEAR, eitherWay(same('initial', 'first'))),
    },
    { label: 'two names in common', test: overlaps('words', 0.5, 'shorter', 2) },
    { label: 'same family name only', test: FAMILY_NEAR, shared: true },
    { label: 'one name in common', test: any(sharesWord('words'), GIVEN_NEAR), shared: true },
  ],
  term: (value) => value['words']!,
  keyNames: ['words'],
  facetNames: ['sound'],
  keys: (value) => [{ name: 'words', text: value['words']! }],
  facets: (value) => [
    { name: 'sound', text: value['sound']! },
    ...(value['family'] && value['first'] ? [{ name: 'sound', text: soundOf(value['given']!) }] : []),
  ],
  expected: [0.57, 0.08, 0.05, 0.1, 0.03, 0.02, 0.04, 0.06, 0.05],
};
