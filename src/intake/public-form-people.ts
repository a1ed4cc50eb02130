import type { Account, Identifier, Party, Place } from '../referral/index.ts';
import { present } from './making.ts';
import type { FormReader } from './public-form-reader.ts';

/** Who did it, the child, and the reporter, as far as each is described. */
export function formPeople(reader: FormReader, platform: string | undefined): Party[] {
  return [suspectOf(reader, platform), childOf(reader, platform), reporterOf(reader)].filter(saysSomething);
}

function saysSomething(party: Party): boolean {
  return Object.keys(party).length > 1;
}

function suspectOf(reader: FormReader, platform: string | undefined): Party {
  const { evidence } = reader.making;
  const username = reader.text('suspectUsername', 500);
  const profiles = reader
    .all('suspectProfile')
    .map((address) => evidence.add('url', 'Profile address', address));
  const account = present<Account>({
    username,
    profileUrls: profiles.length > 0 ? profiles : undefined,
    service: reader.text('suspectService', 200) ?? (username === undefined ? undefined : platform),
  });
  return present<Party>({
    role: 'suspect',
    names: oneOrNone(reader.text('suspectName', 500)),
    accounts: Object.keys(account).length > 0 ? [account] : undefined,
    identifiers: identifiersOf(reader, 'suspectEmail', 'suspectPhone'),
  });
}

function childOf(reader: FormReader, platform: string | undefined): Party {
  const username = reader.text('childUsername', 500);
  const place = present<Partial<Place>>({
    city: reader.text('town', 200),
    postcode: reader.text('postcode', 20),
  });
  return present<Party>({
    role: 'victim',
    names: oneOrNone(reader.text('childName', 500)),
    age: reader.age('childAge'),
    sex: reader.choice('childSex', (written) => SEXES.get(written.toLowerCase())),
    accounts: username === undefined ? undefined : [present<Account>({ username, service: platform })],
    places: Object.keys(place).length > 0 ? [{ meaning: 'stated', ...place }] : undefined,
  });
}

const SEXES: ReadonlyMap<string, Party['sex']> = new Map([
  ['girl', 'female'],
  ['female', 'female'],
  ['boy', 'male'],
  ['male', 'male'],
]);

function reporterOf(reader: FormReader): Party {
  return present<Party>({
    role: 'reporter',
    relation: reader.text('reporterRole', 200),
    names: oneOrNone(reader.text('reporterName', 500)),
    identifiers: identifiersOf(reader, 'reporterEmail', 'reporterPhone'),
  });
}

function identifiersOf(
  reader: FormReader,
  email: 'suspectEmail' | 'reporterEmail',
  phone: 'suspectPhone' | 'reporterPhone',
): Identifier[] | undefined {
  const found: Identifier[] = [
    ...(oneOrNone(reader.text(email, 500)) ?? []).map((value) => ({ kind: 'email' as const, value })),
    ...(oneOrNone(reader.text(phone, 500)) ?? []).map((value) => ({ kind: 'phone' as const, value })),
  ];
  return found.length > 0 ? found : undefined;
}

function oneOrNone(text: string | undefined): string[] | undefined {
  return text === undefined ? undefined : [text];
}
