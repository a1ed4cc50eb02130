import type { Moment } from '../referral/index.ts';

const ISO_TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)? ?(Z|[+-]\d{2}:?\d{2})?)?$/i;

// Outside these years a time is a slip of the pen or a counter's start value (1601, 1904, 9999).
const FIRST_YEAR = 1950;
const LAST_YEAR = 2150;

/** What an ISO 8601 date or time says; undefined where it is none, or no day of the calendar. Without offset, UTC is assumed. */
export function parseMoment(text: string, meaning: Moment['meaning']): Moment | undefined {
  const [, day, minute = '00:00', second = '00', fraction, zone] = ISO_TIME.exec(text.trim()) ?? [];
  if (day === undefined) return undefined;
  const offset = zone === undefined ? null : writtenOffset(zone);
  const local = `${day}T${minute}:${second}.${(fraction ?? '').padEnd(3, '0')}`;
  const at = new Date(`${local}${offset ?? 'Z'}`);
  if (Number.isNaN(at.getTime()) || !isDayOfMonth(local)) return undefined;
  const year = at.getUTCFullYear();
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  return { utc: at.toISOString().replace('.000Z', 'Z'), offset, meaning };
}

function writtenOffset(zone: string): string {
  if (zone.toUpperCase() === 'Z') return 'Z';
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

function namesRealDay(local: string): boolean {
  return !Number.isNaN(Date.parse(`${local}Z`)) && isDayOfMonth(local);
}

/** `Date` takes 30 February for 2 March; every month has 28 days. */
function isDayOfMonth(local: string): boolean {
  return (
    Number(local.slice(8, 10)) <= 28 || new Date(`${local}Z`).toISOString().startsWith(local.slice(0, 10))
  );
}

/** "YYYY-MM-DD" if that is a day of the calendar. */
export function parseDay(text: string): string | undefined {
  const day = text.trim();
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && namesRealDay(`${day}T00:00:00.000`) ? day : undefined;
}
