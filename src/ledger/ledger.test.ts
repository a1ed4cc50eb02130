import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type Db, rows, sql } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import { memorySigner } from '../shared/signer.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { type NewEntry, record } from './entry.ts';
import { exportLedger, fileReader, readAnchor, writeAnchor } from './ledger-files.ts';
import { sealEntries, sealEverything } from './seal-entries.ts';
import { databaseReader, verifyLedger } from './verify-ledger.ts';

const signer = memorySigner();
const publicKey = signer.publicKey.toString('hex');
const anEntry = (): NewEntry => ({
  verb: 'consulted',
  action: 'open-referral',
  actor: 'person:x',
  purpose: 'triage',
  subjects: [newId()],
});
const verify = (db: Db) => verifyLedger(databaseReader(db), { publicKey });
const faultsIn = async (db: Db) => (await verify(db)).faults.map(({ fault }) => fault);

/** What a database administrator could do, whom no grant and no trigger stops. */
async function tamper(ownerDb: Db, statement: ReturnType<typeof sql>): Promise<void> {
  await rows(ownerDb, sql`alter table ledger_entry disable trigger all`);
  await rows(ownerDb, sql`alter table ledger_checkpoint disable trigger all`);
  await rows(ownerDb, statement);
  await rows(ownerDb, sql`alter table ledger_entry enable trigger all`);
}

/** Seals until nothing is left unsealed: tests that run beside this one on the same server hold the horizon back. */
async function untilSealed(bench: TestStore): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    await sealEverything(bench.store, signer);
    if ((await verify(bench.store.db)).unsealed.entries === 0) return;
    await setTimeout(25);
  }
  assert.fail('entries stay unsealed');
}

async function sealedLedger(): Promise<TestStore> {
  const bench = await testStore();
  for (let run = 0; run < 3; run += 1) {
    await record(bench.store.db, [anEntry(), anEntry()]);
    await record(bench.store.db, [anEntry()]);
    await untilSealed(bench);
  }
  return bench;
}

describe('sealing', () => {
  let bench: TestStore;
  before(async () => {
    bench = await testStore();
  });
  after(() => bench.drop());

  it('covers every committed entry once and reports what is not sealed yet', async () => {
    await record(bench.store.db, [anEntry(), anEntry()]);
    assert.equal((await verify(bench.store.db)).unsealed.entries, 2);
    await untilSealed(bench);
    assert.equal(await sealEntries(bench.store, signer), undefined);
    const report = await verify(bench.store.db);
    assert.equal(report.entries, 2);
    assert.deepEqual(report.unsealed, { entries: 0, oldest: null });
    assert.deepEqual(report.faults, []);
  });

  it('waits for a transaction that is still open, and then seals it in its place', async () => {
    const before = (await verify(bench.store.db)).entries;
    await bench.store.db.transaction().execute(async (slow) => {
      await record(slow, [anEntry()]);
      await record(bench.store.db, [anEntry()]);
      assert.equal(
        await sealEntries(bench.store, signer),
        undefined,
        'nothing may be sealed past an open transaction',
      );
    });
    await untilSealed(bench);
    const report = await verify(bench.store.db);
    assert.equal(report.entries, before + 2);
    assert.deepEqual(report.faults, []);
  });

  it('two sealers at once make one chain', async () => {
    await record(bench.store.db, Array.from({ length: 50 }, anEntry));
    await Promise.all(Array.from({ length: 4 }, () => sealEverything(bench.store, signer)));
    assert.deepEqual(await faultsIn(bench.store.db), []);
  });

  it('an entry that is rolled back leaves no trace', async () => {
    const before = (await verify(bench.store.db)).entries;
    const failing = bench.store.db.transaction().execute(async (tx) => {
      await record(tx, [anEntry()]);
      throw new Error('the act failed');
    });
    await assert.rejects(failing, /the act failed/);
    await untilSealed(bench);
    assert.equal((await verify(bench.store.db)).entries, before);
  });
});

