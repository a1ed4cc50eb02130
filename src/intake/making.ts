import { isIP } from 'node:net';
import {
  type FileHash,
  GRADE_SCHEMES,
  HASH_KINDS,
  type Moment,
  type ReferralContent,
} from '../referral/index.ts';
import type { Fault } from '../shared/problem.ts';
import { type EvidenceList, evidenceList } from './evidence-list.ts';
import { parseDay, parseMoment } from './moments.ts';

/** What grows while an adapter makes a referral of a document: sealed items, and the faults met on the way. */
export type Making = { evidence: EvidenceList; faults: Fault[] };

export function startMaking(): Making {
  return { evidence: evidenceList(), faults: [] };
}

/** The object without its undefined fields: absent means unknown. */
export function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Partial<T> = {};
  for (const name of Object.keys(fields) as (keyof T)[]) {
    const value = fields[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept as T;
}

/** Each item of a list that was given, made over; undefined where there is no list. */
export function each<T, R>(
  list: readonly T[] | undefined,
  make: (item: T, position: number) => R,
): R[] | undefined {
  return list?.map(make);
}

/** The moment that a text names; a fault at `path`, and undefined, where it names none. */
export function momentAt(
  making: Making,
  text: string | undefined,
  at: { path: string; meaning: Moment['meaning'] },
): Moment | undefined {
  if (text === undefined) return undefined;
  const moment = parseMoment(text, at.meaning);
  if (!moment)
    making.faults.push({
      path: at.path,
      reason: 'not a date or time of the calendar, such as 2026-10-03T14:05:00+01:00',
    });
  return moment;
}

export function dayAt(making: Making, text: string | undefined, path: string): string | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (!day) making.faults.push({ path, reason: 'not a day of the calendar, such as 2026-10-03' });
  return day;
}

export function ipAt(making: Making, text: string, path: string): string {
  if (isIP(text) === 0) making.faults.push({ path, reason: 'not an IP address' });
  return text;
}

export function hashAt(making: Making, { kind, value, ...others }: FileHash, path: string): FileHash {
  const digits = HASH_KINDS[kind].hexDigits;
  const isHex = /^[0-9a-f]+$/i.test(value);
  if (digits !== null && (value.length !== digits || !isHex)) {
    making.faults.push({ path, reason: `${HASH_KINDS[kind].label} has ${digits} hexadecimal digits` });
  }
  return { kind, value: digits === null ? value : value.toLowerCase(), ...others };
}

type Grade = NonNullable<ReferralContent['files'][number]['grades']>[number];

export function gradeAt(making: Making, grade: Grade, path: string): Grade {
  const grades: readonly string[] = GRADE_SCHEMES[grade.scheme].grades;
  if (!grades.includes(grade.grade))
    making.faults.push({ path, reason: `not a grade of this scheme: ${grades.join(', ')}` });
  return grade;
}
