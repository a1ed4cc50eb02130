import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import {
  answerSecret,
  deliveriesOf,
  hostHistories,
  noticeById,
  stepsOfNotice,
} from '../../dissemination/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { verifySignature } from '../../shared/signer.ts';
import {
  answerAsHost,
  answerRelease,
  closeRemoval,
  confirmRemoval,
  deliverRemoval,
  draftRemoval,
  escalateRemoval,
  handOverRemoval,
  openEvidence,
  openHostNote,
  putRemovalHost,
  type RemovalPost,
  readRemovable,
  readRemoval,
  readRemovalDocument,
  recordHostAnswer,
  resumeRemoval,
  sayNobodyInvestigates,
  sendRemoval,
  suspendRemoval,
  tendRemovals,
} from '../index.ts';
import { type TestBureau, testBureau } from '../test-dissemination.ts';
import {
  askedOfKent,
  preserve,
  readyNotice,
  referralNaming,
  registerHostOne,
  SENDER,
  SYSTEM,
} from './test-removals.ts';

// The host is a real server on this machine. What stands at the addresses is another one, to which nobody may connect.

type Got = { headers: IncomingMessage['headers']; body: Buffer };

let bureau: TestBureau;
let hostServer: Server;
let addressServer: Server;
let ways: RemovalPost;
let answers: number[] = [];
const got: Got[] = [];
let connections = 0;
let made = 0;

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

before(async () => {
  bureau = await testBureau();
  hostServer = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    got.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(answers.shift() ?? 202).end();
  });
  addressServer = createServer((_, response) => response.end());
  addressServer.on('connection', () => connections++);
  const contact = await listen(hostServer);
  addressBase = await listen(addressServer);
  await registerHostOne(bureau, { contact });
  ways = { sender: SENDER, signer: bureau.signer };
});
beforeEach(() => {
  got.length = 0;
  answers = [];
});
after(async () => {
  hostServer.close();
  addressServer.close();
  await bureau.drop();
});

let addressBase = '';
const nextAddress = () => `https://files.host-one.example/n/${++made}`;
const notice = (id: string) => noticeById(bureau.store.db, id);
const actions = async (id: string) =>
  (await stepsOfNotice(bureau.store.db, id)).map(({ action }) => action).toReversed();
const passHours = (hours: number) =>
  bureau.store.clock.set(new Date(bureau.store.clock.now().getTime() + hours * 3_600_000));
const deliverAll = async (id: string) => {
  for (const delivery of await deliveriesOf(bureau.store.db, id))
    await deliverRemoval(bureau.store, delivery.id, ways);
};
async function sentNotice(): Promise<string> {
  const id = await readyNotice(bureau, nextAddress());
  await sendRemoval(bureau.store, bureau.analyst, { noticeId: id, sender: SENDER });
  return id;
}
const keyOf = async (id: string, visitor = '192.0.2.1') => ({
  reference: (await notice(id)).reference,
  secret: answerSecret(bureau.store.keys.linkingKey, id),
  visitor,
});
const isProblem = (code: string) => (failure: unknown) => failure instanceof Problem && failure.code === code;

test('a notice is delivered signed, with addresses, hashes and reference, and names nobody', async () => {
  const id = await sentNotice();
  await deliverAll(id);
  const [{ headers, body } = assert.fail()] = got;
  const text = body.toString('utf8');
  const signature = Buffer.from(String(headers['everydot-signature']).replace('ed25519=', ''), 'base64');
  assert.ok(verifySignature(bureau.signer.publicKey, body, signature));
  const { reference } = await notice(id);
  const document = JSON.parse(text) as { subject: string; text: string; xarf: Record<string, unknown>[] };
  assert.equal(document.subject, `Removal notice ${reference}`);
  assert.equal(document.xarf[0]?.['url'], `https://files.host-one.example/n/${made}`);
  assert.equal('evidence' in document.xarf[0]!, false);
  assert.match(JSON.stringify(document.xarf[0]?.['hash_values']), /"sha256":"[0-9a-f]{64}"/);
  assert.match(document.text, /hxxps:\/\/files\[\.\]host-one\[\.\]example/);
  // Nothing of the referral's people, reporter, references, files' holders or numbers.
  assert.doesNotMatch(text, /blue\.kite|Robin|example-chat|EC-77|ED-\d{7}|203\.0\.113\.7|Example Chat/);
  const referralIds = (await notice(id)).referralIds;
  assert.ok(referralIds.every((referralId) => !text.includes(referralId)));
});

