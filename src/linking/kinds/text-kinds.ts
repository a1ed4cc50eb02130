import type { Key, Kind, NormalValue } from './kind.ts';
import { plain, sortedWords, wordsOf } from './plain-text.ts';
import {
  all,
  any,
  eitherWay,
  outweighs,
  overlaps,
  same,
  sharesWord,
  similar,
  unknown,
} from './tests-of-values.ts';
import { unweighed, WordCounts } from './weighed-words.ts';

/** A model or part number: letters or signs with digits among them. Chosen: four signs, so that a size is none. */
function isCode(word: string): boolean {
  return word.length >= 4 && /\d/.test(word) && !/^(19|20)\d\d$/.test(word);
}

/** "PS-LX350H" is written "PSLX350H" elsewhere: what stands between blanks and slashes is a code as a whole, too. */
function codesIn(text: string, words: readonly string[]): string[] {
  const whole = text.split(/[\s/,;()]+/).map((word) => word.replaceAll(/[^a-z0-9]/g, ''));
  return [...words, ...whole].filter((word) => isCode(word) && word.length <= LONGEST_CODE);
}

/** Longer ones are sentences without blanks. Chosen. */
const LONGEST_CODE = 25;

/** Runs of three letters: what two texts have in common however their words are cut. */
function gramsOf(text: string): string {
  const grams = new Set<string>();
  for (let i = 0; i + 3 <= text.length; i++) grams.add(text.slice(i, i + 3));
  return [...grams].sort().join(' ');
}

/** In a name made of first letters these have none: VLDB is "Very Large Data Bases", DOJ "Department of Justice". */
const WITHOUT_INITIAL: ReadonlySet<string> = new Set(
  'of the and for on in to at a an de la von und et'.split(' '),
);
/** Two letters are the initials of anything. Chosen. */
const FEWEST_INITIALS = 3;

function initialsOf(words: readonly string[]): string {
  const letters = words.filter((word) => !WITHOUT_INITIAL.has(word)).map((word) => word[0]!);
  return letters.length >= FEWEST_INITIALS ? letters.join('') : '';
}

const PARTS = ['words', 'sorted', 'compact', 'grams', 'numbers', 'codes', 'initials', 'findable'] as const;

function normaliseWords(given: string | undefined, words: readonly string[]): NormalValue | null {
  if (words.length === 0) return null;
  const compact = words.join('');
  const codes = sortedWords(codesIn(plain(given), words));
  return {
    words: unweighed(words),
    sorted: sortedWords(words),
    compact,
    grams: gramsOf(compact),
    numbers: sortedWords(words.filter((word) => /\d/.test(word))),
    codes,
    initials: initialsOf(words),
    findable: sortedWords([...words.filter((word) => word.length >= SHORTEST_WORD), ...codes.split(' ')]),
  };
}

/** Words that are worth looking for where nothing is known of the table: short ones are in every text. */
const SHORTEST_WORD = 3;
/** By its rarest words a text is found, and by pairs of them where each alone is too common. Chosen. */
const WORDS_TO_FIND = 8;
const WORDS_IN_PAIRS = 5;

/** Words by their rarity; a code that many have, as a size or a speed, is no code. */
function weighText(values: readonly NormalValue[]): (value: NormalValue) => NormalValue {
  const words = new WordCounts(values, 'words');
  const codes = new WordCounts(
    values.map(({ codes: held }) => ({ codes: unweighed(held ? held.split(' ') : []) })),
    'codes',
  );
  return (value) => {
    const rare = value['codes']!.split(' ').filter((code) => code && codes.isRare(code));
    return {
      ...value,
      words: words.weigh(value['words']!),
      codes: sortedWords(rare),
      findable: [...new Set([...words.findable(value['words']!, WORDS_TO_FIND), ...rare])].join(' '),
    };
  };
}

