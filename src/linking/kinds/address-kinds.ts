import type { Key, Kind, NormalValue, RawParts } from './kind.ts';
import { plain, sortedWords, soundOf, wordsOf } from './plain-text.ts';
import { all, any, edited, eitherWay, overlaps, same, similar } from './tests-of-values.ts';

/** Sorts of street and what stands for them: one form each, so that an abbreviation is no difference. */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  st: 'street',
  str: 'street',
  rd: 'road',
  ave: 'avenue',
  av: 'avenue',
  ln: 'lane',
  dr: 'drive',
  ct: 'court',
  crt: 'court',
  cl: 'close',
  cres: 'crescent',
  cr: 'crescent',
  crs: 'crescent',
  pl: 'place',
  plc: 'place',
  sq: 'square',
  tce: 'terrace',
  terr: 'terrace',
  ter: 'terrace',
  gdns: 'gardens',
  gdn: 'gardens',
  gr: 'grove',
  grv: 'grove',
  pde: 'parade',
  cct: 'circuit',
  cir: 'circle',
  blvd: 'boulevard',
  bvd: 'boulevard',
  hwy: 'highway',
  pkwy: 'parkway',
  pk: 'park',
  apt: 'flat',
  apartment: 'flat',
  unit: 'flat',
  ste: 'suite',
  n: 'north',
  s: 'south',
  e: 'east',
  w: 'west',
  mt: 'mount',
  bldg: 'building',
  hse: 'house',
  rtmt: 'retirement',
  retrmnt: 'retirement',
  vlge: 'village',
  vlg: 'village',
  cttg: 'cottage',
  stn: 'station',
};

const UNITS: ReadonlySet<string> = new Set(['flat', 'suite', 'room', 'floor', 'lot']);

function addressWords(value: string | undefined): string[] {
  return wordsOf(value).map((word) => SHORT_FORMS[word] ?? word);
}

/** The number before the street's name, passing over that of a flat. */
function splitLine(words: readonly string[]): { number: string; street: string[] } {
  const at = words.findIndex((word, i) => /^\d+[a-z]?$/.test(word) && !UNITS.has(words[i - 1] ?? ''));
  if (at < 0 || at === words.length - 1) return { number: '', street: [...words] };
  return { number: words[at]!, street: words.slice(at + 1) };
}

function normalise(raw: RawParts): NormalValue | null {
  const line = addressWords(raw['line']);
  // A column called "street" often holds the number, too.
  const inStreet = addressWords(raw['street']);
  const split = splitLine(line.length === 0 && !raw['number'] ? inStreet : line);
  const street = inStreet.length > 0 && (line.length > 0 || raw['number']) ? inStreet : split.street;
  const number = wordsOf(raw['number']).join('') || split.number;
  const extra = addressWords(raw['extra']);
  const words = [...new Set([...line, number, ...street, ...extra])].filter(Boolean);
  if (words.length === 0) return null;
  return {
    number,
    street: street.join(''),
    extra: extra.join(''),
    line: number && street.length > 0 ? `${number} ${street.join('')}` : '',
    whole: [...line, ...(line.length > 0 ? [] : [number, ...street]), ...extra].join(''),
    words: sortedWords(words),
  };
}

const NEAR = 0.9;
const STREET_NEAR = any(similar('street', NEAR), edited('street', 2, 8));
const STREET_IN_EXTRA = eitherWay(similar('street', NEAR, 'extra'));

