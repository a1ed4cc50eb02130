import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addPersonJudgement,
  clusterHistory,
  clustersOf,
  judgementHistory,
  linksOfPeople,
  lockLinking,
  type PersonRecord,
  personRecordsOf,
  type Verdict,
  verifyPeople,
} from '../../linking/index.ts';
import { moveReferral, type Party } from '../../referral/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { inTransaction, rows, sql } from '../../shared/db.ts';
import { disseminateReferral, judgePair, linkPeople, readLinks, seeConflicts } from '../index.ts';
import { exampleContent, plantReferral, type TestBureau, testBureau } from '../test-dissemination.ts';

let bureau: TestBureau;
before(async () => {
  bureau = await testBureau();
});
after(() => bureau.drop());

const heron = (email = 'blue.heron@example.org', role: Party['role'] = 'suspect'): Party => ({
  role,
  names: ['Robin Heron'],
  dateOfBirth: '1981-04-27',
  identifiers: [{ kind: 'email', value: email }],
});

function later(): Date {
  bureau.store.clock.set(new Date(bureau.store.clock.now().getTime() + 60_000));
  return bureau.store.clock.now();
}

/** A referral about each of these people; answers with its record. */
async function recordsOf(...people: Party[]): Promise<PersonRecord[]> {
  later();
  const ids = await plant(
    bureau.store,
    people.map((party) => ({ content: contentWith({ parties: [party] }) })),
  );
  await linkPeople(bureau.store, ids);
  const records = await personRecordsOf(bureau.store.db, ids);
  return ids.map((id) => records.find(({ referralId }) => referralId === id)!);
}

async function judge(one: PersonRecord, other: PersonRecord, verdict: Verdict, { id } = bureau.analyst) {
  const judgement = { a: one.id, b: other.id, verdict, personId: id, note: null, at: later() };
  return inTransaction(bureau.store, (tx) =>
    addPersonJudgement(tx, { ...judgement, reason: 'outside-knowledge' }),
  );
}

async function move(
  referralId: string,
  action: 'retract' | 'dispose' | 'fold' | 'unfold',
  foldedInto?: string,
) {
  const step = { id: referralId, action, at: later(), actor: 'system:test', purpose: 'linking' as const };
  await inTransaction(bureau.store, (tx) => moveReferral(tx, { ...step, ...(foldedInto && { foldedInto }) }));
  await linkPeople(bureau.store, [referralId]);
}

const groupOf = async ({ id }: PersonRecord) => (await clustersOf(bureau.store.db, [id]))[0];

test('two who were told apart come apart at once, and together again under the same id when it is taken back', async () => {
  const [one, other] = await recordsOf(heron('apart@example.org'), heron('apart@example.org'));
  const before = await groupOf(one!);
  assert.deepEqual(before!.members, [one!.id, other!.id]);
  await judge(one!, other!, 'different');
  assert.equal(await groupOf(one!), undefined);
  await judge(other!, one!, 'unsure');
  assert.equal((await groupOf(one!))!.id, before!.id);
  const history = await clusterHistory(bureau.store.db, before!.id);
  assert.deepEqual([history.length, history.filter(({ validTo }) => validTo === null).length], [4, 2]);
  assert.equal((await judgementHistory(bureau.store.db, { recordIds: [one!.id] })).length, 2);
});

test('a child is never compared with a suspect, and nobody may judge them to be one', async () => {
  const [suspect, child] = await recordsOf(
    heron('layers@example.org'),
    heron('layers@example.org', 'victim'),
  );
  const links = await linksOfPeople(bureau.store.db, [child!.id]);
  assert.ok(links.every(({ a, b }) => a !== suspect!.id && b !== suspect!.id));
  await assert.rejects(judge(suspect!, child!, 'same'), { code: 'linking.layers-differ' });
});

test('two parties that one report tells apart are two', async () => {
  const [id] = await plant(bureau.store, [
    { content: contentWith({ parties: [heron('twins@example.org'), heron('twins@example.org')] }) },
  ]);
  await linkPeople(bureau.store, [id!]);
  const own = await personRecordsOf(bureau.store.db, [id!]);
  const links = await linksOfPeople(bureau.store.db, [own[0]!.id]);
  assert.ok(!links.some(({ a, b }) => a === own[0]!.id && b === own[1]!.id));
});

