import type { KindName } from '../kinds/kinds.ts';
import { UNKNOWN } from '../model/compare-records.ts';
import { PERSON_SPEC } from '../model/person-spec.ts';
import type { PersonLink } from './person-link.ts';

/**
 * By what two different people share a home or a connection, and the level up to which they do: the same address, the
 * same connection at the same time, the same thing in use. Source of the levels: src/linking/kinds.
 */
const SHARED_UP_TO = {
  address: 1,
  ip: 1,
  phone: 1,
  device: 0,
  payment: 1,
  vehicle: 0,
} as const satisfies Partial<Record<KindName, number>>;

export type PlaceKind = keyof typeof SHARED_UP_TO;
const PLACE_KINDS = Object.keys(SHARED_UP_TO) as PlaceKind[];

/** The same street and number stand in many towns: beyond these levels it is another one. */
const SAME_TOWN_UP_TO = { place: 2, postcode: 1 } as const satisfies Partial<Record<KindName, number>>;

/** What the records of a pair with these levels share of a home or a connection. */
export function placesShared(levels: ArrayLike<number>): PlaceKind[] {
  const levelOf = (kind: KindName) => levels[PERSON_SPEC.attributes.findIndex((one) => one.kind === kind)]!;
  const isElsewhere = (Object.keys(SAME_TOWN_UP_TO) as (keyof typeof SAME_TOWN_UP_TO)[]).some(
    (kind) => levelOf(kind) !== UNKNOWN && levelOf(kind) > SAME_TOWN_UP_TO[kind],
  );
  return PLACE_KINDS.filter(
    (kind) => levelOf(kind) <= SHARED_UP_TO[kind] && !(kind === 'address' && isElsewhere),
  );
}

/**
 * By what two different people share a home or a connection: a relation of its own, which adds to no score. A pair that
 * is proposed or confirmed as one person has none.
 */
export function neighboursBy({
  band,
  verdict,
  levels,
}: Pick<PersonLink, 'band' | 'verdict' | 'levels'>): PlaceKind[] {
  return verdict === 'same' || (band !== null && verdict !== 'different') ? [] : placesShared(levels);
}
