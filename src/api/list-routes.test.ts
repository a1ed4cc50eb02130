import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { addPerson, grantToSource, issueToken, type Role, registerSource } from '../access/index.ts';
import {
  createHashList,
  decideGradingOf,
  deriveReferrals,
  gradeContent,
  grantHashList,
  openIntake,
  publishHashList,
  receiveDocument,
} from '../flow/index.ts';
import { type Manifest, manifestHolds } from '../matching/index.ts';
import { memorySigner } from '../shared/signer.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { api } from './index.ts';

const SYSTEM = { kind: 'system', part: 'test' } as const;
let database: TestStore;
let app: FastifyInstance;
let tokens: Record<'granted' | 'other', string>;

before(async () => {
  database = await testStore();
  const { store } = database;
  const granted = await registerSource(store, SYSTEM, { id: 'granted', name: 'A', kind: 'platform' });
  await registerSource(store, SYSTEM, { id: 'other', name: 'B', kind: 'platform' });
  tokens = {
    granted: await issueToken(store, SYSTEM, 'granted'),
    other: await issueToken(store, SYSTEM, 'other'),
  };
  const intake = openIntake(store);
  app = Fastify();
  await app.register(api, { intake });
  const raw = Buffer.from(
    JSON.stringify({
      schemaVersion: '1',
      incidentType: 'csam-possession-or-distribution',
      files: [{ hashes: [{ kind: 'md5', value: createHash('md5').update('a file').digest('hex') }] }],
    }),
  );
  const [receipt] = await receiveDocument(intake, granted, { raw, channel: 'api', adapter: 'native-json' });
  await deriveReferrals(store, [receipt!.id]);
  await publishOne(receipt!.id);
});
after(async () => {
  await app.close();
  await database.drop();
});

async function publishOne(referralId: string): Promise<void> {
  const { store } = database;
  const person = (role: Role) => addPerson(store.db, { name: role, roles: [role], compartment: null });
  const [analyst, supervisor] = [await person('analyst'), await person('supervisor')];
  await createHashList(store, SYSTEM, {
    code: 'ours',
    name: 'Ours',
    holder: 'Bureau',
    meaning: 'harmful',
    scheme: 'uk-abc',
    country: 'GB',
    own: true,
    handling: null,
    contact: null,
  });
  const file = { list: 'ours', referralId, position: 0, classification: 'A', media: 'image' } as const;
  const gradingId = await gradeContent(store, analyst, file);
  await decideGradingOf(store, supervisor, { gradingId, decision: 'confirmed' });
  await publishHashList(store, supervisor, { list: 'ours', signer: memorySigner() });
  await grantHashList(store, SYSTEM, { list: 'ours', sourceId: 'granted' });
}

function get(path: string, who: 'granted' | 'other' = 'granted', headers: Record<string, string> = {}) {
  return app.inject({
    url: `/api/v1/hash-lists${path}`,
    headers: { authorization: `Bearer ${tokens[who]}`, ...headers },
  });
}

test('a sender sees the lists that are granted to it, and no others', async () => {
  assert.equal((await get('')).json<{ lists: unknown[] }>().lists.length, 1);
  assert.equal((await get('', 'other')).json<{ lists: unknown[] }>().lists.length, 0);
  assert.equal((await get('/ours/releases/latest', 'other')).statusCode, 403);
  assert.equal((await app.inject({ url: '/api/v1/hash-lists' })).statusCode, 401);
});

test('the latest release is a signed manifest; unchanged, it is not sent again', async () => {
  const answer = await get('/ours/releases/latest');
  const manifest = answer.json<Manifest>();
  assert.ok(manifestHolds(manifest));
  const again = await get('/ours/releases/latest', 'granted', {
    'if-none-match': String(answer.headers.etag),
  });
  assert.equal(again.statusCode, 304);
  for (const format of ['json', 'xml', 'csv']) {
    const content = await get(`/ours/releases/1?format=${format}`);
    const digest = createHash('sha256').update(content.body).digest('hex');
    assert.equal(digest, manifest.formats[format]?.sha256);
    assert.equal(content.headers.etag, `"${digest}"`);
    const headers = { 'if-none-match': `"${digest}"` };
    assert.equal((await get(`/ours/releases/1?format=${format}`, 'granted', headers)).statusCode, 304);
  }
});

test('what does not exist is refused with a code', async () => {
  for (const [path, status, code] of [
    ['/theirs/releases/latest', 404, 'lists.unknown-list'],
    ['/ours/releases/2', 404, 'lists.unknown-release'],
    ['/ours/releases/x', 404, 'lists.unknown-release'],
    ['/ours/releases/1?format=yaml', 400, 'api.bad-request'],
    ['/ours/releases/1?format=csv&since=9', 404, 'lists.unknown-release'],
  ] as const) {
    const answer = await get(path);
    assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [status, code], path);
  }
});

function say(entry: string, body: string, { list = 'ours', who = 'granted' as 'granted' | 'other' } = {}) {
  return app.inject({
    method: 'POST',
    url: `/api/v1/hash-lists/${list}/entries/${entry}/opinions`,
    headers: { authorization: `Bearer ${tokens[who]}`, 'content-type': 'application/json' },
    payload: body,
  });
}

test('a sender objects to an entry by the id that it fetched, and takes it back', async () => {
  const { data } = (await get('/ours/releases/1?format=json')).json<{ data: { entry: string }[] }>();
  const { entry } = data[0]!;
  const objected = await say(entry, '{"opinion":"negative","reason":"innocent"}');
  assert.equal(objected.statusCode, 201);
  assert.deepEqual(objected.json(), { list: 'ours', entry, standing: 'not-harmful' });
  assert.equal((await say(entry, '{"opinion":"withdrawn"}')).json<{ standing: string }>().standing, 'stands');
  for (const [body, status] of [
    ['{"opinion":"nonsense"}', 422],
    ['{"opinion":7}', 400],
    ['no JSON', 400],
    ['', 400],
  ] as const)
    assert.equal((await say(entry, body)).statusCode, status, body);
  assert.equal((await say('unknown', '{"opinion":"positive"}')).statusCode, 404);
});

test('a sender to whom the list is not granted learns nothing of what there is, may it look up or not', async () => {
  const { data } = (await get('/ours/releases/1?format=json')).json<{ data: { entry: string }[] }>();
  const ask = async () =>
    Promise.all(
      [
        ['ours', data[0]!.entry],
        ['ours', '1'],
        ['ours', 'unknown'],
        ['theirs', '1'],
      ].map(async ([list, entry]) => {
        const answer = await say(entry!, '{"opinion":"positive"}', { list: list!, who: 'other' });
        return answer.json<{ code: string }>().code;
      }),
    );
  const refused = Array(4).fill('lists.not-granted');
  assert.deepEqual(await ask(), refused);
  await grantToSource(database.store, SYSTEM, { sourceId: 'other', grant: 'lookup' });
  assert.deepEqual(await ask(), refused);
});
