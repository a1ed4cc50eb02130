import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { openResultFolder } from './link-folder.ts';

let home: string;
before(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'everydot-test-'));
});
after(() => rm(home, { recursive: true }));

test('results stand under their names only when all are whole; until then the earlier ones do', async () => {
  const out = path.join(home, 'linked');
  const first = await openResultFolder(out, []);
  await writeFile(path.join(first.unfinished, 'pairs.csv'), 'first');
  assert.deepEqual(await first.finish(), [path.join(out, 'pairs.csv')]);
  const second = await openResultFolder(out, []);
  await writeFile(path.join(second.unfinished, 'pairs.csv'), 'half of the sec');
  assert.equal(await readFile(path.join(out, 'pairs.csv'), 'utf8'), 'first');
  second.drop();
  assert.deepEqual(await readdir(out), ['pairs.csv']);
});

test('what cannot become the folder, or holds a table that would be replaced, is refused before any work', async () => {
  const table = path.join(home, 'pairs.csv');
  await writeFile(table, 'a,b');
  for (const [out, tables] of [
    [table, []],
    [home, [table]],
  ] as const)
    await assert.rejects(openResultFolder(out, tables), { code: 'command.file-unwritable' });
  const beside = await openResultFolder(home, [path.join(home, 'other.csv')]);
  beside.drop();
});
