import { createHmac, createSecretKey } from 'node:crypto';
import { KINDS, type KindName } from '../kinds/kinds.ts';
import { type BlockingKey, blockingKeysOf } from '../model/blocking-keys.ts';
import type { LinkRecord } from '../model/link-record.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import type { PersonLayer } from './person-link.ts';

// Keys under which records meet, and terms by which it is counted how common a value is: keyed 64-bit hashes, different
// in each layer, so that a child never meets a suspect. The last 5 bits say of which attribute a hash is.

const CODE_BITS = 5n;
/** A key of several attributes together. */
const COMPOUND = 31;

/** In one layer: the hash of a text, with its code. */
export type PersonHasher = (layer: PersonLayer, sort: string, code: number, text: string) => string;

/** 59 bits of hash: among 60 million values two are alike by chance in one of 300 such stores. */
export function personHasher(linkingKey: Buffer): PersonHasher {
  const key = createSecretKey(linkingKey);
  return (layer, sort, code, text) => {
    const digest = createHmac('sha256', key).update(`person\0${layer}\0${sort}\0${text}`).digest();
    return (((digest.readBigInt64BE(0) >> CODE_BITS) << CODE_BITS) | BigInt(code)).toString();
  };
}

/** The position of the attribute that a hash is of; null for a key of several. */
export function attributeOf(k: string): number | null {
  const code = Number(BigInt.asUintN(Number(CODE_BITS), BigInt(k)));
  return code === COMPOUND ? null : code;
}

type OfRecord = { spec: LinkSpec; layer: PersonLayer; values: LinkRecord };

/** `keys`: under which a record is found; `terms`: what is counted to know how common its values are. */
export type PersonHashes = { keys: string[]; terms: string[] };

export function personHashes(hash: PersonHasher, { spec, layer, values }: OfRecord): PersonHashes {
  const keys = blockingKeysOf(spec, values)
    .filter((key) => !isBareAddress(spec, key))
    .map(({ rule, text }) => hash(layer, `key ${rule}`, codeOf(spec, rule), text));
  const terms = spec.attributes.flatMap(({ name, kind }, attribute) => {
    if (!countsFrequency(kind)) return [];
    return (values[attribute] ?? [])
      .map((value) => KINDS[kind].term(value))
      .filter((text) => text !== '')
      .map((text) => hash(layer, `term ${name}`, attribute, text));
  });
  return { keys: sorted(keys), terms: sorted(terms) };
}

function sorted(hashes: readonly string[]): string[] {
  return [...new Set(hashes)].sort();
}

/** An IPv4 address without port and time is many subscribers' at once (CGNAT): alone it brings nobody together. */
function isBareAddress(spec: LinkSpec, { rule }: BlockingKey): boolean {
  return spec.attributes.some(({ name, kind }) => kind === 'ip' && rule === `${name}.ip`);
}

/** "email.mailbox" is of the e-mail address; "name.sound+birth.year" of no one attribute. */
function codeOf(spec: LinkSpec, rule: string): number {
  const position = spec.attributes.findIndex(({ name }) => rule.startsWith(`${name}.`));
  if (position >= COMPOUND) throw new RangeError(`a person has at most ${COMPOUND} attributes`);
  return rule.includes('+') || position < 0 ? COMPOUND : position;
}

function countsFrequency(kind: KindName): boolean {
  return KINDS[kind].levels.some(({ frequency }) => frequency);
}

/**
 * From more records than this a key brings nobody together. Chosen: one offender's own account can stand in a hundred
 * reports; names, places and network addresses are shared by strangers long before that. Each is one less than a power
 * of two, so that the class of a value (floor(log2(holders))) tells whether it is over-common.
 */
const MOST_WITH_ONE_IDENTIFIER = 127;
const MOST_WITH_ONE_DETAIL = 31;
const MOST_ON_ONE_NETWORK_ADDRESS = 15;

const IDENTIFIERS: readonly KindName[] = [
  'email',
  'phone',
  'username',
  'device',
  'payment',
  'identifier',
  'vehicle',
];

/** More holders than this make a key say nothing. */
export function capOfKey(spec: LinkSpec, k: string): number {
  const attribute = attributeOf(k);
  return mostOf(attribute === null ? undefined : spec.attributes[attribute]?.kind);
}

function mostOf(kind: KindName | undefined): number {
  if (kind === 'ip') return MOST_ON_ONE_NETWORK_ADDRESS;
  return kind && IDENTIFIERS.includes(kind) ? MOST_WITH_ONE_IDENTIFIER : MOST_WITH_ONE_DETAIL;
}

/** The level of network addresses that agree in port and hour too. Source: kinds/network-kinds.ts. */
const SAME_PORT_AND_HOUR = 0;

/**
 * Whether so many have an identifier or a network address that to share it speaks for nobody: a hub. Port and hour tell
 * one subscriber from the others behind an address; how common a name or a day of birth is, its share tells.
 */
export function isOverCommon(
  spec: LinkSpec,
  { attribute, level, holders }: { attribute: number; level: number; holders: number },
): boolean {
  const { kind } = spec.attributes[attribute]!;
  if (kind === 'ip') return level !== SAME_PORT_AND_HOUR && holders > mostOf(kind);
  return IDENTIFIERS.includes(kind) && holders > mostOf(kind);
}
