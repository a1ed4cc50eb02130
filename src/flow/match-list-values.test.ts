import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addPerson, grantToSource, type Role, registerSource } from '../access/index.ts';
import { scanIndex } from '../hashing/index.ts';
import {
  type HashSearch,
  knownFilesOf,
  listedIndex,
  listingsOf,
  matchSummaries,
  searchHere,
} from '../matching/index.ts';
import { listPdq, listValues, withdrawPdq } from '../matching/known/test-lists.ts';
import type { FileFacts } from '../referral/index.ts';
import { contentWith, plant } from '../referral/test-referrals.ts';
import { rows, sql } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { deriveReferrals } from './derive-referrals.ts';
import { decideDispute } from './lists/decide-dispute.ts';
import { giveOpinion } from './lists/give-opinion.ts';
import { matchListValues } from './match-list-values.ts';

const SYSTEM = { kind: 'system', part: 'test' } as const;
let database: TestStore;

before(async () => {
  database = await testStore();
});
after(() => database.drop());

function file(...hashes: Buffer[]): FileFacts {
  return {
    hashes: hashes.map((hash) => ({ kind: 'pdq', value: hash.toString('hex'), quality: 90 })),
    annotations: [],
  };
}

function md5File(name: string): FileFacts {
  return { hashes: [{ kind: 'md5', value: createHash('md5').update(name).digest('hex') }], annotations: [] };
}

/** Each a minute after the one before. */
let minutes = 0;

async function store(files: FileFacts[]): Promise<string> {
  minutes += 1;
  const receivedAt = new Date(database.store.clock.now().getTime() + minutes * 60_000);
  const [id] = await plant(database.store, [{ receivedAt, content: contentWith({ files }) }]);
  return id!;
}

async function receive(files: FileFacts[]): Promise<string> {
  const id = await store(files);
  await deriveReferrals(database.store, [id]);
  return id;
}

async function summary(id: string) {
  return (await matchSummaries(database.store.db, [id])).get(id)!;
}

