import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { addPerson, type PersonActor, type Role, registerSource, type Source } from '../../access/index.ts';
import { type Manifest, manifestHolds, type ReleaseFormat } from '../../matching/index.ts';
import { findReferral } from '../../referral/index.ts';
import { rows, sql } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { memorySigner } from '../../shared/signer.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { deriveReferrals } from '../derive-referrals.ts';
import { openIntake } from '../open-intake.ts';
import { receiveDocument } from '../receive-document.ts';
import { whatWaits } from '../what-waits.ts';
import { decideDispute } from './decide-dispute.ts';
import { giveOpinion } from './give-opinion.ts';
import { decideGradingOf, gradeContent, withdrawOwnEntry } from './grade-content.ts';
import { grantHashList } from './grant-hash-list.ts';
import { importHashList } from './import-hash-list.ts';
import { createHashList } from './manage-hash-lists.ts';
import { openRelease, publishHashList } from './publish-hash-list.ts';
import { readGradable, readGradings } from './read-gradings.ts';
import { readListEntry } from './read-hash-lists.ts';

const SYSTEM = { kind: 'system', part: 'test' } as const;
const signer = memorySigner();
const hashOf = (kind: 'md5' | 'sha256', text: string) => createHash(kind).update(text).digest('hex');

let database: TestStore;
let analyst: PersonActor;
let second: PersonActor;
let supervisor: PersonActor;
let platform: Source;
let referralId: string;

before(async () => {
  database = await testStore();
  const { store } = database;
  const person = (name: string, role: Role) =>
    addPerson(store.db, { name, roles: [role], compartment: null });
  analyst = await person('First', 'analyst');
  second = await person('Second', 'analyst');
  supervisor = await person('Third', 'supervisor');
  platform = await registerSource(store, SYSTEM, { id: 'platform', name: 'Platform', kind: 'platform' });
  referralId = await receiveFiles(6);
  await createHashList(store, SYSTEM, {
    code: 'ours',
    name: 'Our list',
    holder: 'The bureau',
    meaning: 'harmful',
    scheme: 'uk-abc',
    country: 'GB',
    own: true,
    handling: null,
    contact: null,
  });
});
after(() => database.drop());

async function receiveFiles(count: number): Promise<string> {
  const files = Array.from({ length: count }, (_, i) => ({
    hashes: [
      { kind: 'md5', value: hashOf('md5', `file ${i}`) },
      { kind: 'pdq', value: hashOf('sha256', `file ${i}`), quality: 90 },
    ],
  }));
  const raw = Buffer.from(
    JSON.stringify({ schemaVersion: '1', incidentType: 'csam-possession-or-distribution', files }),
  );
  const intake = openIntake(database.store);
  const [receipt] = await receiveDocument(intake, platform, { raw, channel: 'api', adapter: 'native-json' });
  assert.equal(receipt!.problem, undefined, JSON.stringify(receipt));
  await deriveReferrals(database.store, [receipt!.id]);
  return findReferral(database.store.db, receipt!.number);
}

function grade(position: number, classification = 'A'): Promise<string> {
  return gradeContent(database.store, analyst, {
    list: 'ours',
    referralId,
    position,
    classification,
    media: 'image',
  });
}

async function list(position: number): Promise<number> {
  const gradingId = await grade(position);
  return (await decideGradingOf(database.store, second, { gradingId, decision: 'confirmed' }))!;
}

const publish = (): Promise<Manifest> =>
  publishHashList(database.store, supervisor, { list: 'ours', signer });

async function fetched(
  format: ReleaseFormat,
  options: { since?: number; number?: number } = {},
): Promise<string> {
  const { text } = await openRelease(database.store, platformActor(), {
    list: 'ours',
    number: options.number ?? 'latest',
    format,
    since: options.since,
  });
  let whole = '';
  for await (const piece of text!) whole += piece;
  return whole;
}

const platformActor = () => ({ kind: 'source', id: platform.id, name: platform.name }) as const;

test('a file is listed once a second person has confirmed its grade, never by one alone', async () => {
  const gradingId = await grade(0);
  await assert.rejects(
    decideGradingOf(database.store, analyst, { gradingId, decision: 'confirmed' }),
    isProblem('lists.same-person'),
  );
  assert.equal((await readGradings(database.store, second)).waiting.length, 1);
  const entryId = await decideGradingOf(database.store, second, { gradingId, decision: 'confirmed' });
  const { entry, values, referrals } = await readListEntry(database.store, supervisor, entryId!);
  assert.equal(entry.classification, 'A');
  assert.deepEqual(
    values.map(({ kind }) => kind),
    ['md5', 'pdq'],
  );
  assert.deepEqual(
    referrals.map(({ id }) => id),
    [referralId],
  );
});

test('a grade waits for whoever may confirm it: not for who graded, nor where the referral is hidden from them', async () => {
  const gradingId = await grade(2);
  const waits = async (person: PersonActor) => (await whatWaits(database.store, person)).gradings;
  assert.deepEqual([await waits(analyst), await waits(second)], [0, 1]);
  const guard = (sensitivity: string) =>
    rows(database.ownerDb, sql`update referral set sensitivity = ${sensitivity} where id = ${referralId}`);
  await guard('covert');
  assert.deepEqual([await waits(second), await waits(supervisor)], [0, 1]);
  await guard('ordinary');
  await decideGradingOf(database.store, second, { gradingId, decision: 'refused' });
});

