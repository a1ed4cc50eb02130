import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { clustersOf, linksOfPeople, personRecordsOf } from '../../linking/index.ts';
import type { Party } from '../../referral/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { linkPeople, verifyLinks } from '../index.ts';
import { playPeople, someHistory } from './test-people.ts';

let db: TestStore;
before(async () => {
  db = await testStore();
});
after(() => db.drop());

const person = (role: Party['role'], name: string, rest: Partial<Party> = {}): Party => ({
  role,
  names: [name],
  dateOfBirth: '1981-04-27',
  ...rest,
});
const email = (value: string): Partial<Party> => ({ identifiers: [{ kind: 'email', value }] });

async function plantPeople(...parties: Party[][]): Promise<string[]> {
  return plant(
    db.store,
    parties.map((some) => ({ content: contentWith({ parties: some }) })),
  );
}

test('two referrals of one person are linked, with reasons that sum to the score', async () => {
  const ids = await plantPeople(
    [person('suspect', 'Robin Heron', email('blue.heron@example.org'))],
    [person('suspect', 'Heron, Robin', email('Blue.Heron@example.org'))],
    [person('suspect', 'Martin Kestrel', email('kestrel@example.org'))],
  );
  await linkPeople(db.store, ids);
  const records = await personRecordsOf(db.store.db, ids);
  assert.equal(records.length, 3);
  const [link] = await linksOfPeople(db.store.db, [records[0]!.id]);
  assert.deepEqual([link!.a, link!.b], [records[0]!.id, records[1]!.id]);
  assert.ok(Math.abs(link!.waterfall.total - link!.bits) < 0.01);
  const [cluster, ...others] = await clustersOf(
    db.store.db,
    records.map(({ id }) => id),
  );
  assert.deepEqual([cluster!.members, others], [[records[0]!.id, records[1]!.id], []]);
  assert.deepEqual((await linkPeople(db.store, ids)).changed, 0);
});

test('whatever is added, judged, taken back, folded or repeated, all stands as a full rebuild has it', async () => {
  await fc.assert(
    fc.asyncProperty(someHistory, async (steps) => {
      const own = await testStore();
      try {
        await playPeople(own, steps);
        const proof = await verifyLinks(own.store);
        assert.ok(proof.holds, JSON.stringify(proof));
      } finally {
        await own.drop();
      }
    }),
    { numRuns: 5, seed: 4, endOnFailure: true },
  );
});