test('a failed try is repeated with the same id and the same document; one that was taken is not', async () => {
  const id = await sentNotice();
  const [delivery] = await deliveriesOf(bureau.store.db, id);
  answers = [503, 500];
  for (let i = 0; i < 2; i++)
    await assert.rejects(
      deliverRemoval(bureau.store, delivery!.id, ways),
      isProblem('dissemination.removal-not-taken'),
    );
  await deliverRemoval(bureau.store, delivery!.id, ways);
  await deliverRemoval(bureau.store, delivery!.id, ways);
  assert.equal(got.length, 3);
  assert.deepEqual(new Set(got.map(({ headers }) => headers['everydot-notice-id'])), new Set([delivery!.id]));
  assert.equal(new Set(got.map(({ body }) => body.toString())).size, 1);
  const [{ takenAt, tries } = assert.fail()] = await deliveriesOf(bureau.store.db, id);
  assert.ok(takenAt !== null && tries === 3);
  const disclosed = await rows(
    bureau.ownerDb,
    sql`select from ledger_entry where action = 'deliver-removal' and detail->>'delivery' = ${delivery!.id}`,
  );
  assert.equal(disclosed.length, 1);
});

test('two workers with the same job send it once', async () => {
  const id = await sentNotice();
  const [delivery] = await deliveriesOf(bureau.store.db, id);
  const both = await Promise.allSettled([1, 2].map(() => deliverRemoval(bureau.store, delivery!.id, ways)));
  assert.equal(got.length, 1);
  assert.ok(both.some(({ status }) => status === 'fulfilled'));
});

test('what was suspended or withdrawn before its job ran is not sent', async () => {
  const id = await sentNotice();
  await suspendRemoval(bureau.store, bureau.analyst, { noticeId: id, reason: 'operation-running' });
  await deliverAll(id);
  assert.equal(got.length, 0);
  await resumeRemoval(bureau.store, bureau.analyst, id);
  await deliverAll(id);
  assert.equal(got.length, 1);
});

test('a force that says no between sending and delivery stops it', async () => {
  const id = await askedOfKent(bureau, nextAddress());
  await answerRelease(bureau.store, bureau.kentOfficer, { noticeId: id, answer: 'yes' });
  await sendRemoval(bureau.store, bureau.analyst, { noticeId: id, sender: SENDER });
  const no = { noticeId: id, answer: 'never-without-asking', reason: 'child-not-safe' } as const;
  await answerRelease(bureau.store, bureau.kentOfficer, no);
  await deliverAll(id);
  assert.equal(got.length, 0);
  await assert.rejects(
    resumeRemoval(bureau.store, bureau.analyst, id),
    isProblem('dissemination.removal-gates-shut'),
  );
});

test('nothing ever connects to an address, through the whole life of a notice', async () => {
  await putRemovalHost(bureau.store, SYSTEM, {
    id: 'host-here',
    name: 'Host here',
    kind: 'host',
    domains: ['here.example'],
    country: 'GB',
    channel: 'webhook',
    contact: `http://127.0.0.1:${(hostServer.address() as AddressInfo).port}`,
    flaggerNote: null,
    answerWithinHours: 1,
  });
  const { store, analyst } = bureau;
  const referralId = await referralNaming(bureau, { address: `${addressBase}/a/picture` });
  const [line] = await readRemovable(store, analyst, referralId);
  const [drafted] = await draftRemoval(store, analyst, {
    referralId,
    keys: [line!.key],
    hostId: 'host-here',
  });
  const id = drafted!.id;
  await preserve(bureau, id);
  await sayNobodyInvestigates(store, analyst, id);
  await sendRemoval(store, analyst, { noticeId: id, sender: SENDER });
  await deliverAll(id);
  await openEvidence(store, analyst, { referralId, evidenceId: line!.evidenceId, purpose: 'dissemination' });
  passHours(2);
  await tendRemovals(store);
  await deliverAll(id);
  await answerAsHost(store, await keyOf(id), { says: 'removed' });
  await confirmRemoval(store, analyst, id);
  await closeRemoval(store, analyst, { noticeId: id, reason: 'removed-and-confirmed' });
  assert.equal((await notice(id)).state, 'closed');
  assert.equal(got.length, 2);
  assert.equal(connections, 0);
});

