import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { estimateHiddenCommand } from './estimate-commands.ts';

let folder: string;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-estimate-'));
});
after(() => rm(folder, { recursive: true }));

async function estimate(rows: string): Promise<string> {
  const file = path.join(folder, 'lists.csv');
  await writeFile(file, `a,b,c,count\n${rows}`);
  const { lines } = await estimateHiddenCommand(file, { resamples: 0, seed: 1, json: true });
  return lines.join('\n');
}

test('lists without any overlap give no chosen model, and it is said so', async () => {
  const said = await estimate('1,0,0,10\n0,1,0,20\n0,0,1,30\n');
  assert.match(said, /none has an estimate/);
  assert.match(said, /No model was chosen/);
  assert.doesNotMatch(said, /The chosen model/);
});

test('a chosen model without a pair is told from none', async () => {
  const said = await estimate('1,0,0,200\n0,1,0,300\n0,0,1,100\n1,1,0,60\n1,0,1,20\n0,1,1,30\n1,1,1,6\n');
  assert.match(said, /The chosen model holds no pair of lists/);
});
