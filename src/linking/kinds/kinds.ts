import { address, place, postcode } from './address-kinds.ts';
import { device, identifier, payment, vehicle } from './code-kinds.ts';
import { email, phone, username } from './contact-kinds.ts';
import { age, date, dateOfBirth } from './date-kinds.ts';
import { category, number, year } from './general-kinds.ts';
import type { Kind } from './kind.ts';
import { familyName, givenName } from './name-kinds.ts';
import { ip } from './network-kinds.ts';
import { people } from './people-kind.ts';
import { personName } from './person-name.ts';
import { organisation, text } from './text-kinds.ts';

/** Every kind of attribute that records can be linked by. */
export const KINDS = {
  'person-name': personName,
  'given-name': givenName,
  'family-name': familyName,
  'date-of-birth': dateOfBirth,
  age,
  email,
  phone,
  username,
  address,
  place,
  postcode,
  ip,
  device,
  payment,
  vehicle,
  identifier,
  category,
  people,
  organisation,
  text,
  number,
  year,
  date,
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;
