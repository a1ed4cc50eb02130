import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { addPerson, openBureau, registerSource } from '../access/index.ts';
import { deriveReferrals, receiveDocument } from '../flow/index.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import { EXIT, type Opened } from './command.ts';
import { openedFor, runCaptured } from './test-run.ts';

let database: TestStore;
let opened: Opened;
let folder: string;
let number: string;
const md5 = createHash('md5').update('a file').digest('hex');

before(async () => {
  database = await testStore();
  const { store } = database;
  await openBureau(store.db, { name: 'Test bureau', synthetic: true, openedAt: store.clock.now() });
  await addPerson(store.db, { name: 'Ann Analyst', roles: ['analyst'] });
  await addPerson(store.db, { name: 'Sue Supervisor', roles: ['supervisor'] });
  const system = { kind: 'system', part: 'test' } as const;
  const sender = await registerSource(store, system, { id: 'platform', name: 'P', kind: 'platform' });
  opened = openedFor(store);
  const raw = Buffer.from(
    JSON.stringify({
      schemaVersion: '1',
      incidentType: 'csam-possession-or-distribution',
      files: [{ hashes: [{ kind: 'md5', value: md5 }] }],
    }),
  );
  const [receipt] = await receiveDocument(opened.intake, sender, {
    raw,
    channel: 'api',
    adapter: 'native-json',
  });
  number = receipt!.number;
  await deriveReferrals(store, [receipt!.id]);
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-lists-'));
});
after(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

const run = (...argv: string[]) => runCaptured(opened, ['hash-list', ...argv]);
const inFolder = (name: string) => path.join(folder, name);

test('a list is registered once, with a meaning and a scheme that are known', async () => {
  const create = (...more: string[]) =>
    run('create', 'theirs', '--name', 'Theirs', '--holder', 'Somebody', '--scheme', 'us-industry', ...more);
  assert.equal((await create('--meaning', 'nonsense')).code, EXIT.refused);
  assert.equal((await create()).code, EXIT.usage);
  assert.equal((await create('--meaning', 'harmful')).code, EXIT.done);
  const twice = await create('--meaning', 'harmful');
  assert.equal(twice.code, EXIT.refused);
  assert.match(twice.out, /lists\.code-taken/);
});

test('an import says what it took and what not; a file that is no list is refused', async () => {
  await writeFile(inFolder('list.csv'), `id,kind,value,classification\none,md5,${md5},A1\ntwo,md5,zz,A1\n`);
  const done = await run('import', inFolder('list.csv'), '--list', 'theirs', '--json');
  assert.equal(done.code, EXIT.done);
  const { importId, counts } = done.json<{ importId: string; counts: { added: number; notTaken: number } }>();
  assert.deepEqual([counts.added, counts.notTaken], [1, 1]);
  const again = await run('import', inFolder('list.csv'), '--list', 'theirs');
  assert.match(again.out, /taken in before/);
  const rejected = await run('rejections', importId);
  assert.match(rejected.out, /2 {6}3 {5}value\.not-hexadecimal/);
  await writeFile(inFolder('prose.txt'), 'Dear desk');
  for (const [file, code] of [
    ['prose.txt', 'lists.unknown-format'],
    ['missing.csv', 'command.file-unreadable'],
  ] as const) {
    const refused = await run('import', inFolder(file), '--list', 'theirs');
    assert.equal(refused.code, EXIT.refused);
    assert.match(refused.out, new RegExp(code));
  }
  assert.match((await run('list')).out, /theirs {2}Somebody {2}harmful {2}us-industry {2}1/);
});

test('an analyst disputes an entry, a supervisor decides', async () => {
  const disputed = await run('dispute', '1', '--reason', 'wrong-hash', '--as', 'Ann Analyst');
  assert.match(disputed.out, /Disputed; not decided yet/);
  assert.match((await run('disputes')).out, /1 wait\./);
  const decide = (as: string) => run('decide', '1', 'rejected', '--reason', 'no-grounds', '--as', as);
  assert.equal((await decide('Ann Analyst')).code, EXIT.refused);
  assert.match((await decide('Sue Supervisor')).out, /Stands/);
  assert.match((await run('entry', '1', '--as', 'Ann Analyst')).out, new RegExp(`1 referrals: ${number}`));
  assert.equal((await run('entry', 'x', '--as', 'Ann Analyst')).code, EXIT.refused);
});

test('a file goes from a referral through two people into a release that verifies', async () => {
  const list = [
    '--name',
    'Ours',
    '--holder',
    'Bureau',
    '--meaning',
    'harmful',
    '--scheme',
    'uk-abc',
    '--own',
  ];
  await run('create', 'ours', ...list);
  const graded = await run(
    'grade',
    number,
    '1',
    '--list',
    'ours',
    '--grade',
    'C',
    '--as',
    'Ann Analyst',
    '--json',
  );
  const { grading } = graded.json<{ grading: string }>();
  assert.match((await run('gradings', '--as', 'Sue Supervisor')).out, new RegExp(number));
  assert.equal((await run('confirm', grading, '--as', 'Ann Analyst')).code, EXIT.refused);
  assert.equal((await run('confirm', grading, '--as', 'Sue Supervisor')).code, EXIT.done);
  assert.match((await run('publish', 'ours', '--as', 'Sue Supervisor')).out, /Release 1: 1 entries/);
  const file = inFolder('ours.json');
  await run('export', 'ours', '--out', file, '--as', 'Sue Supervisor');
  assert.equal((await run('verify', file, `${file}.manifest.json`)).code, EXIT.done);
  await writeFile(file, 'changed');
  assert.equal((await run('verify', file, `${file}.manifest.json`)).code, EXIT.doesNotVerify);
  assert.match((await run('grant', 'ours', 'platform')).out, /may fetch ours/);
  assert.equal((await run('grant', 'ours', 'nobody')).code, EXIT.refused);
  assert.match((await run('show', 'ours')).out, /Granted to platform/);
  assert.match((await run('close', 'theirs')).out, /Closed/);
});
