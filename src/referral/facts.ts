import type { FileFacts, Moment, Party, ReferralContent } from './content.ts';
import type { Answer, FactName } from './vocabulary.ts';

/** What later stages may know of a referral without opening it: codes and counts, nothing that names a person. */
export type OpenFacts = {
  threat: string;
  incidentType: string;
  platform: string | null;
  flags: string[];
  batched: boolean;
  urgencyClaimed: boolean;
  /** Only what was stated; whatever is not here is unknown. */
  answers: Partial<Record<FactName, Answer>>;
  /** Earliest stated time of the incident itself (meaning incident, upload or chat), UTC. */
  incidentAt: string | null;
  files: {
    count: number;
    hashed: number;
    viewedBySender: number;
    annotations: Record<string, number>;
    /** Files by "scheme:grade", e.g. { "uk-abc:A": 3 }; a file counts once for each scheme. */
    grades: Record<string, number>;
    preservedUntil: string | null;
  };
  children: { sex: 'female' | 'male' | 'unknown'; ageFrom: number | null; ageTo: number | null }[];
  suspects: number;
  locating: {
    connections: number;
    connectionsWithPortAndTime: number;
    accounts: number;
    identifiers: number;
    names: number;
  };
  /** Countries stated anywhere, ISO alpha-2, sorted. */
  countries: string[];
  /** Country of any place given for a suspect; and force slugs and postcodes' outward parts stated for suspects and children. */
  suspectCountries: string[];
  statedForces: string[];
  evidence: number;
};

/** Derives the open facts. Pure: the same content always gives the same facts. */
export function openFacts(content: ReferralContent): OpenFacts {
  const suspects = content.parties.filter((party) => party.role === 'suspect');
  const places = [...content.places, ...content.parties.flatMap((party) => party.places ?? [])];
  return {
    threat: content.threat,
    incidentType: content.incidentType,
    platform: platformName(content.platform),
    flags: [...new Set(content.flags.map(asCode))],
    batched: content.batched !== undefined,
    urgencyClaimed: content.urgencyClaim !== undefined,
    answers: content.facts,
    incidentAt: earliestIncident(content),
    files: fileFacts(content.files),
    children: content.parties.filter((party) => party.role === 'victim').map(childFacts),
    suspects: suspects.length,
    locating: locatingFacts(content),
    countries: sortedUnique(places.map((place) => place.country)),
    suspectCountries: sortedUnique(
      suspects.flatMap((party) => (party.places ?? []).map((place) => place.country)),
    ),
    statedForces: sortedUnique(places.map((place) => place.force)),
    evidence: content.evidence.length,
  };
}

/** Words of a sender's own are a code, or stay sealed and stand here as "other". */
function asCode(word: string): string {
  return /^[\w:.+-]{1,100}$/.test(word) ? word : 'other';
}

/** Longer is a sentence, chosen; an address says more than the name of a service. */
const LONGEST_NAME = 60;

function platformName(stated: string | undefined): string | null {
  const isName = stated !== undefined && stated.length <= LONGEST_NAME && !/[@\n]|:\/\/|\.\w+\//.test(stated);
  return isName ? stated : null;
}

const INCIDENT_MEANINGS: ReadonlySet<Moment['meaning']> = new Set(['incident', 'upload', 'chat']);

function earliestIncident(content: ReferralContent): string | null {
  const stated = [...content.times, ...content.files.flatMap((file) => file.uploadedAt ?? [])];
  return (
    stated
      .filter((moment) => INCIDENT_MEANINGS.has(moment.meaning))
      .map((moment) => moment.utc)
      .sort()[0] ?? null
  );
}

function fileFacts(files: readonly FileFacts[]): OpenFacts['files'] {
  return {
    count: files.length,
    hashed: files.filter((file) => file.hashes.length > 0).length,
    viewedBySender: files.filter((file) => file.viewedBySender === 'yes').length,
    annotations: tally(files.flatMap((file) => file.annotations.map(asCode))),
    grades: tally(
      files.flatMap((file) => [
        ...new Set((file.grades ?? []).map(({ scheme, grade }) => `${scheme}:${asCode(grade)}`)),
      ]),
    ),
    preservedUntil: files.flatMap((file) => file.preservedUntil ?? []).sort()[0] ?? null,
  };
}

function childFacts(party: Party): OpenFacts['children'][number] {
  return { sex: party.sex ?? 'unknown', ageFrom: party.age?.from ?? null, ageTo: party.age?.to ?? null };
}

function locatingFacts(content: ReferralContent): OpenFacts['locating'] {
  // A reporter's own connections and accounts locate nobody.
  const others = content.parties.filter((party) => party.role !== 'reporter' && party.role !== 'victim');
  const connections = [
    ...others.flatMap((party) => party.connections ?? []),
    ...content.files.flatMap((file) => file.connections ?? []),
  ];
  return {
    connections: connections.length,
    connectionsWithPortAndTime: connections.filter(({ port, at }) => port !== undefined && at !== undefined)
      .length,
    accounts: others.flatMap((party) => party.accounts ?? []).length,
    identifiers: others.flatMap((party) => party.identifiers ?? []).length,
    names: others.flatMap((party) => party.names ?? []).length,
  };
}

/** How often each word stands; a Map first, because words of senders may be such as every object knows ("constructor"). */
function tally(items: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function sortedUnique(items: readonly (string | undefined)[]): string[] {
  return [...new Set(items.filter((item) => item !== undefined))].sort();
}