test('the clock: a reminder, then no answer, then a person takes it further', async () => {
  const id = await sentNotice();
  await deliverAll(id);
  passHours(23);
  await tendRemovals(bureau.store);
  assert.deepEqual(await actions(id), ['clear', 'send']);
  passHours(2);
  await tendRemovals(bureau.store);
  await tendRemovals(bureau.store);
  assert.deepEqual(await actions(id), ['clear', 'send', 'remind']);
  await deliverAll(id);
  assert.match(got.at(-1)!.body.toString(), /Reminder of removal notice/);
  passHours(25);
  await tendRemovals(bureau.store);
  assert.equal((await notice(id)).state, 'no-answer');
  await putRemovalHost(bureau.store, SYSTEM, {
    id: 'partner-nl',
    name: 'Partner hotline',
    kind: 'partner',
    domains: [],
    country: 'NL',
    channel: 'by-hand',
    contact: null,
    flaggerNote: null,
    answerWithinHours: 5,
  });
  const escalation = { noticeId: id, how: 'partner', sender: SENDER } as const;
  await assert.rejects(
    escalateRemoval(bureau.store, bureau.analyst, { ...escalation, toId: 'host-one' }),
    isProblem('dissemination.unknown-host'),
  );
  await escalateRemoval(bureau.store, bureau.analyst, { ...escalation, toId: 'partner-nl' });
  const byHand = (await deliveriesOf(bureau.store.db, id)).at(-1)!;
  assert.ok(byHand.takenAt !== null && byHand.hostId === 'partner-nl');
  const document = await readRemovalDocument(bureau.store, bureau.analyst, {
    noticeId: id,
    deliveryId: byHand.id,
    sender: SENDER,
  });
  assert.match(document.open('test').text, /First sent/);
  assert.match(document.open('test').text, /answer within 5 hours/, 'as its clock says');
  await recordHostAnswer(bureau.store, bureau.analyst, { noticeId: id, says: 'removed' });
  assert.equal((await notice(id)).state, 'removed');
});

test('a host that was not reached owes no answer: its clock begins when it has the notice', async () => {
  const id = await sentNotice();
  passHours(30);
  await tendRemovals(bureau.store);
  assert.deepEqual(await actions(id), ['clear', 'send']);
  await deliverAll(id);
  const { dueAt } = await notice(id);
  assert.equal(dueAt?.getTime(), bureau.store.clock.now().getTime() + 24 * 3_600_000);
});

test('a suspended notice has no clock: it is not overdue, and keeps what was left', async () => {
  const id = await sentNotice();
  passHours(4);
  await suspendRemoval(bureau.store, bureau.analyst, { noticeId: id, reason: 'evidence-not-secured' });
  assert.equal((await notice(id)).dueAt, null);
  passHours(1_000);
  await tendRemovals(bureau.store);
  assert.deepEqual(await actions(id), ['clear', 'send', 'suspend']);
  await resumeRemoval(bureau.store, bureau.analyst, id);
  const { dueAt, state, stoppedMs } = await notice(id);
  assert.equal(state, 'sent');
  assert.equal(dueAt?.getTime(), bureau.store.clock.now().getTime() + 20 * 3_600_000);
  assert.equal(stoppedMs, 1_000 * 3_600_000);
});

test('a host’s median leaves out the time in which its notices were suspended', async () => {
  const before = (await hostHistories(bureau.store.db)).find(({ hostId }) => hostId === 'host-one')!;
  await putRemovalHost(bureau.store, SYSTEM, {
    id: 'host-two',
    name: 'Host Two',
    kind: 'host',
    domains: ['files.host-one.example'],
    country: 'GB',
    channel: 'by-hand',
    contact: null,
    flaggerNote: null,
    answerWithinHours: null,
  });
  for (const hours of [1, 2, 9]) {
    const id = await sentNotice();
    await suspendRemoval(bureau.store, bureau.analyst, { noticeId: id, reason: 'operation-running' });
    passHours(100);
    await resumeRemoval(bureau.store, bureau.analyst, id);
    passHours(hours);
    await recordHostAnswer(bureau.store, bureau.analyst, { noticeId: id, says: 'removed' });
  }
  const histories = await hostHistories(bureau.store.db);
  const { medianHours, timed, removed } = histories.find(({ hostId }) => hostId === 'host-two')!;
  assert.deepEqual([medianHours, timed, removed], [2, 3, 3]);
  assert.deepEqual(
    histories.find(({ hostId }) => hostId === 'host-one'),
    before,
  );
});

