import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { registerSource, type Source } from '../access/index.ts';
import { rows, sql } from '../shared/db.ts';
import {
  decidePriority,
  deriveReferrals,
  disseminateReferral,
  foldDuplicate,
  type Intake,
  linkPeople,
  openEvidence,
  openIntake,
  openReferral,
  receiveDocument,
} from './index.ts';
import { approvedEnquiry, type TestBureau, testBureau } from './test-dissemination.ts';
import { tablesAsText } from './test-joining.ts';

// Attacks invariant 8: whoever holds the database without the keys must find no personal value in it.

const PLANTED = {
  email: 'quiet.otter@planted.example',
  phone: '07700 900417',
  phoneAsLinked: '+447700900417',
  username: 'quiet_otter_4417',
  accountId: 'acct-8841-otter',
  ip: '203.0.113.7',
  payment: 'GB33BUKB20201555555555',
  device: '490154203237518',
  name: 'Marlowe Quietotter',
  born: '1971-04-09',
  street: '14 Otterbrook Terrace',
  postcode: 'ZE3 9JW',
  childsName: 'Juniper Quietotter',
  narrative: 'the planted narrative of the otter',
  fileName: 'otter-planted-name.jpg',
  url: 'https://planted.example/otter/room',
} as const;

const DOCUMENT = {
  incidentType: 'online-enticement',
  platform: 'Kite',
  references: [{ scheme: 'partner', value: 'P-1' }],
  parties: [
    {
      role: 'suspect',
      names: [PLANTED.name],
      dateOfBirth: PLANTED.born,
      accounts: [{ service: 'Kite', username: PLANTED.username, accountId: PLANTED.accountId }],
      identifiers: [
        { kind: 'email', value: PLANTED.email },
        { kind: 'phone', value: PLANTED.phone },
        { kind: 'payment-account', value: PLANTED.payment },
        { kind: 'device', value: PLANTED.device },
      ],
      connections: [{ ip: PLANTED.ip, port: 40_123, at: '2026-02-20T18:30:05Z', event: 'upload' }],
      places: [
        {
          meaning: 'home',
          lines: [PLANTED.street],
          postcode: PLANTED.postcode,
          country: 'GB',
          force: 'kent',
        },
      ],
    },
    { role: 'victim', names: [PLANTED.childsName], age: 12 },
  ],
  files: [
    { hashes: [{ kind: 'md5', value: '9e107d9d372bb6826bd81d3542a419d6' }], names: [PLANTED.fileName] },
  ],
  narrative: PLANTED.narrative,
  urls: [PLANTED.url],
};

let bureau: TestBureau;
let intake: Intake;
let sender: Source;
before(async () => {
  bureau = await testBureau();
  intake = openIntake(bureau.store);
  const system = { kind: 'system', part: 'test' } as const;
  sender = await registerSource(bureau.store, system, {
    id: 'platform-a',
    name: 'Platform A',
    kind: 'platform',
  });
});
after(() => bureau.drop());

async function receive(document: unknown, cut = 0): Promise<{ id: string; state: string }> {
  const text = JSON.stringify(document);
  const raw = Buffer.from(text.slice(0, text.length - cut));
  const [receipt] = await receiveDocument(intake, sender, {
    raw,
    channel: 'api',
    mediaType: 'application/json',
  });
  return receipt!;
}

/** A value as it might lie in a table: plain, in another case, encoded, or hashed without a key. */
function traces(value: string): string[] {
  const forms = [value, value.toLowerCase(), value.toUpperCase(), value.replaceAll(/[\s-]/g, '')];
  const encoded = forms.flatMap((form) => [
    Buffer.from(form).toString('hex'),
    Buffer.from(form).toString('base64').replace(/=+$/, ''),
    ...['md5', 'sha1', 'sha256'].map((kind) => createHash(kind).update(form).digest('hex')),
  ]);
  return [...new Set([...forms, ...encoded])];
}

test('after a referral’s whole way through the bureau no table holds a personal value in plain', async () => {
  const { store, analyst, supervisor, signer, ownerDb } = bureau;
  const first = await receive(DOCUMENT);
  const second = await receive({ ...DOCUMENT, references: [], flags: ['sextortion'] });
  const odd = await receive({ ...DOCUMENT, incidentType: PLANTED.name, parties: PLANTED.narrative });
  const unreadable = await receive(DOCUMENT, 5);
  assert.equal(unreadable.state, 'quarantined');
  await deriveReferrals(store, [first.id, second.id, odd.id, unreadable.id]);
  const people = await linkPeople(store, [first.id, second.id, odd.id, unreadable.id]);
  assert.ok(people.linked > 0, 'the people were there to be found');
  await foldDuplicate(store, analyst, { id: second.id, into: first.id, reason: 'same-incident' });
  const page = await openReferral(store, analyst, first.id, 'triage');
  for (const { id } of page.evidence)
    await openEvidence(store, analyst, { referralId: first.id, evidenceId: id, purpose: 'triage' });
  await decidePriority(store, supervisor, { referralId: first.id, accept: true });
  await approvedEnquiry(bureau, first.id);
  const packages = [{ unitId: 'kent', purpose: 'suspect', reason: 'told-by-force' }] as const;
  await disseminateReferral(store, analyst, { referralId: first.id, packages }, signer);

  const tables = await tablesAsText(ownerDb);
  const found = [...tables].flatMap(([table, printed]) =>
    Object.entries(PLANTED)
      .filter(([, value]) => traces(value).some((trace) => printed.some((line) => line.includes(trace))))
      .map(([what]) => `${table}: ${what}`),
  );
  assert.deepEqual(found, []);
  const keys = await rows<{ kind: string }>(
    ownerDb,
    sql`select distinct kind from identifier_key order by kind`,
  );
  assert.ok(keys.length >= 8, 'the values were there to be found');
});
