import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addPerson, type PersonActor } from '../../access/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { rows, sql } from '../../shared/db.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { deriveReferrals } from '../derive-referrals.ts';
import { type QueueQuery, readQueue, type ShownLine } from '../read-queue.ts';

const PLANTED = 60;
let db: TestStore;
let analyst: PersonActor;
before(async () => {
  db = await testStore();
  analyst = await addPerson(db.store.db, { name: 'Analyst', roles: ['analyst'] });
  const now = db.store.clock.now().getTime();
  const planted = Array.from({ length: PLANTED }, (_, i) => ({
    content: contentWith(i % 5 === 0 ? { facts: { immediateDanger: 'yes' } } : {}),
    sourceId: `sender-${i % 3}`,
    receivedAt: new Date(now - ((i * 37) % 300) * 3_600_000),
  }));
  await deriveReferrals(db.store, await plant(db.store, planted));
});
after(() => db.drop());

/** Gives each referral that may be folded one of these groups, in turn; -1: a line of its own. */
async function setGroups(groups: readonly number[]): Promise<void> {
  await rows(
    db.ownerDb,
    sql`update queue_place q set circulation = nullif((${groups}::bigint[])[1 + q.number % ${groups.length}], -1)
      where tier = 3 and imminence = 'P3'`,
  );
}

async function allPages(query: QueueQuery, limit: number): Promise<ShownLine[]> {
  const lines: ShownLine[] = [];
  for (let after: string | undefined; ; ) {
    const page = await readQueue(db.store, analyst, { ...query, limit, after });
    lines.push(...page.lines);
    if (!page.next) return lines;
    after = page.next;
  }
}

test('page by page, the folded queue is the full one with each group in the place of its first member', async () => {
  const group = fc.oneof(fc.constant(-1), fc.integer({ min: 1, max: 4 }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(group, { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom<QueueQuery>({}, { sourceId: 'sender-1' }, { band: 'medium' }),
      async (groups, limit, query) => {
        await setGroups(groups);
        const each = await allPages({ ...query, each: true }, 500);
        const firsts = each.filter(
          ({ circulation }, i) =>
            circulation === null || each.findIndex((one) => one.circulation === circulation) === i,
        );
        const folded = await allPages(query, limit);
        assert.deepEqual(
          folded.map(({ referralId }) => referralId),
          firsts.map(({ referralId }) => referralId),
        );
        const stoodFor = folded.reduce((sum, { group: line }) => sum + (line?.referrals ?? 1), 0);
        assert.equal(stoodFor, each.length);
        const { counts } = await readQueue(db.store, analyst, query);
        assert.deepEqual([counts.total, counts.lines], [each.length, folded.length]);
      },
    ),
    { numRuns: 10, seed: 21 },
  );
});
