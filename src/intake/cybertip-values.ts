import { isIP } from 'node:net';
import { type Answer, type FileHash, HASH_KINDS, type Moment } from '../referral/index.ts';
import type { SimpleType } from './cybertip-elements.ts';
import { lookUp } from './look-up.ts';
import { parseDay, parseMoment } from './moments.ts';

// Values of CyberTipline documents: what the schema allows (a reason, or nothing), and what they say.

/** A sender's clock may run ahead of ours by this much. Minutes; a choice, since NCMEC states none. */
const CLOCK_SKEW_MINUTES = 5;
const INT_LIMIT = 2n ** 31n;
const LONG_LIMIT = 2n ** 63n;

const BOOLEANS: Readonly<Record<string, Answer>> = { true: 'yes', '1': 'yes', false: 'no', '0': 'no' };
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;
const DATE = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/;
const DOUBLE = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|INF|-INF|NaN)$/;

/** Why the value is not of the type; undefined if it is. Never quotes the value. */
export function refusal(value: string, type: SimpleType, now: Date): string | undefined {
  if (type.values && !type.values.includes(value)) return 'is not one of the values that the schema allows';
  if (type.pattern && !type.pattern.test(value)) return 'does not have the form that the schema asks for';
  if (type.alwaysTrue)
    return value === '' || lookUp(BOOLEANS, value) === 'yes' ? undefined : 'may only be stated as true';
  return REFUSALS[type.base](value, type, now);
}

const REFUSALS: Record<
  SimpleType['base'],
  (value: string, type: SimpleType, now: Date) => string | undefined
> = {
  string: () => undefined,
  token: (value) => (value === '' ? 'is empty' : undefined),
  boolean: (value) => (lookUp(BOOLEANS, value) ? undefined : 'is neither true nor false'),
  int: (value) => wholeNumber(value, INT_LIMIT),
  long: (value) => wholeNumber(value, LONG_LIMIT),
  double: (value) => (DOUBLE.test(value) ? undefined : 'is not a number'),
  date: (value) => (readDay(value) ? undefined : 'is not a day of the calendar'),
  dateTime: (value, type, now) => refuseTime(value, type, now),
};

function wholeNumber(value: string, limit: bigint): string | undefined {
  if (!/^[+-]?\d{1,25}$/.test(value)) return 'is not a whole number';
  const number = BigInt(value.replace('+', ''));
  return number >= -limit && number < limit ? undefined : 'is out of range';
}

function refuseTime(value: string, type: SimpleType, now: Date): string | undefined {
  const [matches, offset] = DATE_TIME.exec(value) ?? [];
  const moment = parseMoment(value, 'unknown');
  if (!matches || !moment) return 'is not a date and time of the calendar';
  if (offset === undefined) return 'must state its offset from UTC (Z or +hh:mm)';
  const latest = now.getTime() + CLOCK_SKEW_MINUTES * 60_000;
  return !type.mayBeFuture && Date.parse(moment.utc) > latest ? 'lies in the future' : undefined;
}

/** A day, with or without an offset: the offset says nothing about a day of birth. */
export function readDay(value: string): string | undefined {
  return parseDay(DATE.exec(value)?.[1] ?? '');
}

export function readAnswer(value: string): Answer | undefined {
  return lookUp(BOOLEANS, value.toLowerCase());
}

/** "Yes", "no", true, false, as people and programs write them. */
export function readSaidAnswer(value: string): Answer | undefined {
  const said = value.toLowerCase();
  if (said === 'yes' || said === 'y') return 'yes';
  if (said === 'no' || said === 'n') return 'no';
  return said === 'unknown' ? 'unknown' : readAnswer(said);
}

export function readMoment(meaning: Moment['meaning']): (value: string) => Moment | undefined {
  return (value) => parseMoment(value, meaning);
}

const EVENTS: Readonly<Record<string, Moment['meaning']>> = {
  login: 'login',
  registration: 'registration',
  purchase: 'purchase',
  upload: 'upload',
  other: 'other',
  unknown: 'unknown',
};

/** What happened when an address or device was seen. Police JSON writes it in capitals. */
export function readEvent(value: string): Moment['meaning'] | undefined {
  return lookUp(EVENTS, value.toLowerCase());
}

export function readIp(value: string): string | undefined {
  return isIP(value) === 0 ? undefined : value;
}

/** A port: 0 is stated by some senders for "not known", which is what leaving it out means. */
export function readPort(value: string): number | undefined {
  const port = Number(value);
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined;
}

export function readAge(value: string): { from: number; to: number } | undefined {
  const years = /^\d{1,3}$/.test(value) ? Number(value) : Number.NaN;
  return years <= 130 ? { from: years, to: years } : undefined;
}

export function readCountry(value: string): string | undefined {
  const code = value.toUpperCase();
  if (code === 'UK') return 'GB';
  return /^[A-Z][A-Z0-9]$/.test(code) ? code : undefined;
}

export function readDegrees(limit: 90 | 180): (value: string) => number | undefined {
  return (value) => (DOUBLE.test(value) && Math.abs(Number(value)) <= limit ? Number(value) : undefined);
}

const HASH_NAMES: Readonly<Record<string, FileHash['kind']>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  pdq: 'pdq',
  photodna: 'photodna',
  pdna: 'photodna',
};

/** A hash by the sender's name for its kind. One whose form does not fit its name is kept as another kind, so that it matches nothing. */
export function readHash(name: string, value: string): FileHash {
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const kind = lookUp(HASH_NAMES, plain) ?? 'other';
  const digits = HASH_KINDS[kind].hexDigits;
  if (digits === null) return { kind, value, type: name };
  const fits = value.length === digits && /^[0-9a-f]+$/i.test(value);
  return fits ? { kind, value: value.toLowerCase(), type: name } : { kind: 'other', value, type: name };
}

/** A flag by its own name, if that is a name and not a sentence: flags are not sealed. */
export function readFlagName(name: string): string | undefined {
  return /^[A-Za-z][A-Za-z0-9_.-]{0,59}$/.test(name) ? name : undefined;
}
