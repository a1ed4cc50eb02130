import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addPerson, type PersonActor } from '../../access/index.ts';
import {
  driftOf,
  qualityOf,
  samplePairsForQuality,
  undecidedPairs,
  verifyPeople,
} from '../../linking/index.ts';
import type { Party } from '../../referral/index.ts';
import { contentWith, plant } from '../../referral/test-referrals.ts';
import { inTransaction, rows, sql } from '../../shared/db.ts';
import { Dice } from '../../shared/dice.ts';
import { type TestStore, testStore } from '../../store/test-database.ts';
import {
  activateLinkModel,
  linkPeople,
  readLinkModels,
  rebuildLinks,
  rescoreLinks,
  trainLinkModel,
  verifyLinks,
} from '../index.ts';

let db: TestStore;
let supervisor: PersonActor;
before(async () => {
  db = await testStore();
  supervisor = await addPerson(db.store.db, { name: 'Sam', roles: ['supervisor'] });
});
after(() => db.drop());

const GIVEN = ['Robin', 'Kim', 'Lee', 'Martin', 'Jay', 'Wren', 'Ash', 'Rowan', 'Hazel', 'Linden'];
const FAMILY = ['Heron', 'Finch', 'Kestrel', 'Bird', 'Field', 'Marsh', 'Brook', 'Hill', 'Stone', 'Reed'];

/** So many invented people, each reported twice, the second time with a slip. */
function invented(people: number): Party[] {
  const dice = new Dice(7);
  return Array.from({ length: people }, (_, i) => {
    const name = `${GIVEN[dice.int(0, 9)]} ${FAMILY[dice.int(0, 9)]}`;
    const day = `19${dice.int(60, 99)}-0${dice.int(1, 9)}-${dice.int(10, 28)}`;
    const email = `p${i}.${name.toLowerCase().replace(' ', '.')}@example.org`;
    const said = (value: string): Party => ({
      role: 'suspect',
      names: [name],
      dateOfBirth: day,
      identifiers: [{ kind: 'email', value }],
    });
    return [said(email), said(dice.chance(0.3) ? email.replace('p', 'q') : email)];
  }).flat();
}

test('a learned model scores what comes, leaves old scores alone, and rescoring says what it changed', async () => {
  const { store } = db;
  const parties = invented(150);
  const ids = await plant(
    store,
    parties.map((party) => ({ content: contentWith({ parties: [party] }) })),
  );
  await linkPeople(store, ids.slice(0, 280));
  const model = await trainLinkModel(store, supervisor);
  assert.equal(
    (await readLinkModels(store, supervisor)).models.find(({ inForce }) => inForce)!.version,
    'shipped-1',
  );
  await activateLinkModel(store, supervisor, model.version);
  await assert.rejects(activateLinkModel(store, supervisor, model.version), {
    code: 'linking.model-in-force',
  });
  const scores = () =>
    rows(store.db, sql<{ a: number; b: number; bits: number }>`select a, b, bits from er_edge order by a, b`);
  const before = await scores();
  await linkPeople(store, ids.slice(280));
  const mixed = await verifyPeople(store, store.db);
  assert.ok(mixed.holds && mixed.pairs.older > 0, JSON.stringify(mixed));
  await assert.rejects(rebuildLinks(store, supervisor), { code: 'linking.rescore-first' });
  const report = await rescoreLinks(store, supervisor);
  assert.equal(report.pairs.after, report.pairs.before + report.pairs.gained - report.pairs.lost);
  assert.notDeepEqual((await scores()).slice(0, before.length), before);
  const proof = await verifyLinks(store);
  assert.ok(proof.holds && proof.pairs.older === 0, JSON.stringify(proof));
  assert.equal((await readLinkModels(store, supervisor)).rescorings.length, 1);
});

test('a link that was tampered with is found, and a rebuild mends it', async () => {
  await rows(
    db.ownerDb,
    sql`update er_edge set bits = bits + 1 where (a, b) in (select a, b from er_edge limit 2)`,
  );
  const changed = await verifyLinks(db.store);
  assert.deepEqual([changed.holds, changed.pairs.amiss, changed.keys.amiss], [false, 2, 0]);
  await rebuildLinks(db.store, supervisor);
  const lost = await loseKeysOfOneRecord();
  const proof = await verifyLinks(db.store);
  assert.ok(lost.keys > 0 && lost.pairs > 0);
  assert.deepEqual([proof.keys.amiss, proof.pairs.amiss], [lost.keys, lost.pairs]);
  await rebuildLinks(db.store, supervisor);
  assert.ok((await verifyLinks(db.store)).holds);
});

/** Drops the keys of one record; answers with how many, and how many pairs with earlier records rest on them. */
async function loseKeysOfOneRecord(): Promise<{ keys: number; pairs: number }> {
  const [last] = await rows(
    db.ownerDb,
    sql<{
      id: number;
      pairs: number;
    }>`select b as id, count(*) as pairs from er_edge group by b order by b desc limit 1`,
  );
  const lost = await rows(
    db.ownerDb,
    sql`delete from er_key e using er_record r
        where r.id = ${last!.id} and e.record = r.id and e.k = any(r.keys) and e.k <> all(r.terms) returning e.record`,
  );
  return { keys: lost.length, pairs: last!.pairs };
}

test('questions, samples and drift are told from what is stored', async () => {
  const { store } = db;
  const questions = await undecidedPairs(store.db, { limit: 5, layers: ['suspect'] });
  assert.ok(questions.every(({ link, expectedChange }) => link.verdict === null && expectedChange > 0));
  const at = store.clock.now();
  const drawn = await inTransaction(store, (tx) =>
    samplePairsForQuality(tx, { perBand: 3, personId: supervisor.id, at }),
  );
  assert.ok(drawn.length > 0 && drawn.every(({ verdict }) => verdict === null));
  const { bands } = await qualityOf(store.db);
  assert.ok(bands.some(({ pairs, stillNeeded }) => pairs > 0 && stillNeeded > 0));
  const drift = (await driftOf(store.db))!;
  assert.ok(drift.parts.some(({ name }) => name === 'email'));
});

test('a bureau that has grown eightfold since its model was put in force is told so', async () => {
  const { store, ownerDb } = db;
  const before = (await driftOf(store.db))!;
  await rows(
    ownerDb,
    sql`insert into er_model_activation (version, population, activated_by, activated_at)
      select ${before.modelVersion}, 30, 'system:test', now()`,
  );
  const after = (await driftOf(store.db))!;
  assert.deepEqual([before.verdict === 'drifted', after.verdict], [false, 'drifted']);
});

test('an analyst neither trains nor activates a model', async () => {
  const analyst = await addPerson(db.store.db, { name: 'Ann', roles: ['analyst'] });
  for (const act of [
    trainLinkModel(db.store, analyst),
    activateLinkModel(db.store, analyst, 'shipped-1'),
    rescoreLinks(db.store, analyst),
    rebuildLinks(db.store, analyst),
  ])
    await assert.rejects(act, { code: 'access.not-allowed' });
});
