import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addressKey,
  answerSecret,
  hostById,
  hostsOn,
  noticeById,
  noticesAskedOf,
} from '../../dissemination/index.ts';
import { rows, sql } from '../../shared/db.ts';
import {
  answerAsHost,
  askRelease,
  confirmRemoval,
  draftRemoval,
  guardReferral,
  listReleaseQuestions,
  listRemovals,
  overrideGate,
  putRemovalHost,
  readRemovable,
  readRemoval,
  recordHostAnswer,
  recordPreservation,
  sendRemoval,
  withdrawRemoval,
} from '../index.ts';
import { type TestBureau, testBureau } from '../test-dissemination.ts';
import { namedBy, openItem } from './open-removal-items.ts';
import {
  askedOfKent,
  contentNaming,
  draftFrom,
  readyNotice,
  referralNaming,
  registerHostOne,
  SENDER,
  SYSTEM,
} from './test-removals.ts';

// What a notice must not do: tell of guarded referrals, be put off by its host, lose a question to a unit.

let bureau: TestBureau;
let made = 0;
before(async () => {
  bureau = await testBureau();
  await registerHostOne(bureau);
});
after(() => bureau.drop());

const nextAddress = () => `https://files.host-one.example/h/${++made}`;
const notice = (id: string) => noticeById(bureau.store.db, id);
const passHours = (hours: number) =>
  bureau.store.clock.set(new Date(bureau.store.clock.now().getTime() + hours * 3_600_000));

test('nothing that is read of a notice names a guarded referral behind it', async () => {
  const { store, analyst, supervisor } = bureau;
  const address = nextAddress();
  const covert = await referralNaming(bureau, { address });
  await draftFrom(bureau, supervisor, covert);
  await guardReferral(store, supervisor, {
    referralId: covert,
    sensitivity: 'covert',
    reason: 'covert-work',
  });
  const id = await draftFrom(bureau, analyst, await referralNaming(bureau, { address }));
  const alsoCovert = await referralNaming(bureau, { address });
  await guardReferral(store, supervisor, {
    referralId: alsoCovert,
    sensitivity: 'covert',
    reason: 'covert-work',
  });
  const reason = 'suspect-knows';
  await overrideGate(store, supervisor, { noticeId: id, gate: 'guard', reason, note: 'He knows.' });
  const { reference } = await notice(id);
  const read = JSON.stringify([
    await readRemoval(store, analyst, reference),
    await listRemovals(store, analyst),
  ]);
  for (const hidden of [covert, alsoCovert]) assert.equal(read.includes(hidden), false, hidden);
  assert.ok(JSON.stringify(await readRemoval(store, supervisor, reference)).includes(covert));
});

test('a host that says again and again that it has the notice does not put its clock off', async () => {
  const id = await readyNotice(bureau, nextAddress());
  await sendRemoval(bureau.store, bureau.analyst, { noticeId: id, sender: SENDER });
  const secret = answerSecret(bureau.store.keys.linkingKey, id);
  const { reference } = await notice(id);
  const says = () =>
    answerAsHost(bureau.store, { reference, secret, visitor: '192.0.2.7' }, { says: 'received' });
  await says();
  const { dueAt } = await notice(id);
  passHours(20);
  await says();
  assert.deepEqual((await notice(id)).dueAt, dueAt);
});

test('content that comes back to an address whose removal was confirmed gets a notice of its own', async () => {
  const address = nextAddress();
  const first = await readyNotice(bureau, address);
  await sendRemoval(bureau.store, bureau.analyst, { noticeId: first, sender: SENDER });
  await recordHostAnswer(bureau.store, bureau.analyst, { noticeId: first, says: 'removed' });
  const meanwhile = await draftFrom(bureau, bureau.analyst, await referralNaming(bureau, { address }));
  assert.equal(meanwhile, first);
  await confirmRemoval(bureau.store, bureau.analyst, first);
  const again = await draftFrom(bureau, bureau.analyst, await referralNaming(bureau, { address }));
  assert.notEqual(again, first);
  assert.equal((await notice(again)).state, 'draft');
});

test('only what circulates virally is taken down elsewhere without asking: what is traded warns', async () => {
  const content = contentNaming(nextAddress());
  const id = await draftFrom(bureau, bureau.analyst, await referralNaming(bureau, { content }));
  const elsewhere = contentNaming(nextAddress(), { files: content.files });
  await referralNaming(bureau, { content: { ...elsewhere, references: [] }, unitId: 'essex' });
  const heldBy = async (viral: string) => {
    await rows(
      bureau.ownerDb,
      sql`update content_group set viral = ${viral} where id in (select group_id from content_membership
        where kind = 'sha256' and value = decode(${content.files[0]!.hashes[0]!.value}, 'hex'))`,
    );
    const { gates } = await readRemoval(bureau.store, bureau.analyst, id);
    return gates.gates.flatMap(({ causes }) => causes.flatMap(({ unit }) => unit?.unitId ?? []));
  };
  for (const viral of ['none', 'possible', 'traded']) assert.deepEqual(await heldBy(viral), ['essex'], viral);
  assert.deepEqual(await heldBy('viral'), []);
});

