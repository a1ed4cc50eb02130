import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { defaultRules, type FactsOfPlatform, type Kit, type KitOptions } from '../../src/prevention/index.ts';
import { knownStream, testKit } from '../../src/prevention/kit/test-kit.ts';
import { type TestBureau, testBureau } from './test-bureau.ts';

// What a platform's people and records add to a report, and what a bureau makes of it.

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.close());

let count = 0;
async function opened(options: Partial<KitOptions> = {}): Promise<{ kit: Kit; id: string }> {
  count += 1;
  const id = `live-${count}`;
  const token = await bureau.platform(id);
  const { kit } = await testKit({ bureau: { url: bureau.url, token }, now: () => new Date(), ...options });
  return { kit, id };
}

/** The events of a test of the shipped rules. */
function pattern(name: RegExp): readonly unknown[] {
  const found = defaultRules().document.tests.find((each) => name.test(each.name));
  assert.ok(found, 'the shipped rules have such a test');
  return found.events;
}

type Document = {
  incidentType: string;
  urgency: { level: string };
  facts: Record<string, string>;
  flags: string[];
  parties: {
    role: string;
    accounts: { accountId: string }[];
    connections?: { ip: string; port: number }[];
  }[];
  files: { holderReference?: string; preservedUntil?: string }[];
  payments: unknown[];
  texts: { label: string; text: string }[];
};

const documentsOf = (kit: Kit, key: string) =>
  kit.reports.documents(key).map((text) => JSON.parse(text) as Document);

test('what the rules hold waits for a person, and is reported when a person says so', async () => {
  const { kit, id } = await opened();
  await kit.take(pattern(/are held$/));
  const [hold] = kit.holds.open().filter(({ held }) => held.action === 'hold');
  assert.equal(await bureau.referralsOf(id), 0);
  await kit.holds.decide(hold!.holdId, { choice: 'report', reason: 'suspected-abuse', by: 'moderator-1' });
  await kit.reports.idle();
  assert.equal(await bureau.referralsOf(id), 1);
  const [document] = documentsOf(kit, hold!.held.incidentKey);
  assert.ok(document!.payments.length > 0);
  assert.ok(document!.texts.every(({ text }) => !text.includes('moderator-1')));
  await kit.close();
});

test('a child who may be extorted is reported as a child in need, at once, and never as a suspect', async () => {
  const { kit } = await opened();
  await kit.take(pattern(/to protect the payer/));
  const [hold] = kit.holds.open();
  assert.equal(hold!.held.incident.protect, true);
  await kit.holds.decide(hold!.holdId, { choice: 'report', reason: 'child-in-need', by: 'moderator-1' });
  await kit.reports.idle();
  const [view] = kit.reports.all();
  assert.equal(view!.standing, 'filed');
  const [document] = documentsOf(kit, view!.incidentKey);
  const roleOf = (account: string) =>
    document!.parties.find(({ accounts }) => accounts[0]!.accountId === account)!.role;
  assert.equal(roleOf('teenager'), 'victim');
  assert.notEqual(roleOf('stranger'), 'victim');
  assert.ok(!document!.parties.some(({ role }) => role === 'suspect'));
  assert.equal(document!.incidentType, 'financial-sextortion');
  assert.equal(document!.urgency.level, 'P1');
  assert.deepEqual(document!.facts, { coercion: 'yes' });
  await kit.close();
});

const RECORDS: FactsOfPlatform = {
  accounts: [
    {
      account: 'streamer-1',
      username: 'invented-name-1',
      displayNames: ['Invented'],
      profileUrls: ['https://live.example/invented-name-1'],
      names: ['An Invented Person'],
      dateOfBirth: '1980-02-03',
      emails: [{ value: 'invented@example.org', verified: 'yes' }],
      phones: [{ value: '+44 7700 900123', verified: 'no' }],
      devices: [{ value: 'device-1', type: 'IMEI' }],
      paymentAccounts: [{ value: 'GB00EXAMPLE' }],
      billingAddresses: [{ lines: ['1 Example Street'], postcode: 'ZZ99 9ZZ', country: 'GB' }],
      connections: [
        {
          ip: '192.0.2.44',
          port: 51234,
          at: '2026-02-28T18:40:12+01:00',
          event: 'login',
          possibleProxy: 'no',
        },
        { ip: '2001:db8::7', at: '2025-12-02T07:00:00Z', event: 'registration' },
      ],
      disabled: 'no',
    },
  ],
  preservation: { reference: 'hold-17', until: '2027-03-01' },
  urls: ['https://live.example/stream/1'],
  facts: { liveStreaming: 'yes' },
  texts: [{ label: 'What the moderator saw', text: 'A neutral example of free text.' }],
};

test('the bureau takes everything that the regulations ask for, as far as the platform has it', async () => {
  const { kit } = await opened({ facts: async () => RECORDS });
  await kit.take(knownStream(1));
  await kit.reports.idle();
  const [view] = kit.reports.all();
  assert.equal(view!.standing, 'filed', JSON.stringify(view));
  const [document] = documentsOf(kit, view!.incidentKey);
  assert.deepEqual(
    document!.parties[0]!.connections!.map(({ port }) => port),
    [51234, undefined],
  );
  assert.equal(document!.files[0]!.preservedUntil, '2027-03-01');
  await kit.close();
});

test('records that do not answer do not hold the report up: a supplement follows under the same reference', async () => {
  let asked = 0;
  const facts = async () => {
    asked += 1;
    if (asked === 1) throw new Error('the records are away');
    return RECORDS;
  };
  const { kit, id } = await opened({ facts });
  await kit.take(knownStream(1));
  await kit.reports.idle();
  assert.equal(await bureau.referralsOf(id), 2);
  const [view] = kit.reports.all();
  assert.equal(view!.standing, 'filed');
  const [report, supplement] = documentsOf(kit, view!.incidentKey);
  assert.equal(report!.parties[0]!.connections, undefined);
  assert.equal(supplement!.parties[0]!.connections!.length, 2);
  assert.ok(supplement!.texts.some(({ label }) => label === 'Supplement'));
  await kit.close();
});

test('what was reported under the duty of another country is not reported twice', async () => {
  const { kit, id } = await opened({
    facts: async () => ({ elsewhere: { scheme: 'ncmec', value: '123456' } }),
  });
  await kit.take(knownStream(1));
  await kit.reports.idle();
  assert.equal(await bureau.referralsOf(id), 0);
  assert.equal(kit.reports.all()[0]!.standing, 'reported-elsewhere');
  await kit.close();
});

test('records that hold content are not passed on; the report goes without them', async () => {
  const thumbnail = Buffer.alloc(900, 7).toString('base64');
  for (const text of [thumbnail, thumbnail.replace(/.{76}/g, '$&\n'), `data:image/png;base64,${thumbnail}`]) {
    const { kit, id } = await opened({ facts: async () => ({ texts: [{ label: 'Thumbnail', text }] }) });
    await kit.take(knownStream(1));
    await kit.reports.idle();
    assert.equal(await bureau.referralsOf(id), 1);
    const [sent] = kit.reports.documents(kit.reports.all()[0]!.incidentKey);
    assert.ok(!sent!.includes(thumbnail.slice(0, 60)));
    assert.ok(Object.keys(kit.status().troubles).length > 0);
    await kit.close();
  }
});
