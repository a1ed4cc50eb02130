import { normaliseEmail, normalisePhone } from '../identifiers/normalise-identifier.ts';
import { normaliseService } from '../identifiers/normalise-service.ts';
import type { Key, Kind, NormalValue, RawParts } from './kind.ts';
import { plain } from './plain-text.ts';
import { all, any, edited, same, similar } from './tests-of-values.ts';

/** An address that is broken by a slip of the pen still tells something: it is kept as it is. */
function normaliseEmailValue(raw: RawParts): NormalValue | null {
  const text = plain(normaliseEmail(raw['address'] ?? '') ?? raw['address']).replaceAll(' ', '');
  if (!text.includes('@')) return null;
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  const mailbox = before('+', local).replaceAll('.', '');
  if (mailbox === '') return null;
  return { address: text, local: mailbox, domain, mailbox: domain && `${mailbox}@${domain}` };
}

function before(sign: string, text: string): string {
  const at = text.indexOf(sign);
  return at < 0 ? text : text.slice(0, at);
}

const NEAR_LOCAL = any(edited('local', 1, 5), similar('local', 0.92));

export const email: Kind = {
  label: 'E-mail address',
  parts: { address: 'the address' },
  normalParts: ['address', 'local', 'domain', 'mailbox'],
  normalise: normaliseEmailValue,
  levels: [
    { label: 'same', test: same('address'), frequency: true },
    { label: 'same but for dots and tags', test: same('mailbox') },
    { label: 'up to two signs off', test: edited('mailbox', 2, 10) },
    { label: 'same name at another provider', test: same('local') },
    { label: 'nearly the same name', test: any(all(NEAR_LOCAL, same('domain')), edited('mailbox', 4, 16)) },
    { label: 'related', test: any(NEAR_LOCAL, similar('mailbox', 0.88)), shared: true },
    { label: 'same provider', test: same('domain'), shared: true },
  ],
  term: (value) => value['address']!,
  keyNames: ['mailbox', 'local'],
  facetNames: ['start'],
  keys: (value) => [
    { name: 'mailbox', text: value['mailbox']! },
    { name: 'local', text: value['local']! },
  ],
  facets: (value) => [{ name: 'start', text: value['local']!.slice(0, 4) }],
  expected: [0.66, 0.02, 0.08, 0.03, 0.02, 0.02, 0.03, 0.14],
};

/** Digits alone, where they are no number that a country gives out. */
const FEWEST_DIGITS = 6;

/** As most are written: read as E.164 without asking the tables of all countries. */
const BRITISH_MOBILE = /^(?:0|\+44)(7(?!7{9}$)\d{9})$/;

function normalisePhoneValue(raw: RawParts): NormalValue | null {
  const text = plain(raw['number']);
  const mobile = BRITISH_MOBILE.exec(text.replaceAll(' ', ''))?.[1];
  const digits = mobile
    ? `44${mobile}`
    : (normalisePhone(text) ?? text).replaceAll(/\D/g, '').replace(/^0+/, '');
  if (digits.length < FEWEST_DIGITS) return null;
  return { number: digits, tail: digits.slice(-9), last: digits.slice(-6) };
}

export const phone: Kind = {
  label: 'Phone number',
  parts: { number: 'the number, with or without country code' },
  normalParts: ['number', 'tail', 'last'],
  normalise: normalisePhoneValue,
  levels: [
    { label: 'same', test: same('number'), frequency: true },
    { label: 'same but for the country code', test: same('tail') },
    { label: 'one digit off', test: edited('tail', 1, 7) },
    { label: 'same last six digits', test: same('last') },
    { label: 'two digits off', test: edited('tail', 2, 9) },
  ],
  term: (value) => value['number']!,
  keyNames: ['tail', 'last'],
  facetNames: [],
  keys: (value) => [
    { name: 'tail', text: value['tail']! },
    { name: 'last', text: value['last']! },
  ],
  facets: () => [],
  expected: [0.62, 0.03, 0.05, 0.01, 0.01, 0.28],
};

/** Digits and signs that stand for letters. */
const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  $: 's',
  '@': 'a',
};

/** A username without what people add or play with: signs, digits at its ends, digits for letters. */
function stemOf(name: string): string {
  const bare = /[a-z](?:.*[a-z])?/.exec(name)?.[0] ?? '';
  return /^[a-z]*$/.test(bare) ? bare : bare.replaceAll(/[^a-z]/g, (sign) => LEET[sign] ?? '');
}

/** Shorter stems are first names and words that thousands chose. Chosen. */
const SHORTEST_STEM = 5;

function normaliseUsernameValue(raw: RawParts): NormalValue | null {
  const name = plain(raw['name']).replace(/^@/, '').replaceAll(' ', '');
  if (name === '') return null;
  const service = raw['service'] ? plain(normaliseService(raw['service']) ?? '') : '';
  const stem = stemOf(name);
  return {
    name,
    account: service && `${service} ${name}`,
    compact: name.replaceAll(/[^a-z0-9]/g, ''),
    stem: stem.length < SHORTEST_STEM ? '' : stem,
  };
}

export const username: Kind = {
  label: 'Username',
  parts: { name: 'the username', service: 'the service on which it is held' },
  normalParts: ['name', 'account', 'compact', 'stem'],
  normalise: normaliseUsernameValue,
  levels: [
    { label: 'same account', test: same('account'), frequency: true },
    { label: 'same name, other service', test: any(same('name'), same('compact')), frequency: true },
    { label: 'same but for digits and signs', test: same('stem') },
    { label: 'one sign off', test: edited('compact', 1, 7) },
    { label: 'nearly alike', test: any(similar('stem', 0.93), edited('compact', 2, 10)) },
  ],
  term: (value) => value['compact'] || value['name']!,
  keyNames: ['compact', 'stem'],
  facetNames: ['start'],
  keys: (value) =>
    known([
      { name: 'compact', text: value['compact']! },
      { name: 'stem', text: value['stem']! },
    ]),
  facets: (value) => known([{ name: 'start', text: value['compact']!.slice(0, 4) }]),
  expected: [0.3, 0.15, 0.06, 0.02, 0.02, 0.45],
};

function known(keys: Key[]): Key[] {
  return keys.filter(({ text }) => text !== '');
}
