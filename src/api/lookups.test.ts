import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import Fastify, { type FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { Value } from 'typebox/value';
import {
  addPerson,
  endGrant,
  type Grant,
  grantToSource,
  issueToken,
  type PersonActor,
  registerSource,
} from '../access/index.ts';
import {
  type Lookups,
  openIntake,
  openLookups,
  readLookups,
  releaseValue,
  resumeLookups,
} from '../flow/index.ts';
import { hashPicture, pdqHex } from '../hashing/index.ts';
import { searchHere } from '../matching/index.ts';
import { listPdq, listValues } from '../matching/known/test-lists.ts';
import { rows, sql } from '../shared/db.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { api, hmaEndpoint } from './index.ts';
import { DisputeBody, LookupBody } from './lookup-schemas.ts';

const SYSTEM = { kind: 'system', part: 'test' } as const;
let test_: TestStore;
let app: FastifyInstance;
let lookups: Lookups;
let supervisor: PersonActor;
const tokens: Record<string, string> = {};
const bugs: string[] = [];
const [harmful, harmless, unlisted] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const md5 = createHash('md5').update('a listed file').digest();

before(async () => {
  test_ = await testStore();
  const { store } = test_;
  await sender('plain', ['lookup']);
  await sender('near', ['lookup', 'lookup-distance']);
  await sender('none', []);
  await grantToSource(store, SYSTEM, {
    sourceId: 'near',
    grant: 'hash-in-memory',
    reference: 'AG-1',
    agreedOn: '2026-01-05',
  });
  supervisor = await addPerson(store.db, {
    name: 'Sample supervisor',
    roles: ['supervisor'],
    compartment: null,
  });
  await listPdq(test_.ownerDb, [harmful], { code: 'list-one' });
  await listPdq(test_.ownerDb, [harmless], { code: 'list-one' });
  await listPdq(test_.ownerDb, [harmless], { meaning: 'not-of-concern' });
  await listValues(test_.ownerDb, [{ hash: md5, kind: 'md5', classification: 'A' }], { code: 'list-two' });
  lookups = openLookups(store, { search: searchHere(store.db) });
  app = Fastify({ logger: false });
  const onBug = (code: string) => void bugs.push(code);
  await app.register(api, { intake: openIntake(store), lookups, onBug });
  await app.register(hmaEndpoint, { store, lookups, onBug });
});

after(async () => {
  await app.close();
  await test_.drop();
  assert.deepEqual(bugs, []);
});

async function sender(id: string, grants: readonly Grant[]): Promise<void> {
  const { store } = test_;
  await registerSource(store, SYSTEM, { id, name: `Sample ${id}`, kind: 'platform' });
  for (const grant of grants) await grantToSource(store, SYSTEM, { sourceId: id, grant });
  tokens[id] = await issueToken(store, SYSTEM, id);
}

/** A copy with so many of the first bits turned. */
function turned(hash: Buffer, bits: number, from = 0): Buffer {
  const copy = Buffer.from(hash);
  for (let bit = from; bit < from + bits; bit += 1) copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

function lookUp(as: string, hashes: readonly (string | object)[]) {
  return app.inject({
    method: 'POST',
    url: '/api/v1/lookups',
    headers: { authorization: `Bearer ${tokens[as]}`, 'content-type': 'application/json' },
    payload: JSON.stringify({ hashes }),
  });
}

function hma(as: string | null, url: string, more: object = {}) {
  const headers = as === null ? {} : { authorization: `Bearer ${tokens[as]}` };
  return app.inject({ method: 'GET', url, headers, ...more });
}

test('nobody looks up without a token, nor without the grant', async () => {
  for (const url of ['/m/lookup', '/m/raw_lookup', '/m/index/status', '/h/hash?url=http://example.org/x']) {
    assert.equal((await hma(null, url)).statusCode, 401, url);
  }
  assert.equal((await app.inject({ method: 'POST', url: '/api/v1/lookups', payload: '{}' })).statusCode, 401);
  const refused = await lookUp('none', [harmful.toString('hex')]);
  assert.equal(refused.statusCode, 403);
  assert.equal(refused.json().code, 'access.not-granted');
  const signal = `signal_type=pdq&signal=${harmful.toString('hex')}`;
  assert.deepEqual((await hma('none', `/m/lookup?${signal}`)).json().details, 'access.not-granted');
});

test('a hit names list, scheme, classification and opinions; what hits nothing is left out', async () => {
  const answer = await lookUp('near', [
    unlisted.toString('hex'),
    { kind: 'md5', value: md5.toString('hex').toUpperCase() },
    turned(harmful, 9).toString('hex'),
  ]);
  assert.equal(answer.statusCode, 200);
  assert.ok(
    Value.Check(LookupBody, answer.json()),
    JSON.stringify([...Value.Errors(LookupBody, answer.json())]),
  );
  const { asked, unusable, hits } = answer.json();
  assert.equal(asked, 3);
  assert.deepEqual(unusable, []);
  assert.deepEqual(
    hits.map(({ query, status, actionable, distance }: Record<string, unknown>) => [
      query,
      status,
      actionable,
      distance,
    ]),
    [
      [1, 'known', true, 0],
      [2, 'near-known', true, 9],
    ],
  );
  const [{ listings }] = hits;
  assert.equal(listings[0].list, 'list-two');
  assert.equal(listings[0].scheme, 'uk-abc');
  assert.equal(listings[0].classification, 'A');
  assert.deepEqual(listings[0].opinions, { positive: 0, negative: 0, disputed: 0, seed: 0 });
});

test('the distance is shown only to whom it is granted, on every way of asking', async () => {
  const near = turned(harmful, 9).toString('hex');
  const native = await lookUp('plain', [near]);
  assert.equal(native.json().hits.length, 1);
  assert.doesNotMatch(native.body, /distance/);
  const signal = `signal_type=pdq&signal=${near}`;
  const [match] = (await hma('plain', `/m/lookup?${signal}`)).json()['list-one'];
  assert.equal(match.distance, 'withheld');
  const raw = (await hma('plain', `/m/raw_lookup?${signal}&include_distance=true`)).json();
  assert.equal(raw.matches[0].distance, 'withheld');
  const granted = (await hma('near', `/m/raw_lookup?${signal}&include_distance=true`)).json();
  assert.equal(granted.matches[0].distance, '9');
});

test('a negative list wins, unless a harmful value is nearer', async () => {
  const [same] = (await lookUp('plain', [harmless.toString('hex')])).json().hits;
  assert.deepEqual([same.status, same.actionable], ['not-of-concern', false]);
  const signal = `signal_type=pdq&signal=${harmless.toString('hex')}`;
  assert.deepEqual((await hma('plain', `/m/lookup?${signal}`)).json(), {});
  const nearer = turned(harmless, 6, 100);
  await listPdq(test_.ownerDb, [nearer], { code: 'list-one' });
  const [hit] = (await lookUp('plain', [nearer.toString('hex')])).json().hits;
  assert.equal(hit.status, 'known');
});

test('clients of Hasher-Matcher-Actioner are answered in the shapes that they read', async () => {
  const hex = harmful.toString('hex');
  const lookup = (
    await hma('near', `/m/lookup?signal_type=pdq&signal=${hex}&seed=1&bypass_coinflip=true`)
  ).json();
  assert.deepEqual(Object.keys(lookup), ['list-one']);
  assert.equal(typeof lookup['list-one'][0].bank_content_id, 'number');
  assert.equal(lookup['list-one'][0].distance, '0');
  const raw = (await hma('near', `/m/raw_lookup?signal_type=pdq&signal=${hex}`)).json();
  assert.deepEqual(raw, { matches: [lookup['list-one'][0].bank_content_id] });
  assert.deepEqual((await hma('near', `/m/raw_lookup?signal_type=pdq&signal=${hex}&banks=OTHER`)).json(), {
    matches: [],
  });
  assert.deepEqual((await hma('near', `/m/lookup?signal_type=pdq&signal=${hex}&banks=OTHER`)).json(), {});
  const video = (await hma('near', `/m/lookup?signal_type=video_md5&signal=${md5.toString('hex')}`)).json();
  assert.deepEqual(Object.keys(video), ['list-two']);
  const status = (await hma('near', '/m/index/status')).json();
  assert.equal(status.pdq.present, true);
  assert.ok(status.pdq.size >= 2 && status.pdq.built_to > 0);
  const compared = await hma('near', '/m/compare', {
    method: 'POST',
    payload: { pdq: [hex, turned(harmful, 9).toString('hex')], md5: ['a'.repeat(32), 'b'.repeat(32)] },
  });
  assert.deepEqual(compared.json(), { pdq: [true, { distance: 9 }], md5: [false, {}] });
  assert.equal((await hma(null, '/status')).body, 'I-AM-ALIVE');
  assert.equal((await hma(null, '/status/live')).body, 'I-AM-ALIVE');
  const unknown = await hma('near', `/m/lookup?signal_type=tmk&signal=${hex}`);
  assert.deepEqual([unknown.statusCode, unknown.json().details], [400, 'matching.unknown-signal-type']);
  assert.equal(typeof unknown.json().message, 'string');
  const basic = Buffer.from(`near:${tokens['near']}`).toString('base64');
  const byName = await app.inject({ url: '/m/index/status', headers: { authorization: `Basic ${basic}` } });
  assert.equal(byName.statusCode, 200);
  const wrongName = Buffer.from(`plain:${tokens['near']}`).toString('base64');
  const refused = await app.inject({
    url: '/m/index/status',
    headers: { authorization: `Basic ${wrongName}` },
  });
  assert.equal(refused.statusCode, 401);
});

test('no address is fetched', async () => {
  for (const url of [
    '/h/hash?url=http://127.0.0.1:1/x',
    '/m/lookup?url=http://127.0.0.1:1/x&signal_type=pdq',
    '/h/hash',
  ]) {
    const answer = await hma('near', url);
    assert.deepEqual([answer.statusCode, answer.json().details], [403, 'matching.no-fetching'], url);
  }
});

function form(field: string, bytes: Buffer) {
  const head = `--xyz\r\nContent-Disposition: form-data; name="${field}"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`;
  return {
    method: 'POST',
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--xyz--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=xyz' },
  } as const;
}

function sendForm(as: string, url: string, { headers, ...rest }: ReturnType<typeof form>) {
  return app.inject({ url, headers: { ...headers, authorization: `Bearer ${tokens[as]}` }, ...rest });
}

test('content is refused unless an agreement is recorded; then it is hashed, looked up and cleared', async () => {
  const noise = Buffer.from(Array.from({ length: 3 * 64 * 64 }, (_, at) => (at * at * 31 + at * 7) % 256));
  const picture = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .png()
    .toBuffer();
  for (const url of ['/h/hash', '/m/lookup']) {
    const refused = await sendForm('plain', url, form('photo', picture));
    assert.deepEqual([refused.statusCode, refused.json().details], [403, 'matching.content-refused']);
  }
  const { hash } = await hashPicture(picture);
  const hashed = await sendForm('near', '/h/hash', form('photo', picture));
  assert.deepEqual(hashed.json(), { pdq: pdqHex(hash) });
  await listPdq(test_.ownerDb, [Buffer.from(hash)], { code: 'list-one' });
  const found = (await sendForm('near', '/m/lookup', form('photo', picture))).json();
  assert.equal(found.pdq['list-one'][0].distance, '0');
  const video = await sendForm('near', '/m/lookup', form('video', Buffer.from('a listed file')));
  assert.deepEqual(Object.keys(video.json().video_md5), ['list-two']);
  const entries = await rows(
    test_.ownerDb,
    sql<{ detail: { reference: string } }>`select detail from ledger_entry where action = 'hash-in-memory'`,
  );
  assert.deepEqual(
    entries.map(({ detail }) => detail.reference),
    ['AG-1', 'AG-1', 'AG-1'],
  );
  assert.equal(
    (await sendForm('near', '/h/hash', form('document', picture))).json().details,
    'matching.unknown-content-type',
  );
  assert.equal(
    (await hma('near', '/h/hash', { method: 'POST', payload: '' })).json().details,
    'matching.one-file-needed',
  );
});

test('an agreement needs a reference and a day, and its end ends the hashing', async () => {
  const grant = { sourceId: 'plain', grant: 'hash-in-memory' } as const;
  await assert.rejects(grantToSource(test_.store, SYSTEM, grant), { code: 'access.agreement-needed' });
  assert.equal(await endGrant(test_.store, SYSTEM, grant), false);
});

test('lookups are counted by sender, day and value, and what was asked for is not kept', async () => {
  await sender('counted', ['lookup']);
  await lookUp('counted', [
    harmful.toString('hex'),
    turned(harmful, 3).toString('hex'),
    unlisted.toString('hex'),
  ]);
  await lookups.flush();
  const { days } = await readLookups(test_.store, supervisor);
  const day = days.find(({ sourceId }) => sourceId === 'counted');
  assert.deepEqual([day?.lookups, day?.hits], [3, 2]);
  const kept = await rows(test_.ownerDb, sql<{ row: string }>`select t::text as row from lookup_tally t`);
  assert.ok(kept.every(({ row }) => !row.includes(unlisted.toString('hex'))));
});

test('a walk along the boundary slows the sender, then suspends it, until somebody has looked', async () => {
  await sender('walker', ['lookup']);
  const walk = async (from: number): Promise<number[]> => {
    const statuses: number[] = [];
    for (let step = 0; step < 40 && statuses.every((status) => status < 300); step += 1) {
      const query = turned(harmful, step % 2 === 0 ? 30 : 33, from + step * 3);
      statuses.push((await lookUp('walker', [query.toString('hex')])).statusCode);
    }
    return statuses;
  };
  assert.equal((await walk(0)).at(-1), 429);
  assert.equal((await walk(40)).at(-1), 403);
  assert.equal(
    (await lookUp('walker', [unlisted.toString('hex')])).json().code,
    'matching.lookups-suspended',
  );
  const alerts = (await readLookups(test_.store, supervisor)).alerts.filter(
    ({ sourceId }) => sourceId === 'walker',
  );
  assert.deepEqual(alerts.map(({ action }) => action).sort(), ['slowed', 'suspended']);
  assert.equal(await resumeLookups(test_.store, supervisor, 'walker'), 2);
  const fresh = openLookups(test_.store, { search: searchHere(test_.store.db) });
  const source = await registerSource(test_.store, SYSTEM, {
    id: 'walker',
    name: 'Sample walker',
    kind: 'platform',
  });
  assert.deepEqual(await fresh.look(source, [{ kind: 'pdq', hex: unlisted.toString('hex') }]), []);
});

test('a value that floods is held back from that sender, from everybody once two see it, until it is released', async () => {
  const [valueId] = await listPdq(test_.ownerDb, [randomBytes(32)], { code: 'list-one' });
  const [value] = await rows(
    test_.ownerDb,
    sql<{ hex: string }>`select encode(value, 'hex') as hex from known_value where id = ${valueId!}`,
  );
  const status = async (as: string) => (await lookUp(as, [value!.hex])).json().hits[0].status;
  const flood = async (as: string) => {
    for (let batch = 0; batch < 11; batch += 1) await lookUp(as, Array(1_000).fill(value!.hex));
    await lookups.flush();
  };
  for (const id of ['first', 'second', 'third']) await sender(id, ['lookup']);
  await flood('first');
  assert.equal(await status('first'), 'quarantined');
  assert.equal(await status('third'), 'known');
  await flood('second');
  assert.equal(await status('third'), 'quarantined');
  const held = (await readLookups(test_.store, supervisor)).held.filter((one) => one.valueId === valueId);
  assert.equal(held.length, 3);
  await releaseValue(test_.store, supervisor, held[0]!.id);
  await lookups.flush();
  for (const id of ['first', 'second', 'third']) assert.equal(await status(id), 'known');
  await lookups.flush();
  assert.equal(await status('first'), 'known');
  await assert.rejects(releaseValue(test_.store, supervisor, held[0]!.id), {
    code: 'matching.not-held-back',
  });
});

test('whoever has the hash may dispute the hit: it counts no more until somebody decides', async () => {
  const [, disputed] = [0, randomBytes(32)];
  await listPdq(test_.ownerDb, [disputed], { code: 'list-one' });
  const [hit] = (await lookUp('plain', [disputed.toString('hex')])).json().hits;
  const dispute = (value: Buffer) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/lookups/disputes',
      headers: { authorization: `Bearer ${tokens['plain']}` },
      payload: {
        hash: { kind: 'pdq', value: value.toString('hex') },
        entry: hit.listings[0].entry,
        opinion: 'disputed',
        reason: 'wrong-hash',
      },
    });
  assert.equal((await dispute(unlisted)).json().code, 'matching.not-a-hit');
  const taken = await dispute(disputed);
  assert.deepEqual([taken.statusCode, taken.json().standing], [200, 'disputed']);
  assert.ok(Value.Check(DisputeBody, taken.json()));
  const [after_] = (await lookUp('plain', [disputed.toString('hex')])).json().hits;
  assert.deepEqual([after_.status, after_.actionable], ['disputed', false]);
});

