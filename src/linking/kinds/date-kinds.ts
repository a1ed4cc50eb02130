import type { Key, Kind, NormalValue, RawParts } from './kind.ts';
import { plain } from './plain-text.ts';
import { all, any, edited, same, spansMeet, unknown, within } from './tests-of-values.ts';

const PARTS = ['day', 'turned', 'yearMonth', 'monthDay', 'yearDay', 'year', 'earliest', 'latest'] as const;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

type Date8 = { year: string; month: string; day: string };

/** Year first, or last with the day before the month unless that cannot be; month names; eight digits; a bare year. */
function readDate(text: string): Date8 | null {
  const named = text.replace(/[a-z]{3,}/, (word) => `-${MONTHS.indexOf(word.slice(0, 3)) + 1}-`);
  const numbers = named.replace(/t?\d{1,2}:\d\d.*$/, '').match(/\d+/g) ?? [];
  const [first = '', second = '', third = ''] = numbers;
  if (numbers.length === 1 && first.length === 8) return eightDigits(first);
  if (numbers.length === 1 && first.length === 4) return { year: first, month: '', day: '' };
  if (first.length === 4) return { year: first, month: pad(second), day: pad(third) };
  if (third.length === 4) return inOrder(third, first, second);
  if (numbers.length === 2 && second.length === 4) return { year: second, month: pad(first), day: '' };
  return null;
}

/** 19810427 or 27041981: whichever begins or ends with a year that somebody alive was born in. */
function eightDigits(digits: string): Date8 {
  const yearFirst = /^(1[89]|20)/.test(digits) || !/(1[89]|20)\d\d$/.test(digits);
  if (!yearFirst) return inOrder(digits.slice(4), digits.slice(0, 2), digits.slice(2, 4));
  return { year: digits.slice(0, 4), month: digits.slice(4, 6), day: digits.slice(6) };
}

/** Day before month, as most of the world writes, unless only the other order is a date. */
function inOrder(year: string, first: string, second: string): Date8 {
  const [day, month] = Number(second) > 12 && Number(first) <= 12 ? [second, first] : [first, second];
  return { year, month: pad(month), day: pad(day) };
}

function pad(digits: string): string {
  return digits === '' ? '' : digits.padStart(2, '0').slice(-2);
}

function asValue({ year, month, day }: Date8): NormalValue {
  const full = year && month && day ? `${year}${month}${day}` : '';
  return {
    day: full,
    turned: full && `${year}${day}${month}`,
    yearMonth: month && `${year}${month}`,
    monthDay: day && `${month}${day}`,
    yearDay: day && `${year}${day}`,
    year,
    earliest: `${year}${month || '00'}${day || '00'}`,
    latest: `${year}${month || '99'}${day || '99'}`,
  };
}

/** Somebody of `age` full years at a date was born in the year before, up to that date. */
function fromAge(age: string, ageTo: string, at: Date8 | null): NormalValue | null {
  const [least, most] = [Number.parseInt(age, 10), Number.parseInt(ageTo || age, 10)];
  if (!at || Number.isNaN(least) || least < 0 || most > 130) return null;
  const monthDay = `${at.month || '12'}${at.day || '31'}`;
  const earliest = `${Number(at.year) - most - 1}${monthDay}`;
  const latest = `${Number(at.year) - least}${monthDay}`;
  const year = String(Math.round((Number(earliest.slice(0, 4)) + Number(latest.slice(0, 4))) / 2));
  return { day: '', turned: '', yearMonth: '', monthDay: '', yearDay: '', year, earliest, latest };
}

function normalise(raw: RawParts): NormalValue | null {
  const apart = plain(raw['year']);
  if (/^\d{4}$/.test(apart))
    return asValue({ year: apart, month: pad(plain(raw['month'])), day: pad(plain(raw['day'])) });
  const date = readDate(plain(raw['date']));
  return date ? asValue(date) : fromAge(plain(raw['age']), plain(raw['ageTo']), readDate(plain(raw['at'])));
}