test('a folded report is no second witness, and is the same record when it is unfolded', async () => {
  const [head, folded, judged] = await recordsOf(heron('folds@example.org'), heron('folds@example.org'), {
    role: 'suspect',
    names: ['Lee Finch'],
  });
  await judge(folded!, judged!, 'same');
  await move(folded!.referralId, 'fold', head!.referralId);
  assert.deepEqual(await personRecordsOf(bureau.store.db, [folded!.referralId]), []);
  assert.equal(await groupOf(judged!), undefined);
  await move(folded!.referralId, 'unfold');
  const [again] = await personRecordsOf(bureau.store.db, [folded!.referralId]);
  assert.equal(again!.id, folded!.id);
  assert.ok((await groupOf(judged!))!.members.includes(folded!.id));
});

test('of an erased referral nothing is left among the links', async () => {
  const [gone, other] = await recordsOf(heron('erased@example.org'), heron('erased@example.org'));
  // Two people who disagree, and a crowd that the record is of, as far as marks tell.
  await judge(gone!, other!, 'same');
  await judge(gone!, other!, 'different', bureau.supervisor);
  await rows(bureau.ownerDb, sql`insert into er_crowded (record) values (${gone!.id}), (${other!.id})`);
  await move(gone!.referralId, 'retract');
  assert.equal(await groupOf(other!), undefined);
  await move(gone!.referralId, 'dispose');
  const left = await rows(
    bureau.ownerDb,
    sql<{ table: string }>`select 'er_record' as table from er_record where id = ${gone!.id}
      union all select 'er_key' from er_key where record = ${gone!.id}
      union all select 'er_edge' from er_edge where ${gone!.id} in (a, b)
      union all select 'er_cluster_membership' from er_cluster_membership where record = ${gone!.id}
      union all select 'er_crowded' from er_crowded where record = ${gone!.id}
      union all select 'er_disagreement' from er_disagreement where ${gone!.id} in (a, b)`,
  );
  assert.deepEqual(left, []);
});

test('an account that becomes over-common links nobody by itself any more, and does again when it is rarer', async () => {
  const bot: Party = { role: 'suspect', accounts: [{ service: 'chat.example', username: 'example_bot' }] };
  const few = await recordsOf(...Array.from({ length: 126 }, () => bot));
  assert.ok((await linksOfPeople(bureau.store.db, [few[0]!.id])).length >= 125);
  const more = await recordsOf(bot, bot);
  assert.deepEqual(await linksOfPeople(bureau.store.db, [few[0]!.id]), []);
  await move(more[0]!.referralId, 'retract');
  assert.ok((await linksOfPeople(bureau.store.db, [few[0]!.id])).length >= 126);
  assert.ok((await verifyPeople(bureau.store, bureau.store.db)).holds);
});

test('an address without port and time brings nobody together', async () => {
  const at = { utc: '2026-02-01T10:00:00Z', offset: 'Z', meaning: 'login' as const };
  const behind = (port?: number): Party => ({
    role: 'suspect',
    connections: [{ ip: '192.0.2.99', event: 'login', ...(port ? { port, at } : {}) }],
  });
  const [bare, bareToo, one, other] = await recordsOf(behind(), behind(), behind(40_123), behind(40_123));
  assert.deepEqual(await linksOfPeople(bureau.store.db, [bare!.id, bareToo!.id]), []);
  assert.deepEqual(
    (await linksOfPeople(bureau.store.db, [one!.id])).map(({ a, b }) => [a, b]),
    [[one!.id, other!.id]],
  );
});

test('two forces are told of each other when somebody confirms that they look for one person, not before', async () => {
  const [one, other] = [await sentTo('kent', 'Kim Martin'), await sentTo('essex', 'K Martin')];
  const told = async () =>
    (await seeConflicts(bureau.store, bureau.kentOfficer, { purpose: 'investigation' })).filter(
      ({ otherReferralId }) => otherReferralId === other.referralId,
    );
  assert.deepEqual(await told(), []);
  const asked = { one: one.id, other: other.id, verdict: 'same', reason: 'outside-knowledge' };
  await judgePair(bureau.store, bureau.analyst, asked);
  assert.deepEqual(
    (await told()).map(({ kinds }) => kinds),
    [['same-person']],
  );
});