test('content cannot be kept since a day that has not come', async () => {
  const id = await draftFrom(
    bureau,
    bureau.analyst,
    await referralNaming(bureau, { address: nextAddress() }),
  );
  const kept = { noticeId: id, how: 'recorded-by-force', keptOn: '2126-03-01', reference: 'K' } as const;
  await assert.rejects(recordPreservation(bureau.store, bureau.analyst, kept), {
    code: 'dissemination.unknown-code',
  });
});

test('a change of a host dated before another holds until that one', async () => {
  const host = (validFrom: string) =>
    putRemovalHost(bureau.store, SYSTEM, {
      id: 'dated-host',
      name: 'Dated',
      kind: 'host',
      domains: ['dated.example'],
      country: 'NL',
      channel: 'by-hand',
      contact: null,
      flaggerNote: null,
      answerWithinHours: null,
      validFrom,
    });
  for (const day of ['2026-02-01', '2026-01-01', '2026-02-20']) await host(day);
  const stands = async (day: string) =>
    (await hostById(bureau.store.db, 'dated-host', new Date(day))).validFrom;
  assert.deepEqual(
    [await stands('2026-01-31'), await stands('2026-02-19'), await stands('2026-03-01')],
    ['2026-01-01', '2026-02-01', '2026-02-20'],
  );
  assert.equal(
    (await hostsOn(bureau.store.db, new Date('2026-03-01'))).filter(({ id }) => id === 'dated-host').length,
    1,
  );
});

test('an address that a correction replaced is not put forward any more', async () => {
  const referralId = await referralNaming(bureau, { address: nextAddress() });
  await rows(
    bureau.ownerDb,
    sql`insert into named_address (k, referral_id, evidence_id)
      select decode('00112233445566778899aabbccddeeff', 'hex'), referral_id, evidence_id from named_address
      where referral_id = ${referralId}`,
  );
  const removable = await readRemovable(bureau.store, bureau.analyst, referralId);
  assert.equal(removable.length, 1);
  await draftRemoval(bureau.store, bureau.analyst, { referralId, keys: removable.map(({ key }) => key) });
});

test('a reference that is none is answered as any unknown one, and counted', async () => {
  const wrong = (reference: string) =>
    answerAsHost(bureau.store, { reference, secret: 'x', visitor: '192.0.2.99' }, { says: 'removed' });
  for (let tries = 0; tries < 10; tries += 1)
    await assert.rejects(wrong('RN-\0'), { code: 'dissemination.removal-answer-unknown' });
  await assert.rejects(wrong('RN-AAAAAAAA'), { code: 'dissemination.removal-answer-limit' });
});

test('what no database holds is refused in a host’s name and contact', async () => {
  for (const part of [
    { name: 'a\0b' },
    { contact: 'a\0@host.example' },
    { contact: 'a@host.example\nBcc: x' },
  ])
    await assert.rejects(registerHostOne(bureau, { id: 'bad-host', channel: 'mail', ...part }), {
      code: 'dissemination.host-invalid',
    });
});

test('each address of a referral is read once, however many of them a notice names', () => {
  const many = 300;
  let reads = 0;
  const evidence = Array.from({ length: many }, (_, n) => ({
    id: `e${n}`,
    kind: 'url' as const,
    label: 'Web address',
    get value() {
      reads += 1;
      return `https://files.host-one.example/m/${n}`;
    },
  }));
  const files = evidence.map(({ id }, n) => ({
    hashes: [{ kind: 'md5' as const, value: n.toString(16).padStart(32, '0') }],
    annotations: [],
    locations: [id],
  }));
  const key = Buffer.alloc(32, 7);
  const named = new Map([['r', namedBy(key, 'r', { evidence, files })]]);
  const opened = evidence.map(({ id, value }) => {
    const basis = { itemId: id, noticeId: 'n', referralId: 'r', evidenceId: id, allHashes: false };
    const bases = [{ ...basis, addedBy: 'system:test', addedAt: new Date() }];
    return openItem({ id, noticeId: 'n', k: addressKey(key, value), bases }, named);
  });
  assert.deepEqual(
    opened.map(({ address, files: there }) => [address, there[0]?.position, there.length]),
    evidence.map(({ value }, n) => [value, n, 1]),
  );
  assert.ok(reads <= 5 * many, `${reads} reads of ${many} addresses`);
});

test('questions that are over do not push those that wait out of a unit’s sight', async () => {
  const { store, analyst, kentOfficer } = bureau;
  const waiting = await askedOfKent(bureau, nextAddress());
  passHours(1);
  const over = await askedOfKent(bureau, nextAddress());
  await askRelease(store, analyst, over);
  await withdrawRemoval(store, analyst, { noticeId: over, reason: 'mistaken' });
  assert.deepEqual(
    (await noticesAskedOf(store.db, 'kent', 1)).map(({ noticeId }) => noticeId),
    [waiting],
  );
  const asked = (await listReleaseQuestions(store, kentOfficer)).map(({ noticeId }) => noticeId);
  assert.ok(asked.includes(waiting) && !asked.includes(over));
});
