import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addPerson, type PersonActor } from '../../access/index.ts';
import { type HiddenQuestion, keepGathered, keptResamples, latestHidden } from '../../picture/index.ts';
import { referralHeaders } from '../../referral/index.ts';
import { Problem } from '../../shared/problem.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import { askHidden, cancelHidden, readHidden, workHidden } from '../index.ts';
import { gatherLists } from './gather-lists.ts';
import { type PlantedReceipt, plantReceipts, putPlanted, SENDERS, type Sender } from './test-lists.ts';

const YEAR = { from: '2012-01-01', to: '2012-12-31' };
const LISTS: readonly Sender[] = ['public', 'industry', 'police', 'hotline'];

/** People by the lists that they are on: the truth against which everything is held. */
const TRUTH: readonly (readonly Sender[])[] = [
  ...many(14, ['public']),
  ...many(16, ['industry']),
  ...many(12, ['police']),
  ...many(12, ['hotline']),
  ...many(3, ['public', 'industry']),
  ...many(3, ['public', 'police']),
  ...many(2, ['industry', 'police']),
  ...many(3, ['police', 'hotline']),
  ...many(2, ['public', 'hotline']),
  ...many(1, ['public', 'industry', 'police']),
];

function many(count: number, lists: readonly Sender[]): (readonly Sender[])[] {
  return Array.from({ length: count }, () => lists);
}

function question(lists: readonly Sender[], part: Partial<HiddenQuestion> = {}): HiddenQuestion {
  return {
    unit: 'suspect',
    period: YEAR,
    linkedBy: 'near-certain',
    lists: lists.map((name) => ({ name, kinds: [SENDERS[name]] })),
    resamples: 600,
    seed: 1,
    ...part,
  };
}

let db: TestStore;
let analyst: PersonActor;

before(async () => {
  db = await testStore();
  analyst = await addPerson(db.store.db, { name: 'Strategic analyst', roles: ['statistician'] });
  // Reports that have nothing to do with one another come days apart.
  const own = TRUTH.flatMap((lists, person) =>
    lists.map((by, i): PlantedReceipt => ({ by, person, minute: person * 1_000 + i * 90_000 })),
  );
  // The clearing house relays what the platform reported: the same reference, within the hour, and people of its own.
  const relayed = TRUTH.flatMap((lists, person): PlantedReceipt[] =>
    lists.includes('industry') && person % 2 === 0
      ? [{ by: 'agency', person, minute: person * 1_000 + lists.indexOf('industry') * 90_000 + 20 }]
      : [],
  );
  const receipts = [...own, ...relayed].map((receipt) =>
    receipt.by === 'industry' || receipt.by === 'agency'
      ? {
          ...receipt,
          content: { references: [{ scheme: 'ncmec', value: String(900_000 + receipt.person) }] },
        }
      : receipt,
  );
  const from = new Date('2012-01-02T00:00:00Z');
  const ids = await plantReceipts(db.store, from, receipts);
  const headers = new Map((await referralHeaders(db.store.db, ids)).map((header) => [header.id, header]));
  await putPlanted(
    db.store,
    ids.map((id, i) => {
      const { receivedAt, state } = headers.get(id)!;
      return { id, by: receipts[i]!.by, receivedOn: receivedAt.toISOString().slice(0, 10), state };
    }),
  );
});
after(() => db.drop());

describe('the overlap table', () => {
  it('is what counting the planted people by hand gives', async () => {
    const { lists, counts, collapsed, restedOn } = await gatherLists(db.store, question(LISTS));
    assert.deepEqual([lists, collapsed], [LISTS, []]);
    assert.deepEqual(counts, countByHand(LISTS));
    assert.ok(restedOn.linkModel !== null && restedOn.records > 0);
  });

  it('makes one list of two of which one relays the other, and says why', async () => {
    const declared: Sender[] = [...LISTS, 'agency'];
    const { lists, counts, collapsed, pairs } = await gatherLists(db.store, question(declared));
    assert.deepEqual(lists, ['public', 'industry + agency', 'police', 'hotline']);
    assert.deepEqual(counts, countByHand(LISTS));
    assert.deepEqual(collapsed[0]!.lists, ['industry', 'agency']);
    assert.match(collapsed[0]!.because, /feed one another: of those on both, \d+ of \d+/);
    const fed = pairs.find(({ lists: [one, other] }) => one === 'industry' && other === 'agency')!;
    assert.equal(fed.fed, fed.both);
    assert.ok(pairs.filter((pair) => pair !== fed).every((pair) => pair.fed === 0));
  });

  it('counts only links that a person confirmed, where that is asked: nobody did, so nobody is on two lists', async () => {
    const { counts } = await gatherLists(db.store, question(LISTS, { linkedBy: 'confirmed' }));
    assert.equal(
      counts.reduce((sum, count, set) => sum + ((set & (set - 1)) === 0 ? 0 : count), 0),
      0,
    );
  });
});

