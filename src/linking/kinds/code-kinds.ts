import { normaliseDevice, normalisePayment } from '../identifiers/normalise-identifier.ts';
import type { Kind, NormalValue, RawParts } from './kind.ts';
import { plain } from './plain-text.ts';
import { any, edited, same, similar } from './tests-of-values.ts';

// Numbers and codes that somebody gave out: equal or not, and where people copied them by hand, a slip apart.

function signsOf(value: string | undefined): string {
  return plain(value).replaceAll(/[^a-z0-9]/g, '');
}

function codeKind(label: string, what: string, read: (value: string) => string): Kind {
  return {
    label,
    parts: { value: what },
    normalParts: ['code'],
    normalise: (raw) => {
      const code = read(raw['value'] ?? '');
      return code === '' ? null : { code };
    },
    levels: [
      { label: 'same', test: same('code'), frequency: true },
      { label: 'one sign off', test: edited('code', 1, 5) },
      { label: 'two signs off', test: any(edited('code', 2, 8), similar('code', 0.95)) },
    ],
    term: (value) => value['code']!,
    keyNames: ['code'],
    facetNames: ['start', 'end'],
    keys: (value) => [{ name: 'code', text: value['code']! }],
    facets: (value) => [
      { name: 'start', text: value['code']!.slice(0, 4) },
      { name: 'end', text: value['code']!.slice(-4) },
    ],
    expected: [0.76, 0.1, 0.02, 0.12],
  };
}

export const identifier: Kind = codeKind('Identifier', 'a number or code that one person has', signsOf);

export const device: Kind = codeKind('Device', 'IMEI, serial number, advertising id', (value) =>
  signsOf(normaliseDevice(value) ?? ''),
);

/** The letters and digits that are read for one another on a plate: O and 0, I and 1. */
export const vehicle: Kind = codeKind('Vehicle', 'the registration plate', (value) =>
  signsOf(value).replaceAll('o', '0').replaceAll('i', '1'),
);

/** A British IBAN ends in sort code and account number, 14 digits (ISO 13616 registry); an account number has 8. */
function normalisePaymentValue(raw: RawParts): NormalValue | null {
  const code = signsOf(normalisePayment(raw['account'] ?? '') ?? '');
  if (code === '') return null;
  const own = /^gb\d\d[a-z]{4}\d{14}$/.test(code) ? code.slice(-14) : code;
  return { code: own, number: /^\d{8,}$/.test(own) ? own.slice(-8) : '' };
}

export const payment: Kind = {
  label: 'Payment account',
  parts: { account: 'IBAN, sort code and account number, wallet' },
  normalParts: ['code', 'number'],
  normalise: normalisePaymentValue,
  levels: [
    { label: 'same', test: same('code'), frequency: true },
    { label: 'same account number', test: same('number') },
    { label: 'one sign off', test: edited('code', 1, 8) },
  ],
  term: (value) => value['code']!,
  keyNames: ['code', 'number'],
  facetNames: [],
  keys: (value) => [
    { name: 'code', text: value['code']! },
    ...(value['number'] ? [{ name: 'number', text: value['number'] }] : []),
  ],
  facets: () => [],
  expected: [0.5, 0.03, 0.02, 0.45],
};
