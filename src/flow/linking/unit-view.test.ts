import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PersonActor } from '../../access/index.ts';
import { packagesOf } from '../../dissemination/index.ts';
import { LINK_KINDS, personRecordsOf } from '../../linking/index.ts';
import type { Party } from '../../referral/index.ts';
import { plant } from '../../referral/test-referrals.ts';
import {
  deriveReferrals,
  disseminateReferral,
  guardReferral,
  judgePair,
  linkPeople,
  readGroup,
  readHub,
  readLinks,
  readPackage,
  seeConflicts,
} from '../index.ts';
import { exampleContent, plantReferral, type TestBureau, testBureau } from '../test-dissemination.ts';

// What a unit reads is the same whether or not another unit's covert case exists: byte for byte.

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

const CROWDED = { ip: '203.0.113.77', event: 'login' as const };

const suspect = (name: string, email: string): Party => ({
  role: 'suspect',
  names: [name],
  dateOfBirth: '1983-09-14',
  identifiers: [{ kind: 'email', value: email }],
  connections: [CROWDED],
});

type Case = { party: Party; unit: string; sensitivity?: 'covert' | 'professional-standards' };

/** A referral that a unit holds, with everything that is derived from it. */
async function held({ party, unit, sensitivity }: Case): Promise<string> {
  const { store, supervisor, signer } = bureau;
  const referralId = await plantReferral(bureau, { content: exampleContent({ parties: [party] }) });
  if (sensitivity) {
    const reason = sensitivity === 'covert' ? 'covert-work' : 'police-suspect';
    await guardReferral(store, supervisor, { referralId, sensitivity, reason });
  }
  await linkPeople(store, [referralId]);
  const packages = [{ unitId: unit, purpose: 'suspect', reason: 'told-by-force' }] as const;
  await disseminateReferral(store, supervisor, { referralId, packages }, signer);
  return referralId;
}

const recordOf = async (referralId: string) => (await personRecordsOf(bureau.store.db, [referralId]))[0]!.id;

/** Everything about links that a person is shown of some referrals. */
async function shownTo(actor: PersonActor, ids: readonly string[]): Promise<string> {
  const { store } = bureau;
  const shown: unknown[] = [await seeConflicts(store, actor, { purpose: 'investigation' })];
  for (const referralId of ids) {
    const page = await readLinks(store, actor, referralId, 'investigation');
    shown.push(page);
    for (const { group } of page.records) if (group) shown.push(await readGroup(store, actor, group.id));
    for (const { kind, party, item } of page.values.hubs)
      shown.push(await readHub(store, actor, { referralId, kind, party, item }));
  }
  return JSON.stringify(shown, (_, value: unknown) => (value instanceof Map ? [...value] : value), 1);
}

/** How many linked referrals the package tells its unit of. */
async function linkedInPackage(referralId: string): Promise<number> {
  const { store, kentOfficer } = bureau;
  const [sent] = await packagesOf(store.db, referralId);
  const opened = await readPackage(store, kentOfficer, { packageId: sent!.id, purpose: 'investigation' });
  return opened.document.open('test').links.linkedReferrals;
}

test('a unit reads the same with and without covert and professional-standards cases of another one', async () => {
  const { kentOfficer, essexOfficer, supervisor, analyst, store } = bureau;
  const crowd = Array.from({ length: LINK_KINDS.ip.cap }, (_, i) => {
    const accounts = [{ service: 'a', username: `user-${i}` }];
    return { content: exampleContent({ parties: [{ role: 'suspect', accounts, connections: [CROWDED] }] }) };
  });
  await deriveReferrals(store, await plant(store, crowd));
  const kents = [
    await held({ party: suspect('Robin Heron', 'heron@example.org'), unit: 'kent' }),
    await held({ party: suspect('Robin Heron', 'heron@example.org'), unit: 'kent' }),
    await held({ party: suspect('R Herron', 'other@example.org'), unit: 'kent' }),
  ];
  const before = await shownTo(kentOfficer, kents);
  assert.match(before, /"group"/);
  const both = {
    ...suspect('Robin Heron', 'heron@example.org'),
    identifiers: ['heron@example.org', 'other@example.org'].map((value) => ({
      kind: 'email' as const,
      value,
    })),
  };
  const covert = [
    await held({ party: both, unit: 'essex', sensitivity: 'covert' }),
    await held({ party: both, unit: 'essex', sensitivity: 'professional-standards' }),
  ];
  // The bureau says that the covert case is of one person with both, which brings Kent's two apart cases together.
  for (const kent of [kents[0]!, kents[2]!])
    await judgePair(store, supervisor, {
      one: await recordOf(covert[0]!),
      other: await recordOf(kent),
      verdict: 'same',
      reason: 'outside-knowledge',
    });
  assert.equal(await shownTo(kentOfficer, kents), before);
  const late = await held({ party: suspect('Robin Heron', 'heron@example.org'), unit: 'kent' });
  assert.equal(await linkedInPackage(late), 2, 'nor does a package count what is guarded');

  const owner = await seeConflicts(store, essexOfficer, { purpose: 'investigation' });
  assert.deepEqual(
    [...new Set(owner.map(({ referralId }) => referralId))].toSorted(),
    covert.toSorted(),
    'the owner of a covert case is told',
  );
  const atDesk = await seeConflicts(store, analyst, { purpose: 'linking' });
  assert.deepEqual(atDesk, [], 'an analyst who does not work on it is not');
  assert.equal((await seeConflicts(store, supervisor, { purpose: 'supervision' })).length, owner.length);
});

test('once another unit’s case is guarded, a unit reads as if it had never been there', async () => {
  const { kentOfficer, supervisor, store } = bureau;
  const kents = [
    await held({ party: suspect('Lee Wagtail', 'wagtail@example.org'), unit: 'kent' }),
    await held({ party: suspect('Lee Wagtail', 'wagtail@example.org'), unit: 'kent' }),
  ];
  const before = await shownTo(kentOfficer, kents);
  const referralId = await held({ party: suspect('Lee Wagtail', 'wagtail@example.org'), unit: 'essex' });
  assert.notEqual(await shownTo(kentOfficer, kents), before, 'an ordinary case is told of');
  await guardReferral(store, supervisor, { referralId, sensitivity: 'covert', reason: 'covert-work' });
  assert.equal(await shownTo(kentOfficer, kents), before);
});

test('a unit reads links of one range in the order of their records, as the finer order hangs on others’ cases', async () => {
  const { kentOfficer, supervisor, store } = bureau;
  const plover = (name: string): Party => ({
    ...suspect(name, 'plover@example.org'),
    dateOfBirth: '1967-12-03',
    connections: [],
  });
  const own = await held({ party: plover('Ash Plover'), unit: 'kent' });
  const links = [
    await held({ party: plover('Ashe Plover'), unit: 'kent' }),
    await held({ party: plover('Ash Plovar'), unit: 'kent' }),
    await held({ party: plover('Ash Plover'), unit: 'kent' }),
  ];
  const told = async (actor: PersonActor) => {
    const { records, among } = await readLinks(store, actor, own, 'investigation');
    return { links: records[0]!.links.map(({ other }) => other.id), among: among.map(({ a, b }) => [a, b]) };
  };
  const [toUnit, toBureau] = [await told(kentOfficer), await told(supervisor)];
  const ids = await Promise.all(links.map(recordOf));
  const pairs = [
    [ids[0], ids[1]],
    [ids[0], ids[2]],
    [ids[1], ids[2]],
  ];
  assert.deepEqual(toUnit, { links: ids, among: pairs });
  assert.notDeepEqual(toBureau.links, ids);
});