test('without the grant the order of the listings tells no distance either', async () => {
  const [far, near] = [randomBytes(32), randomBytes(32)];
  near.set(far);
  near[31]! ^= 0x0f;
  await listPdq(test_.ownerDb, [far, near], { code: 'list-one' });
  const entries = async (as: string, hash: Buffer): Promise<number[]> => {
    const [hit] = (await lookUp(as, [hash.toString('hex')])).json().hits;
    return hit.listings.map(({ entry }: { entry: number }) => entry);
  };
  assert.deepEqual(await entries('near', near), (await entries('near', far)).toReversed());
  assert.deepEqual(await entries('plain', near), await entries('plain', far));
});

test('a parameter that stands there twice is refused', async () => {
  const signal = `signal_type=pdq&signal=${harmful.toString('hex')}`;
  for (const more of [`signal=${harmful.toString('hex')}`, 'banks=a&banks=b', 'signal_type=md5']) {
    for (const path of ['/m/lookup', '/m/raw_lookup']) {
      const answer = await hma('plain', `${path}?${signal}&${more}`);
      assert.deepEqual([answer.statusCode, answer.json().details], [400, 'api.bad-request'], more);
    }
  }
});

test('whatever a list may name is found, also what looks like a filler', async () => {
  const hash = Buffer.from('face'.repeat(8), 'hex');
  await listValues(test_.ownerDb, [{ hash, kind: 'md5' }], { code: 'list-two' });
  const [hit] = (await lookUp('plain', [`md5:${hash.toString('hex')}`])).json().hits;
  assert.equal(hit?.status, 'known');
});

