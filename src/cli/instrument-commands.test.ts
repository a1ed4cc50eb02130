import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { compareCommand, evaluateCommand } from './instrument-commands.ts';
import { learnCommand } from './learn-command.ts';

let folder: string;
let file: string;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'everydot-instrument-'));
  file = path.join(folder, 'cases.csv');
  const lines = Array.from({ length: 200 }, (_, i) => {
    const outcome = i % 9 === 0 ? '' : i % 4 === 0 || i % 7 === 0 ? 'yes' : 'no';
    return `${i % 4 === 0 ? 3 : i % 3},${(i % 10) / 10},${outcome},${i % 2 ? 'north' : 'south'}`;
  });
  await writeFile(file, ['points,chance,outcome,area', ...lines].join('\n'));
});
after(() => rm(folder, { recursive: true }));

test('an evaluation says what the score gets right, at which base rate, and who was not looked into', async () => {
  const columns = { score: 'points', outcome: 'outcome', group: 'area', cut: 3, baseRate: [0.05] };
  const { lines, json } = await evaluateCommand(file, columns);
  const text = lines.join('\n');
  for (const said of [
    /sensitivity from 3 on/,
    /5\.0 %/,
    /is not known: of flagged ones/,
    /north/,
    /Begg and Greenes/,
  ])
    assert.match(text, said);
  assert.doesNotMatch(text, /NaN|undefined|Infinity/);
  assert.equal((json as { withoutScore: number }).withoutScore, 0);
});

test('a comparison names both scores and the doubt of the difference', async () => {
  const { lines } = await compareCommand(file, { score: 'points', against: 'chance', outcome: 'outcome' });
  assert.match(lines.join('\n'), /points {2}.*chance {2}.*difference/);
  assert.match(lines.join('\n'), /p = .* \(DeLong\)/);
});

test('what was learned is shown with its points, its totals and its warning', async () => {
  const options = { outcome: 'outcome', maxItems: 2, maxPoints: 3, folds: 2, seed: 1, json: true };
  const { lines } = await learnCommand(file, options);
  assert.match(lines.join('\n'), /points is at least 3 +\+\d/);
  assert.match(lines.join('\n'), /not validated/);
});

test('where nothing could be learned it is said', async () => {
  const same = path.join(folder, 'same.csv');
  const rows = Array.from({ length: 40 }, (_, i) => `1,${i % 2 ? 'yes' : 'no'}`);
  await writeFile(same, ['constant,outcome', ...rows].join('\n'));
  const options = { outcome: 'outcome', maxItems: 2, maxPoints: 3, folds: 2, seed: 1, json: true };
  const { lines } = await learnCommand(same, options);
  assert.match(lines.join('\n'), /No column tells the outcomes apart/);
});

test('a table without known outcomes is refused, and so are limits that make no sense', async () => {
  const empty = path.join(folder, 'empty.csv');
  await writeFile(empty, 'points,outcome\n1,\n2,\n');
  const columns = { score: 'points', outcome: 'outcome' };
  await assert.rejects(evaluateCommand(empty, columns), { code: 'evaluation.nothing-to-validate' });
  const options = { outcome: 'outcome', maxItems: 2, maxPoints: 3, folds: 2, seed: 1, json: true };
  await assert.rejects(learnCommand(empty, options), { code: 'evaluation.nothing-to-learn' });
  await assert.rejects(learnCommand(file, { ...options, folds: 1 }), { code: 'command.unknown-value' });
});