test('the same file is not listed twice, nor with a grade of another scheme', async () => {
  await assert.rejects(grade(0), isProblem('lists.listed-already'));
  await assert.rejects(grade(1, 'A1'), isProblem('lists.unknown-code'));
  await assert.rejects(grade(99), isProblem('lists.no-usable-hash'));
  const refused = await grade(1);
  await decideGradingOf(database.store, second, { gradingId: refused, decision: 'refused' });
  const { files } = await readGradable(database.store, analyst, referralId);
  assert.equal(files[1]?.listings.length, 0);
});

test('a release is signed, and what is fetched is what the manifest says, in every form', async () => {
  await list(1);
  const manifest = await publish();
  assert.equal(manifest.number, 1);
  assert.equal(manifest.entries, 2);
  assert.ok(manifestHolds(manifest));
  assert.ok(!manifestHolds({ ...manifest, entries: 3 }));
  await assert.rejects(fetched('json'), isProblem('lists.not-granted'));
  await grantHashList(database.store, SYSTEM, { list: 'ours', sourceId: platform.id });
  for (const format of ['json', 'xml', 'csv'] as const) {
    const text = await fetched(format);
    assert.equal(hashOf('sha256', text), manifest.formats[format]?.sha256);
    assert.match(text, new RegExp(hashOf('md5', 'file 0')));
  }
});

test('an unchanged list is not published again', async () => {
  await assert.rejects(publish(), isProblem('lists.nothing-to-publish'));
});

test('the delta since a release holds what was added and what was withdrawn since', async () => {
  const withdrawn = await list(2);
  await publish();
  await withdrawOwnEntry(database.store, supervisor, withdrawn);
  await list(3);
  const { number, changed, withdrawn: gone } = await publish();
  assert.deepEqual([changed, gone], [1, 1]);
  const delta = JSON.parse(await fetched('json', { since: number - 1 })) as {
    data: { indicator?: string; entry: string; should_delete: boolean }[];
  };
  const added = delta.data.filter(({ should_delete }) => !should_delete).map(({ indicator }) => indicator);
  assert.deepEqual(added, [hashOf('md5', 'file 3'), hashOf('sha256', 'file 3')]);
  assert.equal(delta.data.filter(({ should_delete }) => should_delete).length, 1);
  assert.match(await fetched('csv', { since: number - 1 }), /,withdraw\n/);
  assert.match(await fetched('xml', { since: number - 1 }), /<deletedImage>/);
  assert.doesNotMatch(await fetched('json'), new RegExp(hashOf('md5', 'file 2')));
});

test('an earlier release stays what it was, whatever happened since', async () => {
  const { manifest } = await openRelease(database.store, platformActor(), {
    list: 'ours',
    number: 2,
    format: 'manifest',
  });
  assert.equal(hashOf('sha256', await fetched('json', { number: 2 })), manifest.formats['json']?.sha256);
});

test('a client’s opinion reaches the next delta; a dispute that is upheld takes the entry off', async () => {
  const entryId = await list(4);
  const before = await publish();
  await giveOpinion(database.store, platformActor(), { entryId, opinion: 'negative', reason: 'innocent' });
  await publish();
  const delta = JSON.parse(await fetched('json', { since: before.number })) as {
    data: { opinion: number }[];
  };
  assert.ok(delta.data.length > 0 && delta.data.every(({ opinion }) => opinion === 0));
  await decideDispute(database.store, supervisor, {
    entryId,
    decision: 'upheld',
    reason: 'content-graded-again',
  });
  const { withdrawn } = await publish();
  assert.equal(withdrawn, 1);
});

test('an opinion that a supervisor rejected switches nothing off at a client; the release before still says what it said', async () => {
  const entryId = await list(5);
  await giveOpinion(database.store, platformActor(), { entryId, opinion: 'negative', reason: 'innocent' });
  const opposed = await publish();
  await decideDispute(database.store, supervisor, { entryId, decision: 'rejected', reason: 'no-grounds' });
  const decided = await publish();
  const id = (await readListEntry(database.store, analyst, entryId)).entry.upstreamId;
  const standings = async (number: number, since?: number) => {
    const text = await fetched('json', { number, ...(since !== undefined && { since }) });
    const { data } = JSON.parse(text) as { data: { entry: string; standing: string }[] };
    return [...new Set(data.filter(({ entry }) => entry === id).map(({ standing }) => standing))];
  };
  assert.deepEqual(await standings(opposed.number), ['not-harmful']);
  assert.deepEqual(await standings(decided.number), ['stands']);
  assert.deepEqual(await standings(decided.number, opposed.number), ['stands']);
  const text = await fetched('json', { number: opposed.number });
  assert.equal(hashOf('sha256', text), opposed.formats['json']?.sha256);
});

test('what we publish can be imported again, with grades and withdrawals, in every form', async () => {
  const { store } = database;
  for (const format of ['json', 'xml', 'csv'] as const) {
    const code = `copy-${format}`;
    await createHashList(store, SYSTEM, {
      code,
      name: 'Copy',
      holder: 'Somebody',
      meaning: 'harmful',
      scheme: 'other',
      country: null,
      own: false,
      handling: null,
      contact: null,
    });
    const second = await importText(code, await fetched(format, { number: 2 }));
    assert.equal(second.counts.notTaken, 0, JSON.stringify(second.counts));
    assert.equal(second.counts.classifications!['uk-abc A'], second.counts.added);
    const delta = await importText(code, await fetched(format, { number: 3, since: 2 }));
    assert.ok(delta.counts.added! >= 1);
    assert.equal(delta.counts.withdrawn, 1);
  }
});

function importText(code: string, text: string) {
  return importHashList(database.store, SYSTEM, {
    list: code,
    open: () => Readable.from([Buffer.from(text)]),
  });
}

function isProblem(code: string) {
  return (failure: unknown) => failure instanceof Problem && failure.code === code;
}