test('what a person said can be added to and never changed', async () => {
  const [one, other] = await recordsOf(heron('kept@example.org'), heron('kept@example.org'));
  await judge(one!, other!, 'same');
  for (const change of [sql`update er_judgement set verdict = 'different'`, sql`delete from er_judgement`]) {
    await assert.rejects(rows(bureau.store.db, change), /permission denied/);
    await assert.rejects(rows(bureau.ownerDb, change));
  }
});

test('a run that breaks off leaves nothing behind, and is done in full when it is repeated', async () => {
  const before = await verifyPeople(bureau.store, bureau.store.db);
  const ids = await plant(bureau.store, [{ content: contentWith({ parties: [heron('kept@example.org')] }) }]);
  const broken = {
    ...bureau.store,
    keys: { ...bureau.store.keys, unwrap: failAfter(2, bureau.store.keys.unwrap) },
  };
  await assert.rejects(linkPeople(broken, ids), /broken off/);
  assert.deepEqual(await verifyPeople(bureau.store, bureau.store.db), before);
  assert.equal((await linkPeople(bureau.store, ids)).changed, 1);
  assert.equal((await linkPeople(bureau.store, ids)).changed, 0);
  assert.ok((await verifyPeople(bureau.store, bureau.store.db)).holds);
});

test('to repeat what is done opens nothing and waits for nobody', async () => {
  const [done, folded] = await recordsOf(heron('done@example.org'), heron('done@example.org'));
  await move(folded!.referralId, 'fold', done!.referralId);
  const closed = { ...bureau.store.keys, unwrap: failAfter(0, bureau.store.keys.unwrap) };
  await inTransaction(bureau.store, async (tx) => {
    await lockLinking(tx);
    const again = await linkPeople({ ...bureau.store, keys: closed }, [done!.referralId, folded!.referralId]);
    assert.equal(again.changed, 0);
  });
});

/** A record of a referral that a unit holds. */
async function sentTo(unitId: string, name: string): Promise<PersonRecord> {
  const parties = [{ role: 'suspect' as const, names: [name] }];
  const referralId = await plantReferral(bureau, { content: exampleContent({ parties }) });
  await linkPeople(bureau.store, [referralId]);
  const packages = [{ unitId, purpose: 'suspect', reason: 'told-by-force' }] as const;
  await disseminateReferral(bureau.store, bureau.supervisor, { referralId, packages }, bureau.signer);
  return (await personRecordsOf(bureau.store.db, [referralId]))[0]!;
}

/** The call after `calls` good ones fails: in the middle of the transaction. */
function failAfter<A extends unknown[], R>(calls: number, work: (...args: A) => Promise<R>) {
  let left = calls;
  return async (...args: A): Promise<R> => {
    left -= 1;
    if (left < 0) throw new Error('broken off');
    return work(...args);
  };
}

test('two people of one home are a relation of its own, and of the same street in another town they are none', async () => {
  const living = (name: string, born: string, town: string): Party => ({
    role: 'suspect',
    names: [name],
    dateOfBirth: born,
    places: [{ meaning: 'home', lines: ['12 Orchard Rise'], city: town }],
  });
  const [one, housemate, elsewhere] = await recordsOf(
    living('Ada Quillfeather', '1961-02-03', 'Thornbury'),
    living('Bram Oldacre', '1988-12-24', 'Thornbury'),
    living('Cleo Winterbourne', '1975-06-15', 'Penzance'),
  );
  const page = await readLinks(bureau.store, bureau.analyst, one!.referralId, 'investigation');
  const [record] = page.records;
  assert.deepEqual(
    record!.neighbours.map(({ other, by }) => [other.id, by]),
    [[housemate!.id, ['address']]],
  );
  assert.ok(!record!.links.some(({ other }) => [housemate!.id, elsewhere!.id].includes(other.id)));
  await judge(one!, housemate!, 'same');
  const after = await readLinks(bureau.store, bureau.analyst, one!.referralId, 'investigation');
  assert.deepEqual(after.records[0]!.neighbours, []);
});