function keys(value: NormalValue): Key[] {
  return value['day'] ? [{ name: 'day', text: value['day'] }] : [];
}

function facets(value: NormalValue): Key[] {
  return [
    { name: 'year', text: value['year']! },
    { name: 'monthDay', text: value['monthDay']! },
  ].filter(({ text }) => text !== '');
}

export const dateOfBirth: Kind = {
  label: 'Date of birth',
  parts: {
    date: 'the date, in any usual form',
    year: 'the year, where the parts stand apart',
    month: 'the month',
    day: 'the day of the month',
    age: 'full years at a date',
    ageTo: 'the most years, where the age is a range',
    at: 'the date at which the age was right',
  },
  normalParts: PARTS,
  normalise,
  levels: [
    { label: 'same day', test: same('day'), frequency: true },
    { label: 'day and month exchanged', test: same('day', 'turned') },
    { label: 'one digit off', test: edited('day', 1, 8) },
    {
      label: 'two of day, month and year agree',
      test: any(same('yearMonth'), same('monthDay'), same('yearDay')),
    },
    { label: 'two digits off', test: edited('day', 2, 8) },
    { label: 'the same as far as is known', test: all(unknown('day'), spansMeet('earliest', 'latest')) },
    { label: 'same year', test: same('year') },
    { label: 'within two years', test: within('year', 2) },
  ],
  term: (value) => value['day'] || value['year']!,
  keyNames: ['day'],
  facetNames: ['year', 'monthDay'],
  keys,
  facets,
  expected: [0.8, 0.01, 0.06, 0.04, 0.01, 0.03, 0.01, 0.02, 0.02],
};

const MS_PER_DAY = 86_400_000;

/** The day by itself and as a number of days; null where it is no day of the calendar, or only a part of one. */
function normaliseDay(given: string | undefined): NormalValue | null {
  const date = readDate(plain(given));
  if (!date?.month || !date.day) return null;
  const [year, month, day] = [Number(date.year), Number(date.month), Number(date.day)];
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  const yearMonth = `${date.year}${date.month}`;
  return { day: `${yearMonth}${date.day}`, days: String(at.getTime() / MS_PER_DAY), yearMonth };
}

/** The day of an event: a payment that is booked days later, a message that arrives the next day. */
export const date: Kind = {
  label: 'Date',
  parts: { value: 'the date, in any usual form; a time beside it is passed over' },
  normalParts: ['day', 'days', 'yearMonth'],
  normalise: (raw) => normaliseDay(raw['value']),
  levels: [
    { label: 'same', test: same('day'), frequency: true },
    { label: 'within 3 days', test: within('days', 3) },
    { label: 'within 10 days', test: within('days', 10), shared: true },
    { label: 'within 31 days', test: within('days', 31), shared: true },
  ],
  term: (value) => value['day']!,
  keyNames: [],
  facetNames: ['day', 'yearMonth'],
  keys: () => [],
  facets: (value) => [
    { name: 'day', text: value['day']! },
    { name: 'yearMonth', text: value['yearMonth']! },
  ],
  expected: [0.7, 0.13, 0.08, 0.04, 0.05],
};

/** Years without the date at which they were counted. */
export const age: Kind = {
  label: 'Age',
  parts: { years: 'full years' },
  normalParts: ['years'],
  normalise: (raw) => {
    const years = Number.parseInt(plain(raw['years']), 10);
    return years >= 0 && years <= 130 ? { years: String(years) } : null;
  },
  levels: [
    { label: 'same', test: same('years') },
    { label: 'a year apart', test: within('years', 1) },
    { label: 'within three years', test: within('years', 3) },
    { label: 'within ten years', test: within('years', 10) },
  ],
  term: () => '',
  keyNames: [],
  facetNames: ['years'],
  keys: () => [],
  facets: (value) => [{ name: 'years', text: value['years']! }],
  expected: [0.5, 0.25, 0.13, 0.07, 0.05],
};
