import { linkPeople } from '../flow/index.ts';
import { LINK_KINDS, personRecordsOf } from '../linking/index.ts';
import { findReferral } from '../referral/index.ts';
import type { TestDesk } from './test-desk.ts';

// Fixtures: synthetic referrals that name people who may be the same, received and linked by the real flow.

/** Numbers of the referrals. */
export type LinkedNumbers = Record<'first' | 'alias' | 'misspelt' | 'household' | 'stranger', string>;

let documents = 0;

const HOME = {
  meaning: 'home',
  lines: ['7 Specimen Walk'],
  city: 'Maidstone',
  region: 'Kent',
  country: 'GB',
  postcode: 'ME1 4VV',
};

/** A report that names one suspect. */
export function reportAbout(party: object, rest: object = {}): object {
  documents += 1;
  return {
    incidentType: 'csam-possession-or-distribution',
    references: [{ scheme: 'partner', value: `L-${documents}` }],
    facts: { distribution: 'yes' },
    times: [{ at: '2026-02-20T18:30:05Z', meaning: 'upload' }],
    parties: [{ role: 'suspect', ...party }],
    ...rest,
  };
}

/** One person in three referrals (by name, by alias, misspelt), one of the same household, one stranger. */
export async function receiveLinked(desk: TestDesk): Promise<LinkedNumbers> {
  const receive = (party: object) => desk.receive('platform-one', reportAbout(party));
  const numbers = {
    first: await receive({
      names: ['Jordan Quillfeather'],
      dateOfBirth: '1985-04-12',
      places: [HOME],
      identifiers: [
        { kind: 'email', value: 'jordan.quillfeather@example.org' },
        { kind: 'phone', value: '07700900123' },
      ],
      accounts: [{ service: 'Chatter', username: 'quillfeather-85' }],
    }),
    alias: await receive({
      names: ['Jordan Quillfeather', 'Feather'],
      dateOfBirth: '1985-04-12',
      identifiers: [{ kind: 'phone', value: '+44 7700 900123' }],
      accounts: [{ service: 'Pigeonwire', username: 'quillfeather-85' }],
    }),
    misspelt: await receive({
      names: ['Jordon Quillfether'],
      dateOfBirth: '1985-04-21',
      places: [{ ...HOME, lines: ['7 Specimen Wlk'] }],
      identifiers: [{ kind: 'email', value: 'jordan.quillfeather@example.org' }],
    }),
    household: await receive({ names: ['Casey Quillfeather'], dateOfBirth: '1961-09-30', places: [HOME] }),
    stranger: await receive({ names: ['Robin Testcase'], dateOfBirth: '1999-01-02' }),
  };
  await linkNumbers(desk, Object.values(numbers));
  return numbers;
}

/** More referrals have one network address than link by it; answers with the number of one that has another link too. */
export async function receiveHub(desk: TestDesk): Promise<string> {
  const shared = { connections: [{ ip: '203.0.113.200', event: 'login' }] };
  const numbers: string[] = [];
  for (let i = 0; i <= LINK_KINDS.ip.cap; i += 1) {
    const own = i < 3 ? { identifiers: [{ kind: 'phone', value: '07700900456' }] } : {};
    numbers.push(await desk.receive('platform-one', reportAbout({ ...shared, ...own })));
  }
  await linkNumbers(desk, numbers);
  return numbers[0]!;
}

export async function linkNumbers(desk: TestDesk, numbers: readonly string[]): Promise<void> {
  const { store } = desk.test;
  await linkPeople(store, await Promise.all(numbers.map((number) => findReferral(store.db, number))));
}

/** The record of the first person that a referral names. */
export async function recordOf(desk: TestDesk, number: string): Promise<number> {
  const { store } = desk.test;
  const [record] = await personRecordsOf(store.db, [await findReferral(store.db, number)]);
  return record!.id;
}

export async function pairPath(desk: TestDesk, one: string, other: string): Promise<string> {
  return `/links/pairs/${await recordOf(desk, one)}/${await recordOf(desk, other)}`;
}
