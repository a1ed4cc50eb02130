import type { OpenedPair } from '../../flow/index.ts';
import { PERSON_SPEC, type PersonLink } from '../../linking/index.ts';
import type { Party } from '../../referral/index.ts';
import type { Reader } from '../frame/reader.ts';
import { placeLine } from '../referral/known.ts';
import { connectionView, identifierView } from '../referral/parties.ts';

/** Values of one kind on both sides, and what comparing them found. */
export type SideBySideRow = {
  what: string;
  one: string[];
  other: string[];
  moreOne: number;
  moreOther: number;
  compared: string[];
};

/** Values of one kind shown on a side; a report may hold thousands of addresses. Chosen. */
const VALUES_SHOWN = 12;

type Told = { purpose: string; reader: Reader; levels: PersonLink | null };
type Field = keyof Reader['words']['linkPair']['fields'];

/** Which attributes of the model each row stands beside. */
const COMPARED: Record<Field, readonly string[]> = {
  names: ['name'],
  born: ['birth'],
  age: [],
  accounts: ['username', 'identifier'],
  displayNames: [],
  identifiers: ['email', 'phone', 'device', 'payment', 'vehicle'],
  places: ['address', 'place', 'postcode'],
  connections: ['ip'],
};

/** Pure. What both referrals say of the two; rows of which neither says anything are left out. */
export function sideBySide({ parties }: OpenedPair, { purpose, reader, levels }: Told): SideBySideRow[] {
  const { a, b } = parties.open(purpose);
  const fields = reader.words.linkPair.fields;
  return (Object.keys(COMPARED) as Field[]).flatMap((field): SideBySideRow[] => {
    const [one, other] = [valuesOf(a, field, reader), valuesOf(b, field, reader)];
    if (one.length + other.length === 0) return [];
    return [
      {
        what: fields[field],
        one: one.slice(0, VALUES_SHOWN),
        other: other.slice(0, VALUES_SHOWN),
        moreOne: Math.max(0, one.length - VALUES_SHOWN),
        moreOther: Math.max(0, other.length - VALUES_SHOWN),
        compared: levels ? foundIn(levels, COMPARED[field], reader) : [],
      },
    ];
  });
}

function foundIn({ waterfall, levels }: PersonLink, attributes: readonly string[], reader: Reader): string[] {
  const known = new Set(
    PERSON_SPEC.attributes.filter((_, i) => levels[i] !== undefined).map(({ name }) => name),
  );
  return waterfall.steps
    .filter(({ attribute }) => known.has(attribute) && attributes.includes(attribute))
    .map(({ attribute, label }) => {
      const name = (reader.words.linkPair.attributes as Record<string, string>)[attribute] ?? attribute;
      return attributes.length === 1 ? reader.say(label) : `${name}: ${reader.say(label)}`;
    });
}

function valuesOf(party: Party | undefined, field: Field, reader: Reader): string[] {
  if (!party) return field === 'names' ? [reader.words.linkPair.noContent] : [];
  const accounts = party.accounts ?? [];
  switch (field) {
    case 'names':
      return party.names ?? [];
    case 'born':
      return party.dateOfBirth ? [reader.day(party.dateOfBirth)] : [];
    case 'age':
      return party.age ? [ageText(party.age)] : [];
    case 'accounts':
      return accounts.map((account) => accountText(account));
    case 'displayNames':
      return accounts.flatMap(({ displayNames }) => displayNames ?? []);
    case 'identifiers':
      return (party.identifiers ?? []).map((identifier) => {
        const { kind, value } = identifierView(identifier, reader);
        return `${kind}: ${value}`;
      });
    case 'places':
      return (party.places ?? []).map((place) => placeLine(place, reader));
    case 'connections':
      return (party.connections ?? []).map((connection) => {
        const { ip, port, at } = connectionView(connection, reader);
        return `${ip} (${port}), ${at}`;
      });
    default:
      return field satisfies never;
  }
}

function ageText({ from, to }: { from: number; to: number }): string {
  return from === to ? String(from) : `${from}–${to}`;
}

function accountText({ service, username, accountId }: NonNullable<Party['accounts']>[number]): string {
  return [service, username, accountId].filter(Boolean).join(' · ');
}