test('many nearer hits that are disputed do not hide one that counts', async () => {
  const picture = randomBytes(32);
  const nearer = Array.from({ length: 60 }, (_, place) => turned(picture, 1, place));
  const ids = await listPdq(test_.ownerDb, nearer, { code: 'list-one' });
  await listPdq(test_.ownerDb, [turned(picture, 12, 100)], { code: 'list-two' });
  await rows(
    test_.ownerDb,
    sql`insert into entry_dispute (entry_id, list_id, negative, after_opinion, opened_at, opened_by)
      select e.lasting_id, e.list_id, false, 0, now(), 'source:plain'
      from list_entry e join entry_value v on v.entry_id = e.id where v.value_id = any(${ids}::integer[])`,
  );
  const [hit] = (await lookUp('near', [picture.toString('hex')])).json().hits;
  assert.deepEqual([hit.status, hit.actionable], ['near-known', true]);
  const signal = `signal_type=pdq&signal=${picture.toString('hex')}`;
  assert.deepEqual(Object.keys((await hma('near', `/m/lookup?${signal}`)).json()), ['list-two']);
});

test('whatever is sent, the answer is a coded refusal or a lookup', async () => {
  const types = ['application/json', 'text/plain', 'application/octet-stream', 'text/x-else', ''];
  const body = fc.oneof(
    fc.json(),
    fc.string(),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  );
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom(...types), async (payload, type) => {
      const headers = { authorization: `Bearer ${tokens['plain']}`, ...(type && { 'content-type': type }) };
      for (const url of [
        '/api/v1/lookups',
        '/api/v1/lookups/disputes',
        '/m/compare',
        '/m/lookup',
        '/h/hash',
      ]) {
        const answer = await app.inject({ method: 'POST', url, headers, payload });
        assert.ok(answer.statusCode < 500, `${url} ${answer.body}`);
        if (answer.statusCode >= 400) assert.match(answer.body, /"(?:code|details)":"[a-z]+\.[a-z-]+"/);
      }
    }),
    { numRuns: 60 },
  );
});

