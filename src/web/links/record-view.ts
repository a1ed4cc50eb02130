import type { ShownRecord } from '../../flow/index.ts';
import { type Hub, LINK_BANDS, LINK_KINDS, type PersonRecord } from '../../linking/index.ts';
import { formatNumber, INCIDENT_TYPES, type ReferralHeader, STATES } from '../../referral/index.ts';
import type { Reader } from '../frame/reader.ts';
import { type Tag, tag } from '../frame/tags.ts';

/** Names by id of what pages about links show. */
export type LinkNames = Record<'people' | 'sources' | 'units', ReadonlyMap<string, string>>;
export type Shown = { reader: Reader; names: LinkNames; isBureau: boolean };

/** "Suspect or account, number 1 in the referral" */
export function personText(
  { layer, party }: Pick<PersonRecord, 'layer' | 'party'>,
  { words }: Reader,
): string {
  return words.links.person(words.links.layers[layer], party + 1);
}

/** A referral as a line. A unit's staff cannot open it here: to them it is a number. */
export function referralLine(referral: ReferralHeader, { reader, names, isBureau }: Shown) {
  const number = formatNumber(referral.number);
  return {
    number,
    numberHref: isBureau ? `/referrals/${number}` : null,
    source: names.sources.get(referral.sourceId) ?? referral.sourceId,
    received: reader.day(referral.receivedAt),
    state: reader.term(STATES, referral.state),
    incident: referral.facts
      ? reader.term(INCIDENT_TYPES, referral.facts.incidentType)
      : reader.words.service.unknown,
  };
}

export function unitsText(units: readonly string[], { reader, names }: Shown): string {
  if (units.length === 0) return reader.words.links.notSent;
  return units.map((unit) => names.units.get(unit) ?? unit).join(', ');
}

/** "Suspect 1" */
export function shortPersonText(
  { layer, party }: Pick<PersonRecord, 'layer' | 'party'>,
  { words }: Reader,
): string {
  return `${words.links.layersShort[layer]} ${party + 1}`;
}

/** "ED-0000123-K (Suspect 1)": a record in one line, for tables and pictures. */
export function recordText(record: ShownRecord, reader: Reader): string {
  return `${formatNumber(record.referral.number)} (${shortPersonText(record, reader)})`;
}

export type StandingCode = keyof Reader['words']['links']['standings'];

const STANDING_COLOURS = {
  proposed: 'blue',
  same: 'purple',
  different: 'grey',
  unsure: 'yellow',
  contradiction: 'red',
} as const;

export type StandingFacts = { verdict: 'same' | 'different' | 'unsure' | null; disagree: readonly string[] };

export function standingCode({ verdict, disagree }: StandingFacts): StandingCode {
  return disagree.length > 0 ? 'contradiction' : (verdict ?? 'proposed');
}

export function standingTag(standing: StandingFacts, { words }: Reader): Tag {
  const code = standingCode(standing);
  return tag(words.links.standings[code], STANDING_COLOURS[code]);
}

/** "Confirmed by … on …"; empty where nobody has decided. */
export function decidedText(
  { decidedBy, at }: { decidedBy: string | null; at: Date | null },
  { reader, names }: Shown,
): string {
  if (decidedBy === null || at === null) return '';
  return reader.words.referral.decidedBy(
    names.people.get(decidedBy) ?? reader.words.service.unknown,
    reader.day(at),
  );
}

export function bandText(band: keyof typeof LINK_BANDS | null, { term, words }: Reader): string {
  return band === null ? words.service.none : term(LINK_BANDS, band);
}

export function pairHref(one: number, other: number): string {
  return `/links/pairs/${one}/${other}`;
}

export function hubText({ kind, referrals, atLeast }: Hub, { words, term }: Reader): string {
  return words.links.hub(term(LINK_KINDS, kind), referrals, atLeast);
}

/** A shared value is addressed by where it stands in the referral: no address holds a value, nor a hash of one. */
export function hubHref(number: string, { kind, party, item }: Hub): string {
  return `/referrals/${number}/links/shared/${kind}/${party}/${item}`;
}
