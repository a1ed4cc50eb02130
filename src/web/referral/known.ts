import {
  type Agency,
  FACTS,
  type FactName,
  FILE_ANNOTATIONS,
  HANDLING_CODES,
  INFORMATION_GRADES,
  type Moment,
  type Place,
  type ReferralContent,
  SOURCE_GRADES,
  TIME_MEANINGS,
} from '../../referral/index.ts';
import type { Reader } from '../frame/reader.ts';

export type Known = Omit<ReferralContent, 'evidence'>;

export type MomentLine = { meaning: string; time: string; stated: string };
/** A flag or annotation; `unknown`: this version has no words for it, and keeps it as it came. */
export type Flag = { text: string; unknown: boolean };

/** An instant in UTC, and as it was stated. */
export function momentLine({ utc, offset, meaning }: Moment, reader: Reader): MomentLine {
  return {
    meaning: reader.term(TIME_MEANINGS, meaning),
    time: reader.time(utc),
    stated: offset === null ? reader.words.known.noOffset : statedTime(utc, offset),
  };
}

/** "22:05 +01:00": the clock that the sender read, with its offset. */
function statedTime(utc: string, offset: string): string {
  if (offset === 'Z' || offset === '+00:00') return 'UTC';
  const [hours, minutes] = offset.slice(1).split(':').map(Number);
  const shift = (offset.startsWith('-') ? -1 : 1) * (hours! * 60 + minutes!) * 60_000;
  return `${new Date(Date.parse(utc) + shift).toISOString().slice(0, 16).replace('T', ' ')} ${offset}`;
}

export function placeLine(place: Place, { words }: Reader): string {
  const where = [...(place.lines ?? []), place.city, place.region, place.postcode, place.country];
  const coordinates =
    place.latitude !== undefined && place.longitude !== undefined
      ? `${place.latitude}, ${place.longitude}`
      : undefined;
  const stated = [...where, coordinates, place.force && words.known.statedForce(place.force)];
  return `${words.known.places[place.meaning]}: ${stated.filter(Boolean).join(', ') || words.service.unknown}`;
}

export type FactGroups = { yes: string[]; no: string[]; unknown: string[] };

/** Every fact of the scheme, by what is said of it: an absent one is not known. */
export function factGroups(facts: Known['facts'], { term }: Reader): FactGroups {
  const groups: FactGroups = { yes: [], no: [], unknown: [] };
  for (const name of Object.keys(FACTS) as FactName[])
    groups[facts[name] ?? 'unknown'].push(term(FACTS, name));
  return groups;
}

export function flagsOf(codes: readonly string[], { term, words }: Reader): Flag[] {
  return codes.map((code) => {
    if (Object.hasOwn(FILE_ANNOTATIONS, code)) return { text: term(FILE_ANNOTATIONS, code), unknown: false };
    const label = (words.known.reportFlags as Record<string, string>)[code];
    return label ? { text: label, unknown: false } : { text: code, unknown: true };
  });
}

/** "2 · D · P" of 3x5x2, with what each means. */
export function gradingLines(
  { source, information, handling }: Known['sourceGrading'],
  { term }: Reader,
): string[] {
  return [
    `${source}: ${term(SOURCE_GRADES, source)}`,
    `${information}: ${term(INFORMATION_GRADES, information)}`,
    `${handling}: ${term(HANDLING_CODES, handling)}`,
  ];
}

export function agencyLine(agency: Agency, { words }: Reader): string {
  const { known, service } = words;
  const parts = [
    agency.name ?? service.unknown,
    agency.caseReference && known.caseReference(agency.caseReference),
    agency.reported && `${known.reported}: ${known.answers[agency.reported]}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

type Payment = NonNullable<Known['payments']>[number];

export function paymentLine(
  { at, amountMinor, currency, method, toCountry }: Payment,
  reader: Reader,
): string {
  const amount = `${(amountMinor / 100).toFixed(2)} ${currency}`;
  const parts = [
    amount,
    at && reader.time(at.utc),
    method,
    toCountry && reader.words.known.toCountry(toCountry),
  ];
  return parts.filter(Boolean).join(' · ');
}