function keysOfText(value: NormalValue): Key[] {
  const findable = value['findable']!.split(' ').filter(Boolean);
  const inPairs = findable.slice(0, WORDS_IN_PAIRS);
  return [
    { name: 'words', text: value['sorted']! },
    ...findable.map((text) => ({ name: 'word', text })),
    ...(value['initials'] ? [{ name: 'word', text: value['initials']! }] : []),
    ...inPairs.flatMap((one, i) =>
      inPairs.slice(i + 1).map((other) => ({ name: 'two words', text: [one, other].sort().join(' ') })),
    ),
  ];
}

/** Part two of a title is not its part three. */
const NUMBERS_AGREE = any(unknown('numbers'), overlaps('numbers', 1, 'shorter'));

type Sort = {
  label: string;
  part: string;
  words: (given: string | undefined) => string[];
  expected: readonly number[];
};

/** Words in any order, compared by what they weigh; the thresholds of the levels are chosen in even steps. */
function textKind({ label, part, words, expected }: Sort): Kind {
  return {
    label,
    parts: { value: part },
    normalParts: PARTS,
    normalise: (raw) => normaliseWords(raw['value'], words(raw['value'])),
    weigh: weighText,
    levels: [
      { label: 'same', test: any(same('compact'), same('sorted')), frequency: true },
      {
        label: 'nearly the same',
        test: all(NUMBERS_AGREE, any(outweighs('words', 0.8, 'all', 2), overlaps('grams', 0.8, 'all'))),
      },
      { label: 'a code in common', test: sharesWord('codes') },
      {
        label: 'most in common',
        test: any(outweighs('words', 0.6, 'all', 2), overlaps('grams', 0.6, 'all'), similar('compact', 0.93)),
        shared: true,
      },
      { label: 'initials of the other', test: eitherWay(same('initials', 'compact')) },
      { label: 'one contains the other', test: outweighs('words', 0.9, 'lighter'), shared: true },
      {
        label: 'half in common',
        test: any(outweighs('words', 0.4, 'all'), overlaps('grams', 0.45, 'all')),
        shared: true,
      },
      { label: 'some in common', test: outweighs('words', 0.25, 'all'), shared: true },
      { label: 'little in common', test: outweighs('words', 0.12, 'all'), shared: true },
    ],
    term: (value) => value['sorted']!,
    keyNames: ['words', 'word', 'two words'],
    facetNames: [],
    keys: keysOfText,
    facets: () => [],
    expected,
  };
}

export const text: Kind = textKind({
  label: 'Text',
  part: 'the text',
  words: wordsOf,
  expected: [0.35, 0.17, 0.18, 0.12, 0.02, 0.06, 0.04, 0.02, 0.01, 0.03],
});

/** What a firm is by law, and what stands in a name without telling it apart. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'ltd limited inc incorporated corp corporation co company llc llp lp plc gmbh mbh ag kg sa sas sarl srl spa bv nv oy oyj ab as aps sl pty pte the and of'.split(
    ' ',
  ),
);

const LONG_FORMS: Readonly<Record<string, string>> = {
  intl: 'international',
  int: 'international',
  natl: 'national',
  univ: 'university',
  dept: 'department',
  assoc: 'association',
  assn: 'association',
  inst: 'institute',
  svc: 'services',
  svcs: 'services',
  service: 'services',
  ctr: 'center',
  cntr: 'center',
  centre: 'center',
  st: 'saint',
  bros: 'brothers',
  mfg: 'manufacturing',
  mgmt: 'management',
  tech: 'technology',
  sch: 'school',
  hosp: 'hospital',
  govt: 'government',
};

function wordsOfOrganisation(given: string | undefined): string[] {
  const words = wordsOf(given).map((word) => LONG_FORMS[word] ?? word);
  const telling = words.filter((word) => !LEGAL_FORMS.has(word));
  return telling.length > 0 ? telling : words;
}

export const organisation: Kind = textKind({
  label: 'Organisation',
  part: 'the name of a firm, a school, an authority, a venue',
  words: wordsOfOrganisation,
  expected: [0.5, 0.12, 0.01, 0.1, 0.03, 0.09, 0.05, 0.03, 0.03, 0.04],
});
