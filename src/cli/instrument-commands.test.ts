import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { cohortCommand } from './cohort-command.ts';
import { compareCommand, evaluateCommand } from './instrument-commands.ts';
import { learnCommand } from './learn-command.ts';
import { reportCommand } from './report-command.ts';

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
  const options = {
    outcome: 'outcome',
    maxItems: 2,
    maxPoints: 3,
    folds: 2,
    innerFolds: 2,
    seed: 1,
    json: true,
  };
  const { lines } = await learnCommand(file, options);
  assert.match(lines.join('\n'), /points is at least 3 +\+\d/);
  assert.match(lines.join('\n'), /not validated/);
});

test('where nothing could be learned it is said', async () => {
  const same = path.join(folder, 'same.csv');
  const rows = Array.from({ length: 40 }, (_, i) => `1,${i % 2 ? 'yes' : 'no'}`);
  await writeFile(same, ['constant,outcome', ...rows].join('\n'));
  const options = {
    outcome: 'outcome',
    maxItems: 2,
    maxPoints: 3,
    folds: 2,
    innerFolds: 2,
    seed: 1,
    json: true,
  };
  const { lines } = await learnCommand(same, options);
  assert.match(lines.join('\n'), /No column tells the outcomes apart/);
  const write = path.join(folder, 'nothing.json');
  await assert.rejects(learnCommand(same, { ...options, write }), { code: 'evaluation.nothing-to-learn' });
  await assert.rejects(readFile(write), { code: 'ENOENT' });
});

test('a table without known outcomes is refused, and so are limits that make no sense', async () => {
  const empty = path.join(folder, 'empty.csv');
  await writeFile(empty, 'points,outcome\n1,\n2,\n');
  const columns = { score: 'points', outcome: 'outcome' };
  await assert.rejects(evaluateCommand(empty, columns), { code: 'evaluation.nothing-to-validate' });
  const options = {
    outcome: 'outcome',
    maxItems: 2,
    maxPoints: 3,
    folds: 2,
    innerFolds: 2,
    seed: 1,
    json: true,
  };
  await assert.rejects(learnCommand(empty, options), { code: 'evaluation.nothing-to-learn' });
  await assert.rejects(learnCommand(file, { ...options, folds: 1 }), { code: 'command.unknown-value' });
});

test('invented cases make a table, a scorecard, an instrument and a report', async () => {
  const [table, document, report] = ['cohort.csv', 'learned.json', 'report.html'].map((name) =>
    path.join(folder, name),
  );
  const cohort = { cases: 800, baseRate: [0.3], seed: 1, unknown: 0.05, out: table! };
  assert.match((await cohortCommand(cohort)).lines.join(), /800 invented cases/);
  const limits = { maxItems: 3, maxPoints: 3, folds: 2, innerFolds: 0, seed: 1, json: true };
  await learnCommand(table!, { outcome: 'outcome', exclude: ['force'], ...limits, write: document! });
  const { json } = await reportCommand(document!, {
    out: report!,
    table: table!,
    outcome: 'outcome',
    group: 'suspectSex',
  });
  assert.equal((json as { validation: { enough: string } }).validation.enough, 'enough');
  const html = await readFile(report!, 'utf8');
  assert.match(html, /For demonstration only/);
  await assert.rejects(reportCommand(document!, { out: 'report.docx', outcome: 'outcome' }), {
    code: 'command.unknown-value',
  });
});

test('a table in another encoding is read where it is named, and refused where it is not', async () => {
  const latin = path.join(folder, 'latin.csv');
  const lines = Array.from({ length: 40 }, (_, i) => `${i % 5};${i % 3 ? 'oui' : 'non'};Orléans`);
  await writeFile(latin, Buffer.from(['points;outcome;ville', ...lines].join('\r\n'), 'latin1'));
  const columns = { score: 'points', outcome: 'outcome', positive: 'oui' };
  await assert.rejects(evaluateCommand(latin, columns), { code: 'evaluation.unreadable-table' });
  const { json } = await evaluateCommand(latin, { ...columns, encoding: 'windows-1252' });
  assert.equal((json as { cases: number }).cases, 40);
  await assert.rejects(evaluateCommand(latin, { ...columns, encoding: 'klingon' }), {
    code: 'command.unknown-value',
  });
});
