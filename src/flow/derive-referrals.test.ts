import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { currentAssessment, placeOf } from '../assessment/index.ts';
import { hubsOf, LINK_KINDS, linkSummaries, linksOf } from '../linking/index.ts';
import { contentOf, matchSummaries, sharingContent } from '../matching/index.ts';
import { moveReferral, type ReferralContent } from '../referral/index.ts';
import { contentWith, plant } from '../referral/test-referrals.ts';
import { inTransaction, rows, sql } from '../shared/db.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { deriveReferrals } from './index.ts';
import { fileOf, partyOf, tablesAsText } from './test-joining.ts';

let db: TestStore;
before(async () => {
  db = await testStore();
});
after(() => db.drop());

/** Everything that joining says of referrals, with their positions in place of their ids. */
async function joinedAs({ store }: TestStore, ids: readonly string[]) {
  const at = new Map(ids.map((id, i) => [id, i]));
  const matches = await matchSummaries(store.db, ids);
  const links = await linkSummaries(store.db, ids);
  return Promise.all(
    ids.map(async (id) => ({
      match: matches.get(id),
      links: links.get(id),
      content: (await sharingContent(store.db, id))
        .map(({ referralId, files }) => [at.get(referralId), files])
        .sort(),
      linked: (await linksOf(store.db, id))
        .map(({ referralId, ...link }) => ({ other: at.get(referralId)!, ...link, kinds: link.kinds.sort() }))
        .sort((a, b) => a.other - b.other || (a.layer + a.otherLayer < b.layer + b.otherLayer ? -1 : 1)),
    })),
  );
}

const someContent = fc.record({
  files: fc.array(
    fc
      .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'sha1:e', 'sha1:f', 'sha1:g'), {
        minLength: 1,
        maxLength: 2,
      })
      .map((contents) => fileOf(...contents)),
    { maxLength: 3 },
  ),
  parties: fc.array(
    fc
      .tuple(
        fc.constantFrom('suspect' as const, 'victim' as const),
        fc.constantFrom('one@example.org', 'two@example.org', 'three@example.org'),
      )
      .map(([role, email]) => partyOf(role, ['email', email])),
    { maxLength: 2 },
  ),
});

type Course = {
  order: readonly number[];
  portion: () => number;
  takenBack?: readonly number[];
  atOnce?: boolean;
};

/** What joining says of these referrals after they were derived in this order, and some taken back again. */
async function joinedAfter(contents: readonly ReferralContent[], course: Course) {
  const own = await testStore();
  try {
    const receivedAt = (i: number) => new Date(Date.UTC(2026, 1, 1 + i));
    const planted = contents.map((content, i) => ({
      content,
      sourceId: `s${i % 3}`,
      receivedAt: receivedAt(i),
    }));
    const ids = await plant(own.store, planted);
    const portions: string[][] = [];
    for (let at = 0; at < course.order.length; at += portions.at(-1)!.length)
      portions.push(course.order.slice(at, at + course.portion()).map((i) => ids[i]!));
    if (course.atOnce) await Promise.all(portions.map((some) => deriveReferrals(own.store, some)));
    else for (const some of portions) await deriveReferrals(own.store, some);
    for (const i of course.takenBack ?? []) await retract(own, ids[i]!);
    return await joinedAs(
      own,
      ids.filter((_, i) => course.order.includes(i) && !course.takenBack?.includes(i)),
    );
  } finally {
    await own.drop();
  }
}

const contentsOf = (parts: readonly Partial<ReferralContent>[]) => parts.map((part) => contentWith(part));
const someContents = fc.array(someContent, { minLength: 3, maxLength: 8 }).map(contentsOf);
const inOrder = (contents: readonly unknown[]) => contents.map((_, i) => i);

