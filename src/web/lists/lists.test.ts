import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { createHashList, importHashList } from '../../flow/index.ts';
import { exactValues, listingsOf } from '../../matching/index.ts';
import { type TestDesk, testDesk, type Visitor } from '../test-desk.ts';

const SYSTEM = { kind: 'system', part: 'test' } as const;
const md5 = createHash('md5').update('a file').digest('hex');

let desk: TestDesk;
let number: string;
let entryId: number;
let importId: string;
before(async () => {
  desk = await testDesk({ samples: false });
  const { store } = desk.test;
  const list = { holder: 'Somebody', country: null, handling: null, contact: null } as const;
  await createHashList(store, SYSTEM, {
    ...list,
    code: 'theirs',
    name: 'Their list',
    meaning: 'harmful',
    scheme: 'us-industry',
    own: false,
  });
  await createHashList(store, SYSTEM, {
    ...list,
    code: 'ours',
    name: 'Our list',
    meaning: 'harmful',
    scheme: 'uk-abc',
    own: true,
  });
  const open = () =>
    Readable.from([Buffer.from(`id,kind,value,classification\none,md5,${md5},A1\ntwo,md5,<b>bad</b>,A1\n`)]);
  importId = (await importHashList(store, SYSTEM, { list: 'theirs', open })).importId;
  const [value] = await exactValues(store.db, [{ kind: 'md5', hex: md5 }]);
  entryId = (await listingsOf(store.db, [value!.id])).get(value!.id)![0]!.entryId;
  number = await desk.receive('platform-one', {
    schemaVersion: '1',
    incidentType: 'csam-possession-or-distribution',
    files: [{ hashes: [{ kind: 'md5', value: md5 }] }],
  });
});
after(() => desk.close());

const textOf = (body: string) => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const read = async (visitor: Visitor, path: string) => textOf((await visitor.get(path)).body);

test('the overview tells whose lists they are, what a match says, and how many entries', async () => {
  const text = await read(await desk.visitor(desk.people.administrator), '/hash-lists');
  assert.match(text, /Their list Held by Somebody Indecent images of children/);
  assert.match(text, /US A1 is not UK category A/);
});

test('an import shows what was left out and where, and never what stood there', async () => {
  const visitor = await desk.visitor(desk.people.administrator);
  assert.match(await read(visitor, '/hash-lists/theirs'), /1 added, 0 updated, 0 withdrawn 1/);
  const { body } = await visitor.get(`/hash-lists/imports/${importId}`);
  assert.match(textOf(body), /2 3 A hash is not in hexadecimal digits/);
  assert.doesNotMatch(body, /bad/);
});

test('an entry shows its referrals to those who may read referrals, and only a count to others', async () => {
  const path = `/hash-lists/entries/${entryId}`;
  const full = await read(await desk.visitor(desk.people.analyst), path);
  assert.match(full, new RegExp(number));
  assert.match(full, /only a hint: in UK category \(from 1 April 2014\) it may be A \/ B/);
  const text = await read(await desk.visitor(desk.people.administrator), path);
  assert.doesNotMatch(text, new RegExp(number));
  assert.match(text, /1 more hidden by permission/);
});

test('an analyst objects, the entry is switched off, a supervisor decides, and it stands again', async () => {
  const [analyst, supervisor] = [
    await desk.visitor(desk.people.analyst),
    await desk.visitor(desk.people.supervisor),
  ];
  const path = `/hash-lists/entries/${entryId}`;
  await analyst.get(path);
  assert.equal((await analyst.post(`${path}/opinion`, {})).statusCode, 422);
  assert.equal(
    (await analyst.post(`${path}/opinion`, { opinion: 'negative', reason: 'innocent' })).statusCode,
    303,
  );
  assert.match(await read(analyst, '/hash-lists/disputes'), /Not harmful: switched off The bureau/);
  assert.match(await read(analyst, path), /Held not to be harmful/);
  const decision = { decision: 'rejected', grounds: 'holder-confirmed' };
  assert.equal((await analyst.post(`${path}/decide`, decision)).statusCode, 403);
  await supervisor.get(path);
  assert.equal((await supervisor.post(`${path}/decide`, { decision: 'rejected' })).statusCode, 422);
  assert.equal((await supervisor.post(`${path}/decide`, decision)).statusCode, 303);
  assert.match(await read(supervisor, '/hash-lists/disputes'), /No dispute waits for a decision/);
  assert.match(await read(supervisor, path), /How it stands Stands/);
});

test('from a referral a file is graded; a second person confirms; a supervisor publishes', async () => {
  const [analyst, supervisor] = [
    await desk.visitor(desk.people.analyst),
    await desk.visitor(desk.people.supervisor),
  ];
  assert.match(
    (await analyst.get(`/referrals/${number}`)).body,
    new RegExp(`href="/referrals/${number}/list-files"`),
  );
  const path = `/referrals/${number}/list-files`;
  assert.match(await read(analyst, path), /File 1 MD5 Their list: A1/);
  assert.equal((await analyst.post(path, {})).statusCode, 422);
  const grade = { file: '0', list: 'ours', grade: 'B', media: 'image' };
  assert.equal((await analyst.post(path, grade)).statusCode, 303);
  assert.match(await read(analyst, path), /Graded B, waits for confirmation/);
  assert.match(await read(analyst, '/hash-lists/gradings'), /Given by you: somebody else confirms it/);
  const [act] = [
    ...(await supervisor.get('/hash-lists/gradings')).body.matchAll(
      /action="(\/hash-lists\/gradings\/[^"]+)"/g,
    ),
  ].map(([, href]) => href!);
  assert.equal((await analyst.post(act!, { decision: 'confirmed' })).statusCode, 403);
  assert.equal((await supervisor.post(act!, { decision: 'confirmed' })).statusCode, 303);
  await supervisor.get('/hash-lists/ours');
  assert.equal((await analyst.post('/hash-lists/ours/publish')).statusCode, 403);
  const published = await supervisor.post('/hash-lists/ours/publish');
  assert.equal(published.headers.location, '/hash-lists/ours?published=1');
  assert.equal((await supervisor.post('/hash-lists/ours/publish')).statusCode, 409);
  assert.match(await read(supervisor, '/hash-lists/ours'), /Release 1 .* 1 1 0/);
});

test('the pages speak Welsh; a receiving officer does not see them; what is not there is not found', async () => {
  const visitor = await desk.visitor(desk.people.supervisor);
  await visitor.get('/hash-lists');
  await visitor.post('/language', { language: 'cy', back: '/hash-lists' });
  const officer = await desk.visitor(desk.people['force-officer']);
  assert.equal((await officer.get('/hash-lists')).statusCode, 403);
  for (const path of ['nothing', 'entries/x', 'entries/999999', 'imports/x'])
    assert.equal((await visitor.get(`/hash-lists/${path}`)).statusCode, 404);
});
