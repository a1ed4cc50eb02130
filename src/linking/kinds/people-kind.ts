import type { Key, Kind, NormalValue } from './kind.ts';
import { nameWords } from './name-words.ts';
import { sortedWords, wordsOf } from './plain-text.ts';
import { outweighs, overlaps, same, sharesWord } from './tests-of-values.ts';
import { unweighed, WordCounts } from './weighed-words.ts';

/** Between two people; a comma also stands between a family name and what precedes or follows it. */
const BETWEEN = /[;|&\n]|,|\band\b|\bund\b|\bet al\b/i;

/** "Auer, P." and "P. Auer": the family name is the last word that is no initial; initials alone belong to the one before. */
function readPeople(given: string | undefined): { family: string; initial: string }[] {
  const people: { family: string; initial: string }[] = [];
  for (const part of (given ?? '').split(BETWEEN)) {
    // "H.V. Jagadish" has two initials, "Cesa-Bianchi" is one name.
    const words = nameWords(part.replaceAll('.', ' ').replaceAll('-', ''));
    const last = words.findLastIndex((word) => word.length > 1);
    const before = people.at(-1);
    if (last >= 0) people.push({ family: words[last]!, initial: words[last === 0 ? 1 : 0]?.[0] ?? '' });
    else if (words.length > 0 && before) before.initial = words[0]![0]!;
  }
  return people;
}

function gramsOf(text: string): string {
  const grams = new Set<string>();
  for (let i = 0; i + 3 <= text.length; i++) grams.add(text.slice(i, i + 3));
  return [...grams].sort().join(' ');
}

function normalise(given: string | undefined): NormalValue | null {
  const people = readPeople(given);
  if (people.length === 0) return null;
  const families = sortedWords(people.map(({ family }) => family));
  return {
    names: sortedWords(people.map(({ family, initial }) => `${family}.${initial}`)),
    families,
    weighed: unweighed(families.split(' ')),
    words: sortedWords(wordsOf(given)),
    grams: gramsOf(families.replaceAll(' ', '')),
    findable: families,
  };
}

function weigh(values: readonly NormalValue[]): (value: NormalValue) => NormalValue {
  const counts = new WordCounts(values, 'weighed');
  return (value) => ({
    ...value,
    weighed: counts.weigh(value['weighed']!),
    findable: counts.findable(value['weighed']!, PEOPLE_TO_FIND).join(' '),
  });
}

/** Chosen: by the rarest names a list is found. */
const PEOPLE_TO_FIND = 4;

function keys(value: NormalValue): Key[] {
  return [
    { name: 'families', text: value['families']! },
    ...value['findable']!.split(' ')
      .filter(Boolean)
      .map((text) => ({ name: 'family', text })),
  ];
}

/** Authors, directors, a cast: several people in one text, in any order, some by initials, some left out. */
export const people: Kind = {
  label: 'People',
  parts: { value: 'the names, apart by commas, semicolons or "and"' },
  normalParts: ['names', 'families', 'weighed', 'words', 'grams', 'findable'],
  normalise: (raw) => normalise(raw['value']),
  weigh,
  levels: [
    { label: 'same', test: same('names'), frequency: true },
    { label: 'same but for first names', test: same('families'), frequency: true },
    { label: 'spelt nearly alike', test: overlaps('grams', 0.75, 'all') },
    { label: 'most in common', test: outweighs('weighed', 0.6, 'all', 2), shared: true },
    { label: 'one contains the other', test: outweighs('weighed', 0.95, 'lighter'), shared: true },
    { label: 'half in common', test: overlaps('grams', 0.4, 'all'), shared: true },
    { label: 'some in common', test: sharesWord('families'), shared: true },
    { label: 'a word in common', test: sharesWord('words'), shared: true },
  ],
  term: (value) => value['families']!,
  keyNames: ['families', 'family'],
  facetNames: [],
  keys,
  facets: () => [],
  expected: [0.5, 0.2, 0.08, 0.06, 0.06, 0.03, 0.03, 0.01, 0.03],
};