test('malformed hashes are told apart by their place; too many at once are refused', async () => {
  const answer = await lookUp('plain', [
    'xyz',
    harmful.toString('hex'),
    'md5:abc',
    '0'.repeat(64),
    7 as never,
  ]);
  assert.deepEqual(answer.json().unusable, [0, 2, 3, 4]);
  assert.deepEqual(
    answer.json().hits.map(({ query }: { query: number }) => query),
    [1],
  );
  const many = await lookUp('plain', Array(1_001).fill(harmful.toString('hex')));
  assert.deepEqual([many.statusCode, many.json().code], [413, 'matching.too-many-hashes']);
});

test('text and bytes are read as well as JSON', async () => {
  const ask = (type: string, payload: Buffer | string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/lookups',
      headers: { authorization: `Bearer ${tokens['plain']}`, 'content-type': type },
      payload,
    });
  const text = await ask(
    'text/plain; charset=utf-8',
    `${unlisted.toString('hex')}\nmd5:${md5.toString('hex')}\n`,
  );
  assert.deepEqual(
    text.json().hits.map(({ query }: { query: number }) => query),
    [1],
  );
  const bytes = await ask('application/octet-stream', Buffer.concat([unlisted, harmful]));
  assert.deepEqual(
    bytes.json().hits.map(({ query }: { query: number }) => query),
    [1],
  );
  assert.equal((await ask('application/octet-stream', Buffer.alloc(33))).statusCode, 400);
});
