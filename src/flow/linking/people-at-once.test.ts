import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { addPerson, type PersonActor } from '../../access/index.ts';
import {
  addPersonJudgement,
  linksOfPeople,
  lockLinking,
  lockLinkingSoon,
  personRecordsOf,
} from '../../linking/index.ts';
import type { Party } from '../../referral/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { inTransaction, rows, sql } from '../../shared/db.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { confirmLink, deriveReferrals, judgePair, linkPeople, rescoreLinks, verifyLinks } from '../index.ts';
import { linkAgain } from './link-people.ts';

let db: TestStore;
let supervisor: PersonActor;
before(async () => {
  db = await testStore();
  supervisor = await addPerson(db.store.db, { name: 'Sam', roles: ['supervisor', 'analyst'] });
});
after(() => db.drop());

/** People who meet by name, by account, and by a telephone that too many have. */
function person(i: number): Party {
  return {
    role: 'suspect',
    names: [`Robin Heron${i % 5}`],
    dateOfBirth: `1981-04-${10 + (i % 7)}`,
    accounts: [{ service: 'chat.example', username: `heron_${i % 9}` }],
    identifiers: [{ kind: 'phone', value: '+447700900123' }],
  };
}

async function plantPeople(count: number): Promise<string[]> {
  return plant(
    db.store,
    Array.from({ length: count }, (_, i) => ({ content: contentWith({ parties: [person(i)] }) })),
  );
}

function inParts(ids: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, i) => ids.slice(i * size, (i + 1) * size));
}

test('joining up, linking, judging and rescoring at the same time wait for each other and end as a rebuild has it', async () => {
  const { store } = db;
  const first = await plantPeople(40);
  await linkPeople(store, first);
  const records = await personRecordsOf(store.db, first);
  const later = await plantPeople(150);
  const backwards = later.toReversed();
  await Promise.all([
    ...inParts(later, 25).map((some) => linkPeople(store, some)),
    ...inParts(backwards, 30).map((some) => linkAgain(store, some)),
    ...inParts(later, 50).map((some) => deriveReferrals(store, some)),
    ...inParts(first, 20).map((some) => deriveReferrals(store, some)),
    rescoreLinks(store, supervisor),
    ...[0, 2, 4, 6].map((i) =>
      judgePair(store, supervisor, {
        one: records[i]!.id,
        other: records[i + 9]!.id,
        verdict: i % 4 === 0 ? 'same' : 'different',
        reason: 'outside-knowledge',
      }),
    ),
  ]);
  await linkPeople(store, [...first, ...later]);
  const proof = await verifyLinks(store);
  assert.ok(proof.holds, JSON.stringify(proof));
});

test('who confirms in one click what somebody denies at that moment is told to look first', async () => {
  const { store } = db;
  const email = { kind: 'email' as const, value: 'at.once@example.org' };
  const wren: Party = {
    role: 'suspect',
    names: ['Wren Reed'],
    dateOfBirth: '1977-03-09',
    identifiers: [email],
  };
  const ids = await plant(
    store,
    [wren, wren].map((party) => ({ content: contentWith({ parties: [party] }) })),
  );
  await linkPeople(store, ids);
  const [one, other] = await personRecordsOf(store.db, ids);
  assert.equal((await linksOfPeople(store.db, [one!.id]))[0]!.band, 'near-certain');
  let confirmed: Promise<unknown> | undefined;
  await inTransaction(store, async (tx) => {
    await lockLinking(tx);
    confirmed = assert.rejects(confirmLink(store, supervisor, { one: one!.id, other: other!.id }), {
      code: 'linking.needs-a-look',
    });
    while ((await waitingForLocks()) === 0) await sleep(10);
    const denied = { a: one!.id, b: other!.id, verdict: 'different', reason: 'different-details' } as const;
    const said = { personId: supervisor.id, at: store.clock.now(), note: null };
    await addPersonJudgement(tx, { ...denied, ...said });
  });
  await confirmed;
});

test('who waits for an answer is sent away while everything is made again, and waits for no other lock the less', async () => {
  const { store } = db;
  await inTransaction(store, async (rebuilding) => {
    await lockLinking(rebuilding);
    await assert.rejects(
      inTransaction(store, (tx) => lockLinkingSoon(tx, 20)),
      { code: 'linking.busy' },
    );
  });
  await inTransaction(store, async (tx) => {
    await lockLinkingSoon(tx, 20);
    const [patience] = await rows(
      tx,
      sql<{ patience: string }>`select current_setting('lock_timeout') as patience`,
    );
    assert.equal(patience!.patience, '0');
  });
});

async function waitingForLocks(): Promise<number> {
  const [found] = await rows(
    db.ownerDb,
    sql<{ count: number }>`select count(*) as count from pg_locks
      where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
  );
  return found!.count;
}