export const address: Kind = {
  label: 'Address',
  parts: {
    line: 'number and street in one',
    number: 'the house number, where it stands apart',
    street: 'the street, where it stands apart',
    extra: 'what else the address says: house name, second line',
  },
  normalParts: ['number', 'street', 'extra', 'line', 'whole', 'words'],
  normalise,
  levels: [
    { label: 'same number and street', test: any(same('line'), same('whole')), frequency: true },
    { label: 'same number, street nearly alike', test: all(same('number'), STREET_NEAR) },
    { label: 'lines exchanged', test: STREET_IN_EXTRA },
    {
      label: 'nearly the same words',
      test: any(overlaps('words', 0.6, 'all', 2), similar('whole', 0.93)),
      shared: true,
    },
    { label: 'same street', test: STREET_NEAR, shared: true },
    { label: 'same second line', test: any(similar('extra', NEAR), edited('extra', 2, 8)), shared: true },
    { label: 'some words in common', test: overlaps('words', 0.3, 'all', 2), shared: true },
    { label: 'same number', test: same('number') },
  ],
  term: (value) => value['line'] || value['whole']!,
  keyNames: ['line'],
  facetNames: ['street', 'extra', 'number'],
  keys: (value) => [{ name: 'line', text: value['line'] || value['whole']! }],
  facets: (value) =>
    namedKeys({ street: value['street']!, extra: value['extra']!, number: value['number']! }),
  expected: [0.6, 0.1, 0.02, 0.04, 0.03, 0.02, 0.03, 0.02, 0.14],
};

/** In the name of a place "St" is a saint and "Mt" a mountain. */
function placeWords(value: string | undefined): string[] {
  const words = wordsOf(value);
  return words.map((word) => (word === 'st' ? 'saint' : word === 'mt' ? 'mount' : word));
}

const PLACE_NEAR = any(similar('name', NEAR), edited('name', 1, 5), edited('name', 2, 8));

export const place: Kind = {
  label: 'Place',
  parts: { name: 'suburb, town or city', other: 'the column with which it is sometimes exchanged' },
  normalParts: ['name', 'other', 'sound'],
  normalise: (raw) => {
    const words = placeWords(raw['name']);
    if (words.length === 0) return null;
    const name = words.join('');
    return { name, other: placeWords(raw['other']).join(''), sound: soundOf(name) };
  },
  levels: [
    { label: 'same', test: same('name'), frequency: true },
    { label: 'spelt nearly alike', test: PLACE_NEAR },
    { label: 'exchanged with another line', test: eitherWay(similar('name', NEAR, 'other')) },
    { label: 'related spelling', test: any(similar('name', 0.8), same('sound')) },
  ],
  term: (value) => value['name']!,
  keyNames: [],
  facetNames: ['name', 'sound', 'other'],
  keys: () => [],
  facets: (value) => namedKeys({ name: value['name']!, sound: value['sound']!, other: value['other']! }),
  expected: [0.72, 0.1, 0.02, 0.02, 0.14],
};

/** A British postcode's outward part names the post town's district, the sector adds one digit (Royal Mail PAF). */
const BRITISH = /^([a-z]{1,2}\d[a-z\d]?)(\d)([a-z]{2})$/;

function normalisePostcode(raw: RawParts): NormalValue | null {
  const code = plain(raw['code']).replaceAll(/[^a-z0-9]/g, '');
  if (code === '') return null;
  const [, outward, sector] = BRITISH.exec(code) ?? [];
  if (outward) return { code, near: `${outward}${sector}`, outward };
  return {
    code,
    near: code.length > 3 ? code.slice(0, -1) : '',
    outward: code.length > 2 ? code.slice(0, 2) : '',
  };
}

export const postcode: Kind = {
  label: 'Postcode',
  parts: { code: 'the postcode' },
  normalParts: ['code', 'near', 'outward'],
  normalise: normalisePostcode,
  levels: [
    { label: 'same', test: same('code'), frequency: true },
    { label: 'one sign off', test: edited('code', 1, 4) },
    { label: 'same sector', test: same('near'), shared: true },
    { label: 'same outward part', test: same('outward'), shared: true },
    { label: 'two signs off', test: edited('code', 2, 5) },
  ],
  term: (value) => value['code']!,
  keyNames: [],
  facetNames: ['code'],
  keys: () => [],
  facets: (value) => namedKeys({ code: value['code']! }),
  expected: [0.7, 0.07, 0.03, 0.04, 0.01, 0.15],
};

function namedKeys(texts: Readonly<Record<string, string>>): Key[] {
  return Object.entries(texts)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => ({ name, text }));
}
