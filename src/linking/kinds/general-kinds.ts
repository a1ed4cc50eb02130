import type { Kind } from './kind.ts';
import { plain, sortedWords, wordsOf } from './plain-text.ts';
import { any, edited, overlaps, same, sharesWord, similar, within } from './tests-of-values.ts';

/** One of few words: a state, a brand, a status. */
export const category: Kind = {
  label: 'Category',
  parts: { value: 'the word' },
  normalParts: ['value'],
  normalise: (raw) => {
    const value = wordsOf(raw['value']).join(' ');
    return value === '' ? null : { value };
  },
  levels: [
    { label: 'same', test: same('value'), frequency: true },
    { label: 'spelt nearly alike', test: any(edited('value', 1, 3), similar('value', 0.92)) },
  ],
  term: (value) => value['value']!,
  keyNames: [],
  facetNames: ['value'],
  keys: () => [],
  facets: (value) => [{ name: 'value', text: value['value']! }],
  expected: [0.85, 0.05, 0.1],
};

/** A model or part number: letters or signs with digits among them. Chosen: four signs, so that a size is none. */
function isCode(word: string): boolean {
  return word.length >= 4 && /\d/.test(word) && !/^(19|20)\d\d$/.test(word);
}

/** Words that are worth looking for: short ones are in every text. */
const SHORTEST_WORD = 3;

/** Runs of three letters in order: what two texts have in common however their words are cut. */
function gramsOf(text: string): string {
  const grams = new Set<string>();
  for (let i = 0; i + 3 <= text.length; i++) grams.add(text.slice(i, i + 3));
  return [...grams].sort().join(' ');
}

/** A title, a description, the name of a firm. */
export const text: Kind = {
  label: 'Text',
  parts: { value: 'the text' },
  normalParts: ['words', 'compact', 'grams', 'codes'],
  normalise: (raw) => {
    const words = wordsOf(raw['value']);
    if (words.length === 0) return null;
    const compact = words.join('');
    return {
      words: sortedWords(words),
      compact,
      grams: gramsOf(compact),
      codes: sortedWords(words.filter(isCode)),
    };
  },
  levels: [
    { label: 'same', test: any(same('compact'), same('words')), frequency: true },
    { label: 'nearly the same', test: any(overlaps('grams', 0.8, 'all'), overlaps('words', 0.8, 'all', 2)) },
    { label: 'a code in common', test: sharesWord('codes') },
    { label: 'most in common', test: any(overlaps('grams', 0.6, 'all'), similar('compact', 0.93)) },
    { label: 'one contains the other', test: overlaps('words', 1, 'shorter', 1) },
    { label: 'half in common', test: any(overlaps('grams', 0.4, 'all'), overlaps('words', 0.5, 'all', 2)) },
    { label: 'some in common', test: overlaps('grams', 0.2, 'all') },
  ],
  term: (value) => value['words']!,
  keyNames: ['words', 'word'],
  facetNames: [],
  keys: (value) => [
    { name: 'words', text: value['words']! },
    ...value['words']!.split(' ')
      .filter((word) => word.length >= SHORTEST_WORD)
      .map((text) => ({ name: 'word', text })),
  ],
  facets: () => [],
  expected: [0.4, 0.15, 0.1, 0.12, 0.08, 0.07, 0.04, 0.04],
};

export const number: Kind = {
  label: 'Number',
  parts: { value: 'the number; a currency sign or unit beside it is passed over' },
  normalParts: ['value'],
  normalise: (raw) => {
    const found = /-?\d+(\.\d+)?/.exec(plain(raw['value']).replaceAll(',', ''))?.[0];
    return found ? { value: String(Number(found)) } : null;
  },
  levels: [
    { label: 'same', test: same('value'), frequency: true },
    { label: 'within 1 %', test: within('value', 0.01, 'share') },
    { label: 'within 5 %', test: within('value', 0.05, 'share') },
    { label: 'within 20 %', test: within('value', 0.2, 'share') },
  ],
  term: (value) => value['value']!,
  keyNames: [],
  facetNames: ['value'],
  keys: () => [],
  facets: (value) => [{ name: 'value', text: value['value']! }],
  expected: [0.7, 0.06, 0.06, 0.06, 0.12],
};
