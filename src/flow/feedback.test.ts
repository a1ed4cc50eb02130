import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { listSources, registerSource } from '../access/index.ts';
import { feedbackById, feedbackOf, outcomesBetween } from '../dissemination/index.ts';
import { entriesAbout } from '../ledger/index.ts';
import { referralHeader } from '../referral/index.ts';
import { rows, sql } from '../shared/db.ts';
import { verifySignature } from '../shared/signer.ts';
import { deliverFeedback, fetchFeedback, recordOutcome } from './index.ts';
import { packageWithKent, plantReferral, type TestBureau, testBureau } from './test-dissemination.ts';

const system = { kind: 'system', part: 'test' } as const;

type Taken = { headers: Record<string, string | string[] | undefined>; body: Buffer };
const taken: Taken[] = [];
let answerWith = 204;

/** A sender's own address, on this machine. */
const address = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  taken.push({ headers: request.headers, body: Buffer.concat(parts) });
  response.writeHead(answerWith, answerWith === 302 ? { location: '/elsewhere' } : {}).end();
});

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
  address.listen(0, '127.0.0.1');
  await once(address, 'listening');
  const { port } = address.address() as AddressInfo;
  const feedbackUrl = `http://127.0.0.1:${port}/feedback`;
  await registerSource(bureau.store, system, {
    id: 'platform-push',
    name: 'Push Ltd',
    kind: 'platform',
    feedbackUrl,
  });
  await registerSource(bureau.store, system, { id: 'platform-fetch', name: 'Fetch Ltd', kind: 'platform' });
});
after(async () => {
  address.close();
  await bureau.drop();
});

async function outcomeFor(sourceId: string): Promise<{ referralId: string; packageId: string }> {
  const referralId = await plantReferral(bureau, { sourceId });
  const { packageId } = await packageWithKent(bureau, { referralId, acknowledged: true });
  await recordOutcome(bureau.store, bureau.kentOfficer, {
    packageId,
    status: 'arrest',
    victimsIdentified: 2,
    useful: 'yes',
  });
  return { referralId, packageId };
}

test('an outcome is pushed to the sender, signed, coded, once', async () => {
  const { store, signer } = bureau;
  const { referralId } = await outcomeFor('platform-push');
  const [feedback] = await feedbackOf(store.db, referralId);
  const jobs = await rows(
    store.db,
    sql`select subject from job where kind = 'deliver-feedback' and subject = ${feedback!.id}`,
  );
  assert.equal(jobs.length, 1);
  await deliverFeedback(store, feedback!.id, signer);
  await deliverFeedback(store, feedback!.id, signer);
  assert.equal(taken.length, 1);
  const { headers, body } = taken[0]!;
  const signature = Buffer.from(String(headers['everydot-signature']).replace('ed25519=', ''), 'base64');
  assert.equal(verifySignature(signer.publicKey, body, signature), true);
  assert.equal(headers['everydot-key-id'], signer.keyId);
  const { id, report, ...told } = JSON.parse(body.toString());
  assert.equal(id, feedback!.id);
  assert.match(report, /^ED-/);
  assert.deepEqual(told, {
    status: 'arrest',
    closureReason: null,
    childIdentified: 'yes',
    useful: 'yes',
    recordedOn: '2026-03-02',
  });
  const delivered = (await entriesAbout(store.db, referralId)).find(
    ({ action }) => action === 'deliver-feedback',
  );
  assert.equal(delivered?.recipient, 'source:platform-push');
});

for (const status of [302, 500]) {
  test(`an address that answers ${status} has not taken it, and is tried again`, async () => {
    const { store, signer } = bureau;
    const { referralId } = await outcomeFor('platform-push');
    const [feedback] = await feedbackOf(store.db, referralId);
    answerWith = status;
    const before = taken.length;
    await assert.rejects(deliverFeedback(store, feedback!.id, signer), {
      code: 'dissemination.feedback-not-taken',
    });
    assert.equal(taken.length, before + 1, 'it is not led elsewhere');
    answerWith = 204;
    store.clock.set(new Date(store.clock.now().getTime() + 60_000));
    await deliverFeedback(store, feedback!.id, signer);
    const { deliveredAt, tries } = await feedbackById(store.db, feedback!.id);
    assert.equal(tries, 2);
    assert.notEqual(deliveredAt, null);
  });
}

test('an address that does not answer is a try, written down', async () => {
  const { store, signer } = bureau;
  const { referralId } = await outcomeFor('platform-push');
  const [feedback] = await feedbackOf(store.db, referralId);
  const post = () => Promise.reject(new Error('unreachable'));
  await assert.rejects(deliverFeedback(store, feedback!.id, signer, post), {
    code: 'dissemination.feedback-not-taken',
  });
  assert.equal((await feedbackById(store.db, feedback!.id)).tries, 1);
});

test('a sender without an address fetches its own feedback, and nobody else’s', async () => {
  const { store, signer } = bureau;
  const { referralId } = await outcomeFor('platform-fetch');
  const [feedback] = await feedbackOf(store.db, referralId);
  const before = taken.length;
  await deliverFeedback(store, feedback!.id, signer);
  assert.equal(taken.length, before);
  const sources = new Map((await listSources(store.db)).map((source) => [source.id, source]));
  const own = await fetchFeedback(store, sources.get('platform-fetch')!, new Date(0));
  assert.deepEqual(
    own.map((one) => one.referralId),
    [referralId],
  );
  const others = await fetchFeedback(store, sources.get('platform-push')!, new Date(0));
  assert.ok(others.every((one) => one.sourceId === 'platform-push'));
});

test('nobody is told of a covert case', async () => {
  const { store, ownerDb, kentOfficer } = bureau;
  const { referralId, packageId } = await packageWithKent(bureau, { acknowledged: true });
  await rows(ownerDb, sql`update referral set sensitivity = 'covert' where id = ${referralId}`);
  await recordOutcome(store, kentOfficer, { packageId, status: 'arrest' });
  assert.deepEqual(await feedbackOf(store.db, referralId), []);
});

test('several outcomes follow one another; each is kept and the latest counts', async () => {
  const { store, kentOfficer } = bureau;
  const { packageId, referralId } = await packageWithKent(bureau, { acknowledged: true });
  const from = store.clock.now();
  const tell = async (status: 'ongoing' | 'arrest' | 'conviction', minutes: number) => {
    store.clock.set(new Date(from.getTime() + minutes * 60_000));
    await recordOutcome(store, kentOfficer, { packageId, status });
  };
  await tell('ongoing', 1);
  await tell('arrest', 2);
  await tell('conviction', 3);
  const told = (await outcomesBetween(store.db, from, new Date(from.getTime() + 3 * 60_000))).filter(
    (one) => one.packageId === packageId,
  );
  assert.deepEqual(
    told.map(({ status, latest }) => [status, latest]),
    [
      ['ongoing', false],
      ['arrest', false],
    ],
  );
  assert.equal((await feedbackOf(store.db, referralId)).length, 3);
  assert.equal((await referralHeader(store.db, referralId)).state, 'disseminated');
});

test('an outcome cannot be told before the receipt', async () => {
  const { packageId } = await packageWithKent(bureau);
  const telling = recordOutcome(bureau.store, bureau.kentOfficer, { packageId, status: 'arrest' });
  await assert.rejects(telling, { code: 'dissemination.package-step-not-possible' });
});