function turned(hash: Buffer, bits: number): Buffer {
  const copy = Buffer.from(hash);
  for (let bit = 0; bit < bits; bit += 1) copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

async function changed(ids: readonly number[]): Promise<string> {
  const change = newId();
  await rows(
    database.ownerDb,
    sql`insert into hash_list_change (id, list_id, at, first_revision, last_revision)
      select ${change}, (select min(id) from hash_list), now(), min(revision), max(revision) from known_value
      where id = any(${ids}::integer[])`,
  );
  return change;
}

test('a file is known, nearly known, seen, never seen, or cannot be told', async () => {
  const [listed, fresh, shown] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  await listPdq(database.ownerDb, [listed]);
  await receive([file(shown)]);
  const id = await receive([
    file(listed),
    file(turned(listed, 31)),
    file(fresh),
    { hashes: [], annotations: [] },
    file(shown),
    file(turned(listed, 32)),
  ]);
  const known = (await knownFilesOf(database.store.db, [id])).get(id)!;
  assert.deepEqual(
    known.map(({ position, status, distance }) => [position, status, distance]),
    [
      [0, 'known', 0],
      [1, 'near-known', 31],
    ],
  );
  const { lists, novelty } = await summary(id);
  assert.deepEqual(lists, {
    known: 1,
    nearKnown: 1,
    notOfConcern: 0,
    neverSeen: 2,
    uncompared: 1,
    heldBack: 0,
    classes: [],
  });
  assert.equal(novelty, 'first-seen');
});

test('deriving again keeps each hit once', async () => {
  const listed = randomBytes(32);
  await listPdq(database.ownerDb, [listed]);
  const id = await receive([file(listed)]);
  const kept = () =>
    rows(
      database.ownerDb,
      sql<{ row: string }>`select t::text as row from known_file t where referral_id = ${id}`,
    );
  const before_ = await kept();
  await deriveReferrals(database.store, [id]);
  assert.equal(before_.length, 1);
  assert.deepEqual(await kept(), before_);
});

test('a list that comes later is matched with what was there: near and exact, and the queue follows', async () => {
  const [shown, other] = [randomBytes(32), randomBytes(32)];
  const later = await receive([file(turned(shown, 12))]);
  const exact = await receive([md5File('later')]);
  const unknown = await receive([file(other)]);
  assert.equal((await summary(later)).novelty, 'first-seen');
  const near = await listPdq(database.ownerDb, [shown]);
  const same = await listValues(database.ownerDb, [
    { kind: 'md5', hash: createHash('md5').update('later').digest(), classification: 'A' },
  ]);
  await matchListValues(database.store, [await changed([...near, ...same])]);
  assert.deepEqual([(await summary(later)).novelty, (await summary(exact)).novelty], ['known', 'known']);
  assert.deepEqual((await summary(exact)).lists?.classes, ['uk-abc:A']);
  const novelty = await rows(
    database.ownerDb,
    sql<{
      id: string;
      novelty: string;
      key: number;
    }>`select referral_id as id, novelty, order_key as key from queue_place
      where referral_id = any(${[later, exact, unknown]}::uuid[]) order by order_key`,
  );
  assert.equal(novelty.find(({ id }) => id === later)?.novelty, 'known');
  assert.equal(novelty.find(({ id }) => id === unknown)?.novelty, 'first-seen');
  const keyOf = (id: string) => novelty.find((line) => line.id === id)!.key;
  assert.ok(keyOf(unknown) < keyOf(later), 'a file never seen stands before a known one');
  await withdrawPdq(database.ownerDb, near);
  await matchListValues(database.store, [await changed(near)]);
  assert.equal((await summary(later)).novelty, 'first-seen');
});

test('whatever is said to be harmless, disputed or held back is shown and does not count as known', async () => {
  const [disputed, held, harmless] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const [disputedId, heldId] = await listPdq(database.ownerDb, [disputed, held, harmless]);
  await listPdq(database.ownerDb, [harmless], { meaning: 'not-of-concern' });
  await rows(
    database.ownerDb,
    sql`insert into entry_dispute (entry_id, list_id, negative, after_opinion, opened_at, opened_by)
      select e.lasting_id, e.list_id, false, 0, now(), 'bureau' from list_entry e join entry_value v on v.entry_id = e.id
      where v.value_id = ${disputedId!}`,
  );
  await rows(
    database.ownerDb,
    sql`insert into value_quarantine (id, value_id, held_at, hits, allowed) values (${newId()}, ${heldId!}, now(), 9, 1)`,
  );
  const id = await receive([file(disputed), file(held), file(harmless)]);
  const known = (await knownFilesOf(database.store.db, [id])).get(id)!;
  assert.deepEqual(
    known.map(({ status, heldBack, hits }) => [status, heldBack, hits.length]),
    [
      ['never-seen', 'disputed', 1],
      ['never-seen', 'quarantined', 1],
      ['not-of-concern', null, 1],
    ],
  );
  const { lists, novelty } = await summary(id);
  assert.deepEqual([lists?.known, lists?.neverSeen, lists?.notOfConcern, lists?.heldBack], [0, 2, 1, 2]);
  assert.equal(novelty, 'first-seen');
});

test("one sender's word that content is harmless lowers no referral until a supervisor has decided", async () => {
  const { store } = database;
  const platform = await registerSource(store, SYSTEM, { id: 'objector', name: 'O', kind: 'platform' });
  await grantToSource(store, SYSTEM, { sourceId: 'objector', grant: 'lookup' });
  const person = { name: 'Supervisor', roles: ['supervisor'] as Role[], compartment: null };
  const supervisor = await addPerson(store.db, person);
  const hash = createHash('md5').update('objected').digest();
  const [valueId] = await listValues(database.ownerDb, [{ kind: 'md5', hash, classification: 'A' }]);
  await receive([md5File('objected')]);
  const id = await receive([md5File('objected')]);
  assert.deepEqual(
    [(await summary(id)).novelty, (await summary(id)).lists?.classes],
    ['known', ['uk-abc:A']],
  );
  const { entryId } = (await listingsOf(store.db, [valueId!])).get(valueId!)![0]!;
  await giveOpinion(
    store,
    { kind: 'source', id: platform.id, name: platform.name },
    { entryId, opinion: 'negative' },
  );
  const { novelty, lists } = await summary(id);
  assert.deepEqual([novelty, lists?.heldBack, lists?.notOfConcern], ['seen-before', 1, 0]);
  assert.deepEqual(lists?.classes, ['uk-abc:A'], 'and the grade stays');
  await decideDispute(store, supervisor, {
    entryId,
    decision: 'upheld',
    reason: 'content-graded-again',
  });
  assert.equal((await summary(id)).novelty, 'not-of-concern');
  assert.deepEqual((await summary(id)).lists?.classes, []);
});

test('while the index is away everything else is done, and the comparison follows', async () => {
  const listed = randomBytes(32);
  await listPdq(database.ownerDb, [listed]);
  const away: HashSearch = {
    ...searchHere(database.store.db),
    search: async () => {
      throw new Problem('matching.index-unavailable');
    },
  };
  const id = await store([file(turned(listed, 5))]);
  assert.deepEqual(await deriveReferrals(database.store, [id], away), [id]);
  assert.equal((await summary(id)).novelty, 'first-seen');
  const jobs = await rows(
    database.ownerDb,
    sql`select from job where kind = 'derive-referral' and subject = ${id} and run_at > ${database.store.clock.now()}`,
  );
  assert.equal(jobs.length, 1);
  await deriveReferrals(database.store, [id]);
  assert.equal((await summary(id)).novelty, 'known');
});

test('an index that is older than the lists have been matched up to is not believed', async () => {
  const listed = randomBytes(32);
  const here = searchHere(database.store.db);
  const stale = await here.search(listed);
  const ids = await listPdq(database.ownerDb, [listed]);
  await matchListValues(database.store, [await changed(ids)]);
  const id = await store([file(turned(listed, 5))]);
  await deriveReferrals(database.store, [id], { ...here, search: async () => stale });
  await deriveReferrals(database.store, [id]);
  assert.equal((await summary(id)).novelty, 'known');
});

test('an index that is filled anew holds nothing of a list that was closed', async () => {
  const [gone, kept] = [randomBytes(32), randomBytes(32)];
  await listPdq(database.ownerDb, [gone, kept], { code: 'closed' });
  const [keptId] = await listPdq(database.ownerDb, [kept], { code: 'open' });
  await rows(database.ownerDb, sql`update hash_list set closed_at = now() where code = 'closed'`);
  const filled = listedIndex({ db: database.store.db, index: scanIndex() });
  const { ids } = await filled.search(Buffer.concat([gone, kept]));
  assert.deepEqual([...ids], [keptId]);
});
