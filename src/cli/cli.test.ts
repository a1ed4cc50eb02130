import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { addPerson, openBureau, registerSource } from '../access/index.ts';
import { deriveReferrals, refreshPicture } from '../flow/index.ts';
import { rows, sql } from '../shared/db.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { EXIT, type Opened } from './command.ts';
import { openedFor, runCaptured } from './test-run.ts';

const REFERRAL = {
  incidentType: 'online-enticement',
  facts: { immediateDanger: 'yes' },
  parties: [{ role: 'suspect', accounts: [{ service: 'Example Chat', username: 'invented-name-1' }] }],
};

describe('the command line', () => {
  let bench: TestStore;
  let opened: Opened;
  let folder: string;

  before(async () => {
    bench = await testStore();
    const { store } = bench;
    await openBureau(store.db, { name: 'Test bureau', synthetic: true, openedAt: store.clock.now() });
    await addPerson(store.db, { name: 'Ann Analyst', roles: ['analyst', 'duty-officer'] });
    await addPerson(store.db, { name: 'Flo Officer', roles: ['force-officer'], compartment: 'kent' });
    await registerSource(
      store,
      { kind: 'system', part: 'test' },
      { id: 'platform-one', name: 'Platform One', kind: 'platform' },
    );
    folder = await mkdtemp(path.join(tmpdir(), 'everydot-cli-'));
    opened = { ...openedFor(store), settle };
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await bench.drop();
  });

  /** What the job right after receipt does, for everything that was received. */
  async function settle(): Promise<void> {
    const ids = await rows(bench.store.db, sql<{ id: string }>`select id from referral`);
    await deriveReferrals(
      bench.store,
      ids.map(({ id }) => id),
    );
    await refreshPicture(bench.store);
  }

  const run = (...argv: string[]) => runCaptured(opened, argv);

  async function receive(document: unknown): Promise<string> {
    const file = path.join(folder, 'referral.json');
    await writeFile(file, typeof document === 'string' ? document : JSON.stringify(document));
    return file;
  }

  it('takes a referral from receipt to outcome and picture', async () => {
    const file = await receive(REFERRAL);
    const received = await run(
      'receive',
      file,
      '--source',
      'platform-one',
      '--format',
      'native-json',
      '--json',
    );
    assert.equal(received.code, EXIT.done, received.out);
    const [document] = (received.json() as { documents: { receipts: { number: string; state: string }[] }[] })
      .documents;
    const { number, state } = document!.receipts[0]!;
    assert.equal(state, 'open');

    const queue = (await run('queue', '--json')).json() as {
      lines: { number: string; alarmOpen: boolean }[];
    };
    assert.deepEqual(
      queue.lines.map((line) => [line.number, line.alarmOpen]),
      [[number, true]],
    );
    assert.match((await run('show', number)).out, /Proposed band: Very high/);
    assert.equal((await run('decide', number, '--accept', '--json')).code, EXIT.done);

    const routes = await run('package', number);
    assert.match(routes.out, /No route|unit/);
    const sent = await run(
      'package',
      number,
      '--unit',
      'kent',
      '--purpose',
      'suspect',
      '--reason',
      'told-by-sender',
      '--json',
    );
    assert.equal(sent.code, EXIT.done, sent.out);
    const [packageId] = (sent.json() as { packages: string[] }).packages;
    assert.equal(
      (await run('acknowledge', packageId!, '--as', 'Ann Analyst')).code,
      EXIT.refused,
      'only the unit may',
    );
    assert.equal((await run('acknowledge', packageId!, '--as', 'Flo Officer')).code, EXIT.done);
    assert.equal(
      (await run('outcome', packageId!, '--status', 'arrest', '--as', 'Flo Officer')).code,
      EXIT.done,
    );

    const picture = (await run('picture', '--json')).json() as {
      figures: { id: string; measured: { numerator: number } }[];
    };
    const figure = (id: string) => picture.figures.find((one) => one.id === id)?.measured.numerator;
    assert.deepEqual(
      [figure('incidents'), figure('disseminated'), figure('acknowledged'), figure('outcome-known')],
      [1, 1, 1, 1],
    );
  });

  it('keeps an unreadable document in quarantine, says where the fault is, and exits with 1', async () => {
    const file = await receive({ incidentType: 'no-such-type' });
    const { code, out } = await run('receive', file, '--source', 'platform-one', '--format', 'native-json');
    assert.equal(code, EXIT.refused);
    assert.match(out, /quarantined/);
    assert.match(out, /incidentType/);
  });

  it('conserves and verifies, and says so with exit code 0', async () => {
    assert.equal((await run('ledger', 'conserve')).code, EXIT.done);
    const anchor = path.join(folder, 'anchor.json');
    assert.equal((await run('ledger', 'anchor', anchor)).code, EXIT.done);
    const verified = await run('ledger', 'verify', '--checkpoint', anchor, '--json');
    assert.equal(verified.code, EXIT.done, verified.out);
    assert.equal((verified.json() as { verifies: boolean }).verifies, true);
    const exported = path.join(folder, 'ledger.jsonl');
    await run('ledger', 'export', exported);
    assert.equal((await run('ledger', 'verify', '--file', exported, '--checkpoint', anchor)).code, EXIT.done);
  });

  it('exits with 3 when a state was changed behind the ledger', async () => {
    await rows(bench.ownerDb, sql`update referral set state = 'closed' where state = 'disseminated'`);
    const { code, out } = await run('ledger', 'conserve');
    assert.equal(code, EXIT.doesNotVerify);
    assert.match(out, /AMISS .*: ledger disseminated, record closed/);
    await rows(bench.ownerDb, sql`update referral set state = 'disseminated' where state = 'closed'`);
  });

  it('wrong use exits with 2, an unknown number with 1 and a code', async () => {
    assert.equal((await run('queue', '--limit', 'many')).code, EXIT.usage);
    const unknown = await run('show', 'ED-0000001-X', '--json');
    assert.equal(unknown.code, EXIT.refused);
    assert.equal((unknown.json() as { code: string }).code, 'referral.not-found');
  });

  it('lists the units and imports a postcode list, all of it or none', async () => {
    assert.match((await run('unit', 'list')).out, /^kent +Kent/m);
    const good = path.join(folder, 'postcodes.csv');
    await writeFile(good, 'TN13,kent\nTN1 1AA, kent\n\n');
    const bad = path.join(folder, 'no-force.csv');
    await writeFile(bad, 'TN13,kent\nTN14,nowhere\n');
    const { code, out } = await run('unit', 'postcodes', good, '--edition', '2026-02-01');
    assert.deepEqual([code, out], [EXIT.done, '2 lines of edition 2026-02-01.']);
    assert.equal((await run('unit', 'postcodes', bad, '--edition', '2026-02-02')).code, EXIT.refused);
    assert.equal((await run('unit', 'postcodes', good, '--edition', '2026-02-30')).code, EXIT.refused);
    const editions = await rows(bench.store.db, sql`select distinct edition::text from postcode_force`);
    assert.deepEqual(editions, [{ edition: '2026-02-01' }]);
  });

  it('every command has --help and --json', async () => {
    for (const argv of [
      ['queue'],
      ['receive'],
      ['decide'],
      ['package'],
      ['acknowledge'],
      ['picture'],
      ['ledger', 'verify'],
      ['person', 'add'],
      ['source', 'add'],
      ['unit', 'postcodes'],
    ]) {
      const { code } = await run(...argv, '--help');
      assert.equal(code, EXIT.done, argv.join(' '));
    }
  });
});
