import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { enterQueue, floodsNow, placeOf } from '../../assessment/index.ts';
import type { ReferralContent } from '../../referral/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { inTransaction, rows, sql } from '../../shared/db.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { deriveReferrals } from '../derive-referrals.ts';

// Attacks fairness: one sender floods the desk with reports that state no harm.

let db: TestStore;
before(async () => {
  db = await testStore();
  // The bureau has been at work for four weeks, and ordinarily has two reports a day of this source.
  await received('quiet');
  await rows(
    db.ownerDb,
    sql`insert into source_day (source_id, day, sent)
      select 'quiet', date '2026-03-02' - n, 2 from generate_series(1, 28) n`,
  );
});
after(() => db.drop());

const NOW = new Date('2026-03-02T09:00:00Z');
const DAY_MS = 86_400_000;

async function received(sourceId: string, part: Partial<ReferralContent> = {}, count = 1): Promise<string[]> {
  const planted = Array.from({ length: count }, () => ({
    content: contentWith(part),
    sourceId,
    receivedAt: NOW,
  }));
  const ids = await plant(db.store, planted);
  await deriveReferrals(db.store, ids);
  return ids;
}

const place = async (id: string) => (await placeOf(db.store.db, id))!;

test('a flood waits behind itself: what others send afterwards stands before what is beyond its allowance', async () => {
  const [first] = await received('quiet');
  const flood = await received('flooder', {}, 60);
  const places = await Promise.all(flood.map(place));
  assert.equal(
    places.filter(({ turnAt }) => turnAt === null).length,
    20,
    'a day’s allowance waits for nothing',
  );
  const [later] = await received('quiet');
  const keys = places.filter(({ turnAt }) => turnAt !== null).map(({ orderKey }) => orderKey);
  assert.ok(keys.every((key) => key > Math.max(0)));
  assert.equal(
    (await place(later!)).orderKey,
    (await place(first!)).orderKey,
    'nobody else stands any later',
  );
  assert.ok(Math.min(...keys) > (await place(later!)).orderKey);
  const [shown] = await floodsNow(db.store.db);
  assert.deepEqual([shown?.sourceId, shown?.waiting], ['flooder', 40]);
});

test('what states harm never waits for a turn, whoever sends it and however much they have sent', async () => {
  const parts: Record<string, Partial<ReferralContent>> = {
    'immediate danger': { facts: { immediateDanger: 'yes' } },
    'contact abuse': { facts: { contactAbuse: 'yes' } },
    'a claim of urgency': { urgencyClaim: { level: 'high' } },
    'somebody dealing with a child': { incidentType: 'online-enticement', threat: 'exploitation' },
    'the gravest grade': {
      files: [{ hashes: [], annotations: [], grades: [{ scheme: 'uk-abc', grade: 'A' }] }],
    },
    'access to children': { facts: { accessToChildren: 'yes' } },
  };
  for (const [what, part] of Object.entries(parts)) {
    const [fromFlood] = await received('flooder', part);
    const [fromOther] = await received('quiet', part);
    assert.equal((await place(fromFlood!)).turnAt, null, what);
    assert.equal((await place(fromFlood!)).orderKey, (await place(fromOther!)).orderKey, what);
  }
});

test('a turn is computed once: deriving again moves nothing, and harm found later lifts it', async () => {
  const [id] = await received('flooder');
  const stood = await place(id!);
  assert.ok(stood.turnAt !== null);
  db.store.clock.set(new Date(NOW.getTime() + DAY_MS));
  await deriveReferrals(db.store, [id!]);
  assert.deepEqual(await place(id!), stood);
  await rows(
    db.ownerDb,
    sql`update referral_content set facts = jsonb_set(facts, '{answers,contactAbuse}', '"yes"') where referral_id = ${id!}`,
  );
  await deriveReferrals(db.store, [id!]);
  const lifted = await place(id!);
  assert.equal(lifted.turnAt, null);
  assert.ok(lifted.orderKey < stood.orderKey);
});

test('the database itself refuses to put imminent danger or a higher tier back', async () => {
  const [id] = await received('quiet', { facts: { immediateDanger: 'yes' } });
  await assert.rejects(
    rows(db.ownerDb, sql`update queue_place set turn_at = now() where referral_id = ${id!}`),
    /queue_place_puts_no_danger_back/,
  );
});

test('places of the first policy move to where the new one puts them', async () => {
  const parts: Partial<ReferralContent>[] = [
    {},
    { facts: { immediateDanger: 'yes' } },
    { facts: { contactAbuse: 'yes' } },
    { facts: { contactAbuse: 'yes', accessToChildren: 'yes' } },
    { facts: { coercion: 'yes', priorOffending: 'yes' } },
    { incidentType: 'online-enticement', threat: 'exploitation' },
    { files: [{ hashes: [], annotations: ['infant'], grades: [{ scheme: 'uk-abc', grade: 'B' }] }] },
    { parties: [{ role: 'suspect', accounts: [{ service: 'Chatter', username: 'synthetic-moved' }] }] },
  ];
  const ids = (await Promise.all(parts.map((part) => received('moved', part)))).flat();
  const now = await Promise.all(ids.map(place));
  const DAYS = { 'very-high': 1, high: 7, medium: 14, low: 30 };
  for (const { referralId, band, orderKey, tier, actBy } of now) {
    const was = tier === 3 ? 2 : tier;
    const day = Math.floor(actBy.getTime() / DAY_MS);
    const minute = Math.floor((actBy.getTime() % DAY_MS) / 60_000);
    const key = ((was * 100_000 + day) * 100_000 + (orderKey % 100_000)) * 10_000 + minute;
    assert.equal(actBy.getTime() - NOW.getTime(), DAYS[band] * DAY_MS);
    await rows(
      db.ownerDb,
      sql`update queue_place set order_key = ${key}, tier = ${was}, policy_version = '2026-11' where referral_id = ${referralId}`,
    );
  }
  const file = path.join(import.meta.dirname, '../../store/migrations/0037-assessment-fair-order.sql');
  const update = /update queue_place as q[\s\S]*?where now\.referral_id = q\.referral_id/.exec(
    await readFile(file, 'utf8'),
  )![0];
  await rows(db.ownerDb, sql.raw(`${update} and q.policy_version = '2026-11'`) as ReturnType<typeof sql>);
  const moved = await Promise.all(ids.map(place));
  const ordered = (lines: typeof now) =>
    lines.map(({ tier, orderKey, policyVersion }) => [tier, orderKey, policyVersion]);
  assert.deepEqual(ordered(moved), ordered(now));
  // Assessments of the first policy do not say whether somebody deals with a child.
  await rows(
    db.ownerDb,
    sql.raw(
      `alter table assessment disable trigger user; update assessment set result = result - 'withChild'`,
    ) as ReturnType<typeof sql>,
  );
  await inTransaction(db.store, (tx) => enterQueue(tx, ids));
  assert.deepEqual(ordered(await Promise.all(ids.map(place))), ordered(now), 'placed again, they stay');
});
