import { domainToASCII } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Identifier } from '../../referral/index.ts';
import type { LinkKindName } from './identifier-kinds.ts';

// An identifier in the form in which equal ones are equal, or null where the value identifies nobody. Exact and
// cautious: what one provider ignores (dots, "+tag") another tells apart, so that it stays.

/** What forms and programs write where they have no value. */
const NO_VALUE =
  /^(n\/?a|nil|none|null|undefined|unknown|not (known|available|provided|stated)|redacted|test|[x*.?-]+)$/i;

/** Mailboxes that many share and nobody owns. */
const NOBODYS_MAILBOX = /^(no-?reply|do-?not-?reply|mailer-daemon|postmaster|abuse|unknown|none|null|test)@/;

export function normaliseEmail(value: string): string | null {
  const [, local, domain] = /^(?:mailto:)?([^\s@<>]+)@([^\s@<>]+)$/.exec(tidy(value)) ?? [];
  const ascii = domain && asciiDomain(domain);
  if (!local || !ascii?.includes('.')) return null;
  const email = `${local}@${ascii}`;
  return NOBODYS_MAILBOX.test(email) ? null : email;
}

/** Few providers have most addresses. Chosen: some megabytes. */
const MOST_DOMAINS_KNOWN = 10_000;
const asciiDomains = new Map<string, string>();

function asciiDomain(domain: string): string {
  const known = asciiDomains.get(domain);
  if (known !== undefined) return known;
  if (asciiDomains.size >= MOST_DOMAINS_KNOWN) asciiDomains.clear();
  const ascii = domainToASCII(domain.replace(/\.$/, ''));
  asciiDomains.set(domain, ascii);
  return ascii;
}

/** E.164; a number without country code is read as British. */
export function normalisePhone(value: string): string | null {
  const number = parsePhoneNumberFromString(value.trim(), 'GB');
  return number?.isPossible() && !repeatsOneSign(number.nationalNumber) ? number.number : null;
}

/** An IBAN (ISO 13616), a card-less account number, or a wallet: without spaces, hyphens and case. */
export function normalisePayment(value: string): string | null {
  const account = value.replaceAll(/[\s.-]/g, '').toUpperCase();
  if (account.length < LEAST_PAYMENT_SIGNS || NO_VALUE.test(account) || repeatsOneSign(account)) return null;
  return account;
}

/** A sort code with account number has 14 digits, a bare British account number 8. */
const LEAST_PAYMENT_SIGNS = 8;

/** IMEI, serial number, advertising id …: without separators and case. */
export function normaliseDevice(value: string): string | null {
  const device = tidy(value).replaceAll(/[\s:._/-]/g, '');
  if (device.length < LEAST_DEVICE_SIGNS || NO_VALUE.test(device) || repeatsOneSign(device)) return null;
  return device;
}

/** A MAC address, the shortest device id in use, has 12 digits; serial numbers go down to about 8. */
const LEAST_DEVICE_SIGNS = 8;

function normaliseVehicle(value: string): string | null {
  const plate = value.replaceAll(/[^\p{L}\p{N}]/gu, '').toUpperCase();
  return plate.length < 4 || NO_VALUE.test(plate) || repeatsOneSign(plate) ? null : plate;
}

export function normaliseUsername(value: string): string | null {
  const username = tidy(value).replace(/^@/, '');
  return username === '' || NO_VALUE.test(username) ? null : username;
}

/** The kind under which an identifier links, and its value; null for kinds whose meaning the sender alone knows. */
export function normaliseIdentifier({
  kind,
  value,
}: Identifier): { kind: LinkKindName; value: string } | null {
  const [linkKind, normalise] = NORMALISED[kind] ?? [];
  const normal = normalise?.(value) ?? null;
  return linkKind && normal ? { kind: linkKind, value: normal } : null;
}

const NORMALISED: Partial<Record<Identifier['kind'], [LinkKindName, (value: string) => string | null]>> = {
  email: ['email', normaliseEmail],
  phone: ['phone', normalisePhone],
  device: ['device', normaliseDevice],
  'payment-account': ['payment', normalisePayment],
  vehicle: ['vehicle', normaliseVehicle],
};

/** One form for characters that look and mean the same (Unicode NFKC), without case and outer space. */
export function tidy(value: string): string {
  return value.normalize('NFKC').trim().toLowerCase();
}

function repeatsOneSign(value: string): boolean {
  return /^(.)\1*$/.test(value);
}