test('whatever order referrals come in, in what portions, and at once, they make the same groups and links', async () => {
  const ranks = fc.array(fc.nat(), { minLength: 8, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      someContents,
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      ranks,
      async (contents, size, atOnce, by) => {
        const shuffled = inOrder(contents).sort((a, b) => by[a]! - by[b]! || b - a);
        const [one, other] = await Promise.all([
          joinedAfter(contents, { order: inOrder(contents), portion: () => contents.length }),
          joinedAfter(contents, { order: shuffled, portion: () => size, atOnce }),
        ]);
        assert.deepEqual(other, one);
      },
    ),
    { numRuns: 6, seed: 5 },
  );
});

test('what was taken back leaves groups and links as if it had never come', async () => {
  const some = fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(someContents, some, async (contents, picked) => {
      const takenBack = [...new Set(picked)].filter((i) => i < contents.length);
      const stay = inOrder(contents).filter((i) => !takenBack.includes(i));
      const [one, other] = await Promise.all([
        joinedAfter(contents, { order: inOrder(contents), portion: () => 2, takenBack }),
        joinedAfter(contents, { order: stay, portion: () => 2 }),
      ]);
      assert.deepEqual(one, other);
    }),
    { numRuns: 5, seed: 8 },
  );
});

test('deriving again changes nothing but the ledger, and has people compared again', async () => {
  const content = contentWith({
    files: [fileOf('again')],
    parties: [partyOf('suspect', ['phone', '07700 900111'])],
  });
  const ids = await plant(db.store, [{ content }, { content }]);
  await deriveReferrals(db.store, ids);
  const before = await tablesAsText(db.ownerDb);
  await deriveReferrals(db.store, ids);
  const after = await tablesAsText(db.ownerDb);
  for (const table of ['ledger_entry', 'job']) {
    before.delete(table);
    after.delete(table);
  }
  assert.deepEqual(after, before);
});

test('a file with two hashes makes two groups one, and its withdrawal parts them again', async () => {
  const [one, two, bridge] = await plant(db.store, [
    { content: contentWith({ files: [fileOf('left')] }), sourceId: 'platform-one' },
    { content: contentWith({ files: [fileOf('sha1:right')] }), sourceId: 'platform-two' },
    { content: contentWith({ files: [fileOf('left', 'sha1:right')] }), sourceId: 'platform-three' },
  ]);
  await deriveReferrals(db.store, [one!, two!]);
  const [groupOfOne] = await contentOf(db.store.db, one!);
  assert.equal(groupOfOne?.referrals, 1);
  await deriveReferrals(db.store, [bridge!]);
  const [joined] = await contentOf(db.store.db, one!);
  assert.deepEqual(
    { groupId: joined?.groupId, referrals: joined?.referrals, reporters: joined?.reporters },
    { groupId: groupOfOne?.groupId, referrals: 3, reporters: 3 },
  );
  await retract(db, bridge!);
  const [parted] = await contentOf(db.store.db, one!);
  assert.deepEqual([parted?.referrals, parted?.reporters], [1, 1]);
  assert.deepEqual(await sharingContent(db.store.db, two!), []);
  const history = await rows(
    db.store.db,
    sql`select 1 from content_membership m join file_sighting s using (kind, value)
        where s.referral_id = ${bridge!} and m.valid_to is not null`,
  );
  assert.ok(history.length > 0, 'how they stood together is kept');
});

async function retract({ store }: TestStore, id: string): Promise<void> {
  await inTransaction(store, (tx) =>
    moveReferral(tx, { id, action: 'retract', at: store.clock.now(), actor: 'source:x', purpose: 'intake' }),
  );
  await deriveReferrals(store, [id]);
}

test('a referral that was taken back links nothing, counts nowhere and leaves the queue', async () => {
  const content = contentWith({
    files: [fileOf('taken back')],
    parties: [partyOf('suspect', ['email', 'back@example.org'])],
  });
  const [stays, goes] = await plant(db.store, [{ content }, { content }]);
  await deriveReferrals(db.store, [stays!, goes!]);
  assert.equal((await linksOf(db.store.db, stays!)).length, 1);
  await retract(db, goes!);
  assert.deepEqual(await linksOf(db.store.db, stays!), []);
  assert.equal((await contentOf(db.store.db, stays!))[0]?.referrals, 1);
  assert.equal(await placeOf(db.store.db, goes!), null);
});

