import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { addPerson, openBureau } from '../access/index.ts';
import { type TestStore, testStore } from '../store/test-database.ts';
import type { Opened } from './command.ts';
import { openedFor, runCaptured } from './test-run.ts';

let records: TestStore;
let opened: Opened;
let folder = '';
before(async () => {
  records = await testStore();
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-releases-'));
  const { store } = records;
  opened = openedFor(store);
  await openBureau(store.db, { name: 'Test bureau', synthetic: true, openedAt: store.clock.now() });
  await addPerson(store.db, { name: 'Storm', roles: ['statistician'] });
  await addPerson(store.db, { name: 'Sage', roles: ['supervisor'] });
});
after(async () => {
  await rm(folder, { recursive: true });
  await records.drop();
});

const run = (line: string, ...rest: string[]) =>
  runCaptured(opened, ['release', ...line.split(' '), ...rest]);

test('a report from its draft to its revision, on the command line', async () => {
  const made = await run('new --as Storm --period 2025 --summary Short. --title', 'Assessment 2025');
  assert.deepEqual(
    [made.code, /assessment-2025, edition 1: draft begun/.test(made.out)],
    [0, true],
    made.out,
  );
  assert.equal((await run('new --as Storm --period 2025 --title', 'Assessment 2025')).code, 1);
  assert.match((await run('draft assessment-2025 --as Storm')).out, /the whole: There are no priorities/);
  const file = path.join(folder, 'commentary.txt');
  assert.equal((await run('draft assessment-2025 --as Storm --out', file)).code, 0);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('| Summary\n', '| Summary\nIt is [[figure nobody]].\n'));
  assert.match((await run('draft assessment-2025 --as Storm --from', file)).out, /1 sections written/);
  const faulty = await run('freeze assessment-2025 --as Storm');
  assert.equal(faulty.code, 1);
  assert.match(
    faulty.out,
    /picture\.release-faulty[\s\S]*line 1: summary there is nothing of that name to show/,
  );
  await writeFile(
    file,
    text.replace('summary | version 1', 'summary | version 2').replace('| Summary\n', '| Summary\nWell.\n'),
  );
  assert.equal((await run('draft assessment-2025 --as Storm --from', file)).code, 0);
  assert.equal(
    (await run('item assessment-2025 --as Storm --owner Desk --due 2026-06-30', 'Feedback to senders')).code,
    0,
  );
  assert.match((await run('freeze assessment-2025 --as Storm')).out, /frozen\nSHA-256 [0-9a-f]{64}/);
  assert.match((await run('reopen assessment-2025 --as Storm --note wait')).out, /now draft/);
  assert.equal((await run('withdraw assessment-2025 --as Storm --note why')).code, 1);
  const shown = await run('show assessment-2025 --as Storm');
  assert.match(shown.out, /priority: Feedback to senders \(Desk, 2026-06-30, open\)/);
  const json = JSON.parse((await run('list --as Sage --json')).out) as { releases: { slug: string }[] };
  assert.deepEqual(
    json.releases.map(({ slug }) => slug),
    ['assessment-2025'],
  );
});

test('wrong use is told from refusal', async () => {
  assert.equal((await run('new --as Storm --title X')).code, 2);
  assert.equal((await run('new --as Storm --period soon --title X')).code, 1);
  assert.equal((await run('show nothing --as Storm')).code, 1);
  assert.equal((await run('freeze assessment-2025 --as Sage')).code, 1);
});