function countByHand(lists: readonly Sender[]): number[] {
  const counts = new Array<number>(2 ** lists.length).fill(0);
  for (const own of TRUTH) counts[own.reduce((set, list) => set | (1 << lists.indexOf(list)), 0)]! += 1;
  return counts;
}

describe('an estimate', () => {
  it('goes on after a restart from where it was, and gives all of its answers at once', async () => {
    const id = await askHidden(db.store, analyst, question(LISTS));
    assert.equal((await readHidden(db.store, analyst, id)).result, null);
    await workHidden(db.store, id, { longestMs: 0 });
    await workHidden(db.store, id, { longestMs: 1 });
    const between = await readHidden(db.store, analyst, id);
    assert.deepEqual([between.state, between.result], ['running', null]);
    assert.ok(between.gathered);
    const kept = await keptResamples(db.store.db, id);
    assert.ok(kept.length < 2, 'the time was up');
    await workHidden(db.store, id);
    const { state, result, gathered } = await readHidden(db.store, analyst, id);
    assert.equal(state, 'done');
    assert.ok(result!.population.stepwise && result!.population.spread && result!.population.averaged);
    assert.equal(result!.population.stepwise.bca?.resamples, 600);
    assert.equal(result!.assumptions.length, 4);
    for (const one of result!.linkingErrors) assert.ok(one.stepwise && one.spread && one.averaged, one.kind);
    assert.deepEqual(await keptResamples(db.store.db, id), []);
    const released = (await latestHidden(db.store.db))!;
    assert.deepEqual(released.result, result!.population);
    assert.deepEqual(released.lists, gathered!.lists);
    await workHidden(db.store, id);
    assert.deepEqual((await readHidden(db.store, analyst, id)).result, result);
  });

  it('is refused with every reason where the lists cannot carry it', async () => {
    const id = await askHidden(db.store, analyst, question(['industry', 'agency', 'hotline']));
    await workHidden(db.store, id);
    const { state, refused, result } = await readHidden(db.store, analyst, id);
    assert.deepEqual([state, result], ['refused', null]);
    assert.deepEqual(
      refused!.map(({ reason }) => reason),
      ['too-few-lists', 'too-little-overlap'],
    );
    for (const broken of [
      question(['public', 'police']),
      question(LISTS, { period: { from: '2012-02-01', to: '2012-02-30' } }),
    ])
      await assert.rejects(askHidden(db.store, analyst, broken), is('picture.invalid-estimate'));
  });

  it('rests on what was gathered first, and is refused though whoever gathered it died before saying so', async () => {
    const id = await askHidden(db.store, analyst, question(LISTS));
    const poor = await gatherLists(db.store, question(['industry', 'agency', 'hotline']));
    assert.equal(await keepGathered(db.store.db, id, poor), true);
    assert.equal(await keepGathered(db.store.db, id, await gatherLists(db.store, question(LISTS))), false);
    await workHidden(db.store, id);
    const { state, gathered } = await readHidden(db.store, analyst, id);
    assert.deepEqual([state, gathered!.lists], ['refused', poor.lists]);
  });

  it('can be cancelled by a person, once, and nothing more is done', async () => {
    const id = await askHidden(db.store, analyst, question(LISTS));
    await workHidden(db.store, id, { longestMs: 0 });
    await cancelHidden(db.store, analyst, id);
    await workHidden(db.store, id);
    assert.equal((await readHidden(db.store, analyst, id)).state, 'cancelled');
    await assert.rejects(cancelHidden(db.store, analyst, id), is('picture.estimate-ended'));
    const reader = await addPerson(db.store.db, { name: 'Analyst', roles: ['analyst'] });
    await assert.rejects(askHidden(db.store, reader, question(LISTS)), is('access.not-allowed'));
    await assert.rejects(readHidden(db.store, reader, id), is('access.not-allowed'));
  });
});

function is(code: string): (failure: unknown) => boolean {
  return (failure) => failure instanceof Problem && failure.code === code;
}