test('a value on more referrals than its cap links none of them, and is shown as shared', async () => {
  const cap = LINK_KINDS.ip.cap;
  const content = contentWith({
    parties: [{ role: 'suspect', connections: [{ ip: '198.51.100.77', event: 'login' }] }],
  });
  const ids = await plant(
    db.store,
    Array.from({ length: cap + 1 }, () => ({ content })),
  );
  await deriveReferrals(db.store, ids.slice(0, cap));
  assert.equal((await linksOf(db.store.db, ids[0]!)).length, cap - 1);
  await deriveReferrals(db.store, ids.slice(cap));
  assert.deepEqual(await linksOf(db.store.db, ids[0]!), []);
  assert.deepEqual(await hubsOf(db.store.db, ids[0]!), [
    { kind: 'ip', layer: 'suspect', referrals: cap + 1, atLeast: false, party: 0, item: 0 },
  ]);
});

test('hashes of nothing make no group', async () => {
  const empty = {
    hashes: [{ kind: 'md5' as const, value: 'd41d8cd98f00b204e9800998ecf8427e' }],
    annotations: [],
  };
  const ids = await plant(db.store, [
    { content: contentWith({ files: [empty] }) },
    { content: contentWith({ files: [empty] }) },
  ]);
  await deriveReferrals(db.store, ids);
  assert.deepEqual(await contentOf(db.store.db, ids[0]!), []);
  assert.equal((await matchSummaries(db.store.db, ids)).get(ids[0]!)?.novelty, 'no-hashes');
});

test('a child and a suspect with the same number stand in two layers, and are no link of one', async () => {
  const [asChild, asSuspect] = await plant(db.store, [
    { content: contentWith({ parties: [partyOf('victim', ['phone', '07700 900222'])] }) },
    { content: contentWith({ parties: [partyOf('suspect', ['phone', '+447700900222'])] }) },
  ]);
  await deriveReferrals(db.store, [asChild!, asSuspect!]);
  const [link] = await linksOf(db.store.db, asChild!);
  assert.deepEqual([link?.referralId, link?.layer, link?.otherLayer], [asSuspect, 'child', 'suspect']);
  assert.equal((await linkSummaries(db.store.db, [asChild!])).get(asChild!)?.linkedReferrals, 0);
});

test('content that turns viral changes the assessment of those who had it before', async () => {
  const content = contentWith({ files: [fileOf('meme')] });
  const planted = Array.from({ length: 20 }, (_, i) => ({
    content: { ...content, parties: [partyOf('suspect', ['email', `viral-${i}@example.org`])] },
    sourceId: `viral-${i % 5}`,
  }));
  const ids = await plant(db.store, planted);
  for (let at = 0; at < ids.length; at += 5) await deriveReferrals(db.store, ids.slice(at, at + 5));
  assert.equal((await currentAssessment(db.store.db, ids[0]!))?.match?.viral, 'viral');
});

test('one viral picture beside a new file does not make a referral viral', async () => {
  const content = contentWith({ files: [fileOf('meme'), fileOf('never seen')] });
  const [id] = await plant(db.store, [{ content, receivedAt: new Date('2026-03-02T10:00:00Z') }]);
  await deriveReferrals(db.store, [id!]);
  const summary = (await matchSummaries(db.store.db, [id!])).get(id!);
  assert.deepEqual([summary?.viral, summary?.novelty, summary?.seenBefore], ['none', 'first-seen', 1]);
});

test('what cannot be read is left out, and each derivation is one entry with all its subjects', async () => {
  const [id] = await plant(db.store, [{ content: contentWith() }]);
  const derived = await deriveReferrals(db.store, [id!, '01a201be-7c06-7b28-9e20-e8fdd49e98e8']);
  assert.deepEqual(derived, [id]);
  const entries = await rows(
    db.store.db,
    sql`select verb, subjects from ledger_entry where action = 'derive' and ${id!}::uuid = any(subjects)`,
  );
  assert.deepEqual(entries, [{ verb: 'combined', subjects: [id] }]);
});