test('a host answers by its key; what it writes is sealed, and opening it is counted', async () => {
  const id = await sentNotice();
  const key = await keyOf(id);
  const refusal = { says: 'refused', reason: 'not-ours', note: 'WRITTEN-BY-THE-HOST' } as const;
  await answerAsHost(bureau.store, key, refusal);
  assert.equal((await notice(id)).state, 'refused');
  const { answers: said } = await readRemoval(bureau.store, bureau.analyst, id);
  assert.deepEqual([said[0]?.says, said[0]?.reason, said[0]?.via], ['refused', 'not-ours', 'page']);
  const plain = await rows(
    bureau.ownerDb,
    sql`select from removal_answer a where a::text like '%WRITTEN%' or encode(a.note, 'escape') like '%WRITTEN%'`,
  );
  assert.equal(plain.length, 0);
  const asked = { noticeId: id, answerId: said[0]!.id };
  const opened = await openHostNote(bureau.store, bureau.analyst, asked);
  assert.equal(opened.open('test'), 'WRITTEN-BY-THE-HOST');
  const exposures = await rows(
    bureau.ownerDb,
    sql`select from exposure where evidence_id = ${`answer:${said[0]!.id}`}`,
  );
  assert.equal(exposures.length, 1);
  // Later it says that it is gone after all: a late answer is still an answer.
  await answerAsHost(bureau.store, key, { says: 'removed' });
  assert.equal((await notice(id)).state, 'removed');
  // And a repeated click changes nothing.
  await answerAsHost(bureau.store, key, { says: 'removed' });
  assert.equal((await notice(id)).state, 'removed');
});

test('wrong references and secrets look alike, and after ten within an hour a visitor waits', async () => {
  const id = await sentNotice();
  const key = await keyOf(id, '198.51.100.9');
  const wrong = [
    { ...key, secret: 'x'.repeat(24) },
    { ...key, reference: 'RN-00000000' },
    { ...key, secret: '' },
  ];
  const messages = new Set<string>();
  for (let i = 0; i < 10; i++)
    await assert.rejects(
      answerAsHost(bureau.store, wrong[i % 3]!, { says: 'removed' }),
      (failure: Problem) => {
        messages.add(`${failure.code} ${failure.message}`);
        return true;
      },
    );
  assert.equal(messages.size, 1);
  await assert.rejects(
    answerAsHost(bureau.store, key, { says: 'removed' }),
    isProblem('dissemination.removal-answer-limit'),
  );
  assert.equal((await notice(id)).state, 'sent');
  await answerAsHost(bureau.store, { ...key, visitor: '198.51.100.10' }, { says: 'received' });
  assert.equal((await notice(id)).state, 'acknowledged');
  passHours(2);
  await answerAsHost(bureau.store, key, { says: 'removed' });
  assert.equal((await notice(id)).state, 'removed');
});

test('nobody answers a notice that was never sent, not even with its key', async () => {
  const id = await readyNotice(bureau, nextAddress());
  await assert.rejects(
    answerAsHost(bureau.store, await keyOf(id), { says: 'removed' }),
    isProblem('dissemination.removal-answer-unknown'),
  );
});

test('a unit that asked to wait is asked again on its day, once', async () => {
  const id = await askedOfKent(bureau, nextAddress());
  const until = new Date(bureau.store.clock.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
  const notYet = { noticeId: id, answer: 'not-yet', until, reason: 'operation-running' } as const;
  await answerRelease(bureau.store, bureau.kentOfficer, notYet);
  const asked = () => rows(bureau.ownerDb, sql`select from removal_release_request where notice_id = ${id}`);
  await tendRemovals(bureau.store);
  assert.equal((await asked()).length, 1);
  passHours(3 * 24);
  await tendRemovals(bureau.store);
  await tendRemovals(bureau.store);
  assert.equal((await asked()).length, 2);
});

test('a reminder that goes by hand waits for whoever hands it over, and not while a gate is shut', async () => {
  const { store, analyst } = bureau;
  await putRemovalHost(store, SYSTEM, {
    id: 'host-by-hand',
    name: 'Host by hand',
    kind: 'host',
    domains: ['hand.example'],
    country: 'GB',
    channel: 'by-hand',
    contact: null,
    flaggerNote: null,
    answerWithinHours: null,
  });
  const id = await askedOfKent(bureau, `https://hand.example/${++made}`);
  await answerRelease(store, bureau.kentOfficer, { noticeId: id, answer: 'yes' });
  await sendRemoval(store, analyst, { noticeId: id, sender: SENDER });
  passHours(3);
  await tendRemovals(store);
  const waiting = (await deliveriesOf(store.db, id)).at(-1)!;
  assert.deepEqual([waiting.kind, waiting.takenAt], ['reminder', null]);
  const hand = () =>
    handOverRemoval(store, analyst, { noticeId: id, deliveryId: waiting.id, sender: SENDER });
  const no = { noticeId: id, answer: 'never-without-asking', reason: 'child-not-safe' } as const;
  await answerRelease(store, bureau.kentOfficer, no);
  await assert.rejects(hand(), isProblem('dissemination.removal-gates-shut'));
  await answerRelease(store, bureau.kentOfficer, { noticeId: id, answer: 'yes' });
  await resumeRemoval(store, analyst, id);
  await hand();
  await hand();
  const [, { takenAt, tries } = assert.fail()] = await deliveriesOf(store.db, id);
  assert.ok(takenAt !== null && tries === 1);
});
