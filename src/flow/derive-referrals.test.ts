import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { linkSummaries } from '../linking/index.ts';
import { matchSummaries } from '../matching/index.ts';
import { contentWith, plant } from '../referral/test-referrals.ts';
import { rows, sql } from '../shared/db.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { deriveReferrals } from './derive-referrals.ts';

let db: TestStore;
before(async () => {
  db = await testStore();
});
after(() => db.drop());

test('smoke', async () => {
  const file = (...hex: string[]) => ({
    hashes: hex.map((value) => ({ kind: 'md5' as const, value })),
    annotations: [],
  });
  const a = '0123456789abcdef0123456789abcde1',
    b = '0123456789abcdef0123456789abcde2';
  const party = {
    role: 'suspect' as const,
    accounts: [{ service: 'Kite Chat', username: 'Blue.Heron' }],
    connections: [
      {
        ip: '203.0.113.4',
        port: 4000,
        at: { utc: '2026-03-01T10:00:00Z', offset: 'Z', meaning: 'login' as const },
        event: 'login' as const,
      },
    ],
  };
  const ids = await plant(db.store, [
    {
      content: contentWith({ files: [file(a)], parties: [party] }),
      receivedAt: new Date('2026-03-01T00:00:00Z'),
    },
    {
      content: contentWith({ files: [file(b)] }),
      sourceId: 's2',
      receivedAt: new Date('2026-03-01T01:00:00Z'),
    },
    {
      content: contentWith({ files: [file(a, b)], parties: [party] }),
      sourceId: 's3',
      receivedAt: new Date('2026-03-01T02:00:00Z'),
    },
  ]);
  await deriveReferrals(db.store, ids.slice(0, 2));
  await deriveReferrals(db.store, ids);
  console.log(await matchSummaries(db.store.db, ids), await linkSummaries(db.store.db, ids));
  console.log(
    await rows(
      db.store.db,
      sql`select encode(value,'hex'), group_id, valid_from, valid_to, because from content_membership`,
    ),
  );
  console.log(await rows(db.store.db, sql`select * from content_tally`));
});
