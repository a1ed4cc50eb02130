import type { Kind } from './kind.ts';
import { plain, wordsOf } from './plain-text.ts';
import { any, edited, same, similar, within } from './tests-of-values.ts';

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
    { label: 'within 5 %', test: within('value', 0.05, 'share'), shared: true },
    { label: 'within 20 %', test: within('value', 0.2, 'share'), shared: true },
  ],
  term: (value) => value['value']!,
  keyNames: [],
  facetNames: ['value'],
  keys: () => [],
  facets: (value) => [{ name: 'value', text: value['value']! }],
  expected: [0.7, 0.06, 0.06, 0.06, 0.12],
};

/** A year in whatever stands around it: "1995,", "c. 1630". */
export const year: Kind = {
  label: 'Year',
  parts: { value: 'the year, or a date' },
  normalParts: ['year'],
  normalise: (raw) => {
    const found = /(?<!\d)(1[0-9]|20)\d\d(?!\d)/.exec(plain(raw['value']))?.[0];
    return found ? { year: found } : null;
  },
  levels: [
    { label: 'same', test: same('year'), frequency: true },
    { label: 'a year apart', test: within('year', 1) },
    { label: 'within three years', test: within('year', 3) },
  ],
  term: (value) => value['year']!,
  keyNames: [],
  facetNames: ['year'],
  keys: () => [],
  facets: (value) => [{ name: 'year', text: value['year']! }],
  expected: [0.9, 0.05, 0.02, 0.03],
};
