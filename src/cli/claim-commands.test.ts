import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { zipSync } from 'fflate';
import { addPerson } from '../access/index.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { EXIT } from './command.ts';
import { openedFor, runCaptured } from './test-run.ts';

const TOR = path.join(import.meta.dirname, '../../docs/examples/tor-users-synthetic.csv');
const AS = ['--as', 'Stan Statistician'];

let database: TestStore;
let folder: string;
before(async () => {
  database = await testStore();
  folder = await mkdtemp(path.join(os.tmpdir(), 'everydot-claims-'));
  await addPerson(database.store.db, {
    name: 'Stan Statistician',
    roles: ['statistician'],
    compartment: null,
  });
  await addPerson(database.store.db, { name: 'Ann Analyst', roles: ['analyst'], compartment: null });
});
after(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

const run = (...argv: string[]) => runCaptured(openedFor(database.store), argv);

test('a claim is added, corrected and withdrawn by whoever may; the register says what does not agree', async () => {
  const claim = [
    '--topic',
    'distributors',
    '--statement',
    'Many share.',
    '--value',
    '40000',
    '--unit',
    'people',
  ];
  const said = [
    '--said-by',
    'Somebody',
    '--said-on',
    '2014',
    '--document',
    'A report',
    '--method',
    'A survey',
  ];
  assert.equal((await run('claims', 'add', ...claim, ...said, '--as', 'Ann Analyst')).code, EXIT.refused);
  assert.match((await run('claims', 'add', ...claim, ...AS)).out, /saidBy it must be said/);
  assert.match(
    (await run('claims', 'add', ...claim, ...said, ...AS)).out,
    /distributors-1 is in the register/,
  );
  assert.match(
    (await run('claims', 'list', ...AS)).out,
    /distributors-50000 and distributors-1 do not agree/,
  );
  const corrected = await run(
    'claims',
    'correct',
    'distributors-1',
    '--shown',
    '1',
    '--value',
    '50000',
    '--reason',
    'Re-read',
    ...AS,
  );
  assert.match(corrected.out, /version 2/);
  assert.doesNotMatch((await run('claims', 'list', ...AS)).out, /distributors-1 do not agree/);
  const withdraw = ['claims', 'withdraw', 'distributors-1', '--reason', 'Another country', ...AS];
  assert.match((await run(...withdraw, '--shown', '1')).out, /picture\.claim-changed/);
  assert.equal((await run(...withdraw)).code, EXIT.usage);
  await run(...withdraw, '--shown', '2');
  assert.match(
    (await run('claims', 'show', 'distributors-1', ...AS)).out,
    /\(withdrawn\)[\s\S]*version 3: withdraw/,
  );
  assert.match(
    (await run('claims', 'review', 'distributors-1', '--shown', '3', ...AS)).out,
    /picture\.claim-withdrawn/,
  );
  assert.equal((await run('claims', 'add', '--topic', 'none', ...AS)).code, EXIT.usage);
});

test('daily users of the hidden network up two thirds in 2012 follow from an imported series', async () => {
  const took = ['--source', 'Shipped example', '--retrieved-on', '2026-03-01', ...AS];
  const imported = await run('outside', 'import', TOR, ...took);
  assert.match(imported.out, /tor-users-gb-synthetic: 397 figures, import 1/);
  const shown = await run('outside', 'show', 'tor-users-gb-synthetic', ...AS);
  assert.match(shown.out, /Over a year to 2012-12: up 6\d %, two thirds/);
  assert.match((await run('outside', 'import', TOR, ...took)).out, /picture\.series-known/);
  const missing = await run(
    'outside',
    'import',
    TOR,
    '--retrieved-on',
    '2026-03-01',
    '--series',
    'x-y',
    ...AS,
  );
  assert.match(missing.out, /source it must be said/);
  assert.equal((await run('outside', 'show', 'ncmec-uk', '--period', '1999', ...AS)).code, EXIT.refused);
});

test('packages in zips and folders are compared without a database, and the comparison is written', async () => {
  const description = (country: string) =>
    JSON.stringify({ country, resources: [{ name: 'figures', path: 'figures.csv' }] });
  const figures =
    'id,title,value,unit,definition,counted_in,period_from,period_to\nr,R,5,reports,What came in,records,2012-01-01,2012-12-31\n';
  const zip = path.join(folder, 'a.zip');
  await writeFile(
    zip,
    zipSync({ 'datapackage.json': Buffer.from(description('A')), 'figures.csv': Buffer.from(figures) }),
  );
  const own = await mkdtemp(path.join(folder, 'b-'));
  await writeFile(path.join(own, 'datapackage.json'), description('B'));
  await writeFile(path.join(own, 'figures.csv'), figures);
  const out = path.join(folder, 'out');
  const compared = await run('global', 'combine', zip, own, '--out', out);
  assert.match(compared.out, /r +2 +10 \(A, B\)/);
  assert.match(await readFile(path.join(out, 'sums.csv'), 'utf8'), /^r,R,10,A; B,,/m);
  assert.equal((await run('global', 'combine', zip, own, '--country', 'A')).code, EXIT.refused);
  await rm(path.join(own, 'figures.csv'));
  await symlink('/etc/hostname', path.join(own, 'figures.csv'));
  const linked = await run('global', 'combine', own);
  assert.match(linked.out, /picture\.invalid-package[\s\S]*its file is not in the package/);
  assert.match(
    (await run('global', 'combine', path.join(folder, 'none.zip'))).out,
    /command\.file-unreadable/,
  );
  const added = await run('global', 'add', zip, ...AS);
  assert.match((await run('global', 'add', zip, ...AS)).out, /picture\.release-known/);
  const id = /Id (\S+)\./.exec(added.out)![1]!;
  assert.match((await run('global', 'drop', id, ...AS)).out, /no longer compared/);
  assert.equal((await run('global', 'drop', id, ...AS)).code, EXIT.refused);
});