describe('tampering', () => {
  const attacks: [string, ReturnType<typeof sql>, string][] = [
    [
      'an entry was changed',
      sql`update ledger_entry set purpose = 'supervision' where id = 2`,
      'entries-changed',
    ],
    [
      'an entry was slipped in before the first',
      sql`do $$ begin
        alter table ledger_entry drop constraint if exists ledger_entry_id_check;
        insert into ledger_entry (id, txid, verb, action, actor, purpose, subjects) overriding system value
          select -1, '0', verb, action, actor, purpose, subjects from ledger_entry where id = 1;
      end $$`,
      'entries-changed',
    ],
    ['an entry was removed', sql`delete from ledger_entry where id = 3`, 'entries-changed'],
    [
      'an entry was slipped in',
      sql`insert into ledger_entry (txid, verb, action, actor, purpose, subjects)
          select txid, verb, action, actor, purpose, subjects from ledger_entry where id = 1`,
      'entries-changed',
    ],
    [
      'an entry was moved in time',
      sql`update ledger_entry set at = at + interval '1 microsecond' where id = 4`,
      'entries-changed',
    ],
    ['a whole run was removed', sql`delete from ledger_checkpoint where number = 2`, 'number-gap'],
    [
      'a head was replaced',
      sql`update ledger_checkpoint set head = decode(repeat('00', 32), 'hex') where number = 3`,
      'chain-broken',
    ],
    [
      'a signature was replaced',
      sql`update ledger_checkpoint set signature = decode(repeat('00', 64), 'hex') where number = 1`,
      'signature',
    ],
  ];

  for (const [attack, statement, fault] of attacks) {
    it(`is found: ${attack}`, async () => {
      const bench = await sealedLedger();
      assert.deepEqual(await faultsIn(bench.ownerDb), []);
      await tamper(bench.ownerDb, statement);
      assert.ok(
        (await faultsIn(bench.ownerDb)).some((found) => found === fault),
        `${fault} was not reported`,
      );
      await bench.drop();
    });
  }

  it('is found against a checkpoint kept elsewhere when the whole ledger was rewritten with the real key', async () => {
    const bench = await sealedLedger();
    const folder = await mkdtemp(path.join(tmpdir(), 'everydot-anchor-'));
    const file = path.join(folder, 'anchor.json');
    await writeAnchor(bench.store.db, file);
    await tamper(bench.ownerDb, sql`delete from ledger_checkpoint`);
    await tamper(bench.ownerDb, sql`delete from ledger_entry where id = 1`);
    await untilSealed(bench);
    assert.deepEqual(
      await faultsIn(bench.store.db),
      [],
      'without the anchor the rewritten ledger looks whole',
    );
    const report = await verifyLedger(databaseReader(bench.store.db), { anchors: [await readAnchor(file)] });
    assert.deepEqual(
      report.faults.map(({ fault }) => fault),
      ['anchor-missing'],
    );
    await rm(folder, { recursive: true });
    await bench.drop();
  });

  it('is found without any known key when another hand goes on with the ledger', async () => {
    const bench = await sealedLedger();
    await tamper(bench.ownerDb, sql`delete from ledger_checkpoint where number = 3`);
    await sealEverything(bench.store, memorySigner());
    const { faults } = await verifyLedger(databaseReader(bench.store.db));
    assert.deepEqual(
      faults.map(({ fault }) => fault),
      ['foreign-key'],
    );
    await bench.drop();
  });

  it('is refused to the application: entries can neither be changed nor removed', async () => {
    const bench = await sealedLedger();
    const entry = sql`'consulted', 'open-referral', 'person:x', 'triage', '{}'`;
    const attempts = [
      sql`insert into ledger_entry (txid, verb, action, actor, purpose, subjects) values ('0', ${entry})`,
      sql`insert into ledger_entry (at, verb, action, actor, purpose, subjects) values (now() - interval '1 day', ${entry})`,
      sql`insert into ledger_entry (id, verb, action, actor, purpose, subjects) overriding system value values (-1, ${entry})`,
      sql`update ledger_entry set actor = 'nobody'`,
      sql`delete from ledger_entry`,
      sql`truncate ledger_entry`,
      sql`update ledger_checkpoint set total = 0`,
      sql`alter table ledger_entry disable trigger all`,
      sql`drop table ledger_entry`,
    ];
    for (const attempt of attempts)
      await assert.rejects(rows(bench.store.db, attempt), /permission denied|must be owner/);
    await assert.rejects(
      rows(bench.ownerDb, sql`delete from ledger_entry`),
      /is refused/,
      'nor by the owner by accident',
    );
    await bench.drop();
  });
});

describe('the exported ledger', () => {
  it('verifies without a database, and not after a change', async () => {
    const bench = await sealedLedger();
    const folder = await mkdtemp(path.join(tmpdir(), 'everydot-ledger-'));
    const file = path.join(folder, 'ledger.jsonl');
    assert.deepEqual(await exportLedger(bench.store.db, file), { checkpoints: 3, entries: 9 });
    assert.deepEqual((await verifyLedger(fileReader(file), { publicKey })).faults, []);
    await writeFile(file, (await readFile(file, 'utf8')).replace('"triage"', '"audit"'));
    assert.equal((await verifyLedger(fileReader(file), { publicKey })).faults[0]?.fault, 'entries-changed');
    await rm(folder, { recursive: true });
    await bench.drop();
  });

  it('a file that holds no checkpoint is refused with a code', async () => {
    const notOne = new URL('./ledger.test.ts', import.meta.url).pathname;
    await assert.rejects(
      readAnchor(notOne),
      (error) => error instanceof Problem && error.code === 'ledger.checkpoint-file-unusable',
    );
  });
});
