import type { DerivedItem } from '../../matching/index.ts';
import type { Account, Connection, Identifier, Party, Place } from '../../referral/index.ts';
import { layerOf } from '../identifiers/identifier-kinds.ts';
import type { RawParts } from '../kinds/kind.ts';
import type { KindName } from '../kinds/kinds.ts';
import { type LinkRecord, normaliseValues } from '../model/link-record.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { PERSON_LAYERS, type PersonLayer } from './person-link.ts';

// What a referral says of each party that links: raw values by kind, then in comparable form. No protected
// characteristic is among them.

type Content = ReturnType<DerivedItem['content']['open']>;
type Values = Partial<Record<KindName, RawParts[]>>;

/** A party as it is compared. `party`: its position in the referral. */
export type ReadParty = { party: number; layer: PersonLayer; values: LinkRecord };

/** Every party that says anything by which people are linked; reporters never do. `receivedAt`: when an age was right. */
export function peopleOf(spec: LinkSpec, content: Content, receivedAt: Date): ReadParty[] {
  const uploader = onlySuspect(content.parties);
  return content.parties.flatMap((party, position) => {
    const layer = layerOf(party.role);
    if (!isLinked(layer)) return [];
    const own = position === uploader ? content.files : [];
    const raw = valuesOf(party, { platform: content.platform, files: own, receivedAt });
    const values = spec.attributes.map(({ kind }) => normaliseValues(kind, raw[kind] ?? []));
    return values.some(({ length }) => length > 0) ? [{ party: position, layer, values }] : [];
  });
}

function isLinked(layer: string): layer is PersonLayer {
  return (PERSON_LAYERS as readonly string[]).includes(layer);
}

/** Where a referral names one suspect or account alone, its files were uploaded from there. */
function onlySuspect(parties: readonly Party[]): number | undefined {
  const suspects = [...parties.keys()].filter((i) => layerOf(parties[i]!.role) === 'suspect');
  return suspects.length === 1 ? suspects[0] : undefined;
}

type Around = { platform: string | undefined; files: Content['files']; receivedAt: Date };

function valuesOf(party: Party, { platform, files, receivedAt }: Around): Values {
  const places = (party.places ?? []).filter(({ meaning }) => OF_A_PERSON.includes(meaning));
  const connections = [...(party.connections ?? []), ...files.flatMap((file) => file.connections ?? [])];
  const identifiers = [...(party.identifiers ?? []), ...files.flatMap((file) => file.devices ?? [])];
  const of = (kind: Identifier['kind'], part: string) =>
    identifiers.filter((one) => one.kind === kind).map(({ value }) => ({ [part]: value }));
  return {
    'person-name': (party.names ?? []).map((full) => ({ full })),
    'date-of-birth': birthOf(party, receivedAt),
    email: of('email', 'address'),
    phone: of('phone', 'number'),
    username: (party.accounts ?? []).flatMap((account) => usernameOf(account, platform)),
    address: places.flatMap(lineOf),
    place: places.flatMap(({ city }) => (city ? [{ name: city }] : [])),
    postcode: places.flatMap(({ postcode }) => (postcode ? [{ code: postcode }] : [])),
    ip: connections.map(connectionOf),
    device: of('device', 'value'),
    payment: of('payment-account', 'account'),
    vehicle: of('vehicle', 'value'),
    identifier: [
      ...of('other', 'value'),
      ...(party.accounts ?? []).flatMap((one) => accountIdOf(one, platform)),
    ],
  };
}

/** Where somebody lives or is reached; a school or the scene of an incident is many people's. */
const OF_A_PERSON: readonly Place['meaning'][] = ['home', 'billing', 'shipping', 'stated'];

function birthOf({ dateOfBirth, age }: Party, receivedAt: Date): RawParts[] {
  if (dateOfBirth) return [{ date: dateOfBirth }];
  if (!age) return [];
  return [{ age: String(age.from), ageTo: String(age.to), at: receivedAt.toISOString().slice(0, 10) }];
}

function usernameOf({ username, service }: Account, platform: string | undefined): RawParts[] {
  return username ? [{ name: username, service: service ?? platform }] : [];
}

/** The id that a service gave an account means nothing without the service. */
function accountIdOf({ accountId, service }: Account, platform: string | undefined): RawParts[] {
  const on = service ?? platform;
  return accountId && on ? [{ value: `${on} ${accountId}` }] : [];
}

function lineOf({ lines }: Place): RawParts[] {
  return lines && lines.length > 0 ? [{ line: lines.join(' ') }] : [];
}

function connectionOf({ ip, port, at }: Connection): RawParts {
  return { ip, port: port === undefined ? undefined : String(port), at: at?.utc };
}
