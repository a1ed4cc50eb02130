import { addPerson, type PersonActor } from '../access/index.ts';
import { decidePriority, disseminateReferral } from '../flow/index.ts';
import { findReferral } from '../referral/index.ts';
import type { TestDesk, Visitor } from './test-desk.ts';

// Fixtures: officers of two forces, and referrals that routing sends to one of them.

export async function addOfficer(desk: TestDesk, unit: string): Promise<PersonActor> {
  return addPerson(desk.test.store.db, {
    name: `Officer ${unit}`,
    roles: ['force-officer'],
    compartment: unit,
  });
}

let documents = 0;

const CONNECTION = { ip: '192.0.2.77', port: 40_123, at: '2026-02-20T18:30:05Z', event: 'upload' };

/** A synthetic report about an account of its own whose holder is in Kent: routing proposes the Kent force. */
export function reportAboutKent(part: { username?: string; connections?: object[] } = {}): object {
  documents += 1;
  const username = part.username ?? `synthetic-kent-${documents}`;
  return {
    incidentType: 'csam-possession-or-distribution',
    references: [{ scheme: 'partner', value: `K-${documents}` }],
    facts: { distribution: 'yes' },
    times: [{ at: '2026-02-20T18:30:05Z', meaning: 'upload' }],
    parties: [
      {
        role: 'suspect',
        accounts: [{ service: 'Chatter', username }],
        connections: part.connections ?? [CONNECTION],
        places: [{ meaning: 'stated', city: 'Maidstone', region: 'Kent', country: 'GB' }],
      },
      { role: 'victim', age: 13, sex: 'female' },
    ],
    files: [
      {
        hashes: [{ kind: 'md5', value: documents.toString(16).padStart(32, 'c') }],
        names: [`file-${documents}.bin`],
        heldBy: 'Platform one',
        holderReference: `P1-${documents}`,
        preservedUntil: '2026-03-06',
      },
    ],
    narrative: 'Synthetic narrative of a test.',
  };
}

/** Received, joined up and decided: what is left to do is to send it. Answers with its number. */
export async function decidedReferral(
  desk: TestDesk,
  document: object = reportAboutKent(),
  by: keyof TestDesk['people'] = 'analyst',
): Promise<string> {
  const number = await desk.receive('platform-one', document);
  const referralId = await findReferral(desk.test.store.db, number);
  await decidePriority(desk.test.store, desk.people[by], { referralId, accept: true });
  return number;
}

/** A package about a new referral, sent to a unit; answers with its id. */
export async function sentPackage(desk: TestDesk, unitId: string, document?: object): Promise<string> {
  return sendTo(desk, unitId, await decidedReferral(desk, document));
}

/** Sends a decided referral to a unit; answers with the package's id. */
export async function sendTo(desk: TestDesk, unitId: string, number: string): Promise<string> {
  const { store } = desk.test;
  const referralId = await findReferral(store.db, number);
  const packages = [{ unitId, purpose: 'suspect', reason: 'told-by-force' }] as const;
  const sent = await disseminateReferral(store, desk.people.analyst, { referralId, packages }, desk.signer);
  return sent[0]!;
}

/** What a page says, without its markup: for looking at words. */
export function textOf(body: string): string {
  return body
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

/** Somebody of a role, at the desk. */
export async function visitorAs(desk: TestDesk, role: keyof TestDesk['people']): Promise<Visitor> {
  return desk.visitor(desk.people[role]);
}
