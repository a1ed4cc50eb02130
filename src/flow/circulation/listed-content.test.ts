import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addPerson, type PersonActor } from '../../access/index.ts';
import { placeOf } from '../../assessment/index.ts';
import { contentOf, matchSummaries } from '../../matching/index.ts';
import { listValues } from '../../matching/known/test-lists.ts';
import { rows, sql } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { deriveReferrals } from '../derive-referrals.ts';
import { matchListValues } from '../match-list-values.ts';
import { fileOf } from '../test-joining.ts';
import { readCirculation } from './read-circulation.ts';
import { addCirculationSenders, circulate, plantDerived, report } from './test-circulation.ts';

let db: TestStore;
let analyst: PersonActor;
before(async () => {
  db = await testStore();
  await addCirculationSenders(db.store);
  analyst = await addPerson(db.store.db, { name: 'Analyst', roles: ['analyst'] });
});
after(() => db.drop());

const md5 = (content: string) => createHash('md5').update(content).digest();
const viralOf = async (id: string) => (await matchSummaries(db.store.db, [id])).get(id)?.viral;
const lineOf = async (id: string) => (await placeOf(db.store.db, id))?.circulation ?? null;

/** Lists a content and lets the jobs do what follows. */
async function list(content: string, meaning: 'meme' | 'harmful'): Promise<void> {
  const [valueId] = await listValues(db.ownerDb, [{ hash: md5(content), kind: 'md5' }], { meaning });
  const change = newId();
  await rows(
    db.ownerDb,
    sql`insert into hash_list_change (id, list_id, at, first_revision, last_revision)
      select ${change}, (select id from hash_list where meaning = ${meaning}), now(), revision, revision
      from known_value where id = ${valueId!}`,
  );
  await matchListValues(db.store, [change]);
  const due = await rows(
    db.ownerDb,
    sql<{ subject: string }>`delete from job where kind = 'derive-referral' returning subject`,
  );
  await deriveReferrals(
    db.store,
    due.map(({ subject }) => subject),
  );
}

test('content that a meme list comes to name is judged again, and its reports share one line', async () => {
  const ids = await circulate(db.store, 'a-meme', 6);
  assert.deepEqual([await viralOf(ids[0]!), await lineOf(ids[0]!)], ['possible', null]);
  await list('a-meme', 'meme');
  assert.equal(await viralOf(ids[0]!), 'viral');
  const group = (await lineOf(ids[0]!))!;
  assert.ok(group);
  const { listings, known } = await readCirculation(db.store, analyst, group);
  assert.deepEqual(
    listings.map(({ meaning }) => meaning),
    ['meme'],
  );
  assert.equal(known?.status, 'seen');
});

test('harmful content that only platforms tell of in one week is traded material, not a circulation', async () => {
  const ids = await plantDerived(
    db.store,
    Array.from({ length: 30 }, (_, i) => ({
      content: report('a-series', { platform: `Service ${i % 6}` }),
      sourceId: 'agency-c',
    })),
  );
  assert.equal(await viralOf(ids[0]!), 'viral');
  await list('a-series', 'harmful');
  assert.deepEqual([await viralOf(ids[0]!), await lineOf(ids[0]!)], ['traded', null]);
});

test('a sender’s own flag makes nothing viral and folds nothing', async () => {
  const flagged = { ...fileOf('flagged'), annotations: ['viral', 'potentialMeme'] };
  const [id] = await plantDerived(
    db.store,
    Array.from({ length: 40 }, () => ({
      content: report('flagged', { files: [flagged], batched: 'viral', flags: [] }),
      sourceId: 'platform-c',
    })),
  );
  assert.deepEqual([await viralOf(id!), await lineOf(id!)], ['none', null]);
  const { groupId } = (await contentOf(db.store.db, id!))[0]!;
  const { flags } = await readCirculation(db.store, analyst, groupId);
  assert.deepEqual(flags, { viral: 40, potentialMeme: 40, batched: 40, of: 40 });
});
