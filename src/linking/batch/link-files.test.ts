import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { Problem } from '../../shared/problem.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { linkFiles, suggestForFiles } from './link-files.ts';
import { peopleCsv, request, testFolder } from './test-tables.ts';

const folder = testFolder();
after(() => folder.remove());

const truth = { column: 'who' };
const people = folder.write('people.csv', peopleCsv());

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const failure = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(failure instanceof Problem, `no problem but ${failure}`);
  return failure;
}

test('a table is linked with itself without labels and without a specification', async () => {
  const { report, spec } = await linkFiles(request([people], { truth }));
  assert.deepEqual(
    spec.attributes.map(({ kind }) => kind),
    ['given-name', 'family-name', 'date-of-birth', 'phone'],
  );
  assert.equal(spec.id, 'id');
  assert.equal(report.accuracy?.clusters.f1, 1);
});

test('the truth is never among what is linked by, and a protected characteristic is never suggested', async () => {
  const file = folder.write('marked people.csv', peopleCsv().replace(',phone,', ',gender,'));
  const { spec, leftOut } = await suggestForFiles({ ...request([file]), truth: { column: 'surname' } });
  const used = spec.attributes.flatMap(({ columns }) => Object.values(columns).flat());
  assert.deepEqual(used, ['first_name', 'dob', 'who']);
  assert.deepEqual(leftOut, [
    { column: 'gender', why: 'a protected characteristic is no ground for a link' },
  ]);
});

test('DuckDB and TypeScript give the same pairs, bits and groups', async () => {
  const results = [];
  for (const compareIn of ['typescript', 'duckdb'] as const) {
    const out = { folder: path.join(folder.path, compareIn), format: 'csv', keepProbability: 1e-9 } as const;
    await linkFiles(request([people], { compareIn, out }));
    results.push(
      ['pairs', 'groups'].map((name) => readFileSync(path.join(out.folder, `${name}.csv`), 'utf8')),
    );
  }
  assert.ok(results[0]![0]!.split('\n').length > 10);
  assert.deepEqual(results[0], results[1]);
});

test('the bits of the attributes and the prior add up to the bits of each pair', async () => {
  const out = { folder: path.join(folder.path, 'sums'), format: 'csv', keepProbability: 1e-9 } as const;
  const { report } = await linkFiles(request([people], { out }));
  const prior = Math.log2(report.model.prior / (1 - report.model.prior));
  const [header = '', ...lines] = readFileSync(path.join(out.folder, 'pairs.csv'), 'utf8').trim().split('\n');
  const names = header.split(',');
  for (const line of lines) {
    const cells = line.split(',');
    const sum = names.reduce(
      (all, name, i) => (name.endsWith('_bits') ? all + Number(cells[i]) : all),
      prior,
    );
    assert.ok(Math.abs(sum - Number(cells[names.indexOf('bits')])) < 0.01, line.slice(0, 20));
  }
});

test('two tables are linked across; a model that was stored scores them as before', async () => {
  const [header = '', ...rows] = peopleCsv().trim().split('\n');
  const table = (name: string, rest: number) =>
    folder.write(name, [header, ...rows.filter((_, i) => i % 2 === rest || i >= 20), ''].join('\n'));
  const files = [table('a.csv', 0), table('b.csv', 1)];
  const first = await linkFiles(request(files, { truth, oneToOne: true }));
  assert.equal(first.report.mode, 'link');
  assert.equal(first.report.accuracy?.linked.f1, 1);
  const again = await linkFiles(request(files, { truth, spec: first.spec, model: first.report.model }));
  assert.equal(again.report.modelSource, 'given');
  assert.deepEqual(again.report.scores.histogram, first.report.scores.histogram);
});

test('a judgement parts what the scores would join', async () => {
  const judgements = folder.write('judged.csv', 'id_a,id_b,verdict\n0,1,different\n');
  const { report } = await linkFiles(request([people], { judgements, truth }));
  assert.equal(report.judgements, 1);
  assert.equal(report.accuracy?.clusters.right, 9);
  const unknown = folder.write('unknown.csv', 'id_a,id_b,verdict\n0,777,same\n');
  const problem = await problemOf(linkFiles(request([people], { judgements: unknown })));
  assert.equal(problem.code, 'linking.judgements-unreadable');
  assert.deepEqual(problem.faults, [{ path: 'id_b', line: 2, reason: 'no row has this id' }]);
});

test('other encodings, delimiters, packings and Parquet are read alike', async () => {
  const text = peopleCsv();
  const written = {
    'tab.tsv': text.replaceAll(',', '\t'),
    'marked.csv': `\uFEFF${text}`,
    'wide.csv': Buffer.from(`\uFEFF${text.replaceAll(',', ';')}`, 'utf16le'),
    'packed.csv.gz': gzipSync(text),
    'windows.csv': text.replaceAll('\n', '\r\n'),
  };
  for (const [name, content] of Object.entries(written)) {
    const { report } = await linkFiles(request([folder.write(name, content)], { truth }));
    assert.equal(report.accuracy?.clusters.f1, 1, name);
  }
  const out = { folder: path.join(folder.path, 'parquet'), format: 'parquet', keepProbability: 0.5 } as const;
  await linkFiles(request([people], { out }));
  const { report } = await linkFiles(request([path.join(out.folder, 'groups.parquet')]));
  assert.equal(report.tables[0]!.rows, 22);
});

const REFUSED: Record<string, { content: string | Buffer; code: string; line?: number; path?: string }> = {
  'nothing.csv': { content: '', code: 'linking.table-empty' },
  'header only.csv': { content: 'id,name\n', code: 'linking.table-empty' },
  'one row.csv': { content: 'id,name\n1,Ann Lee\n', code: 'linking.nothing-to-link' },
  'short row.csv': { content: 'id,name\n1,Ann Lee\n2\n', code: 'linking.table-unreadable', line: 3 },
  'long row.csv': { content: 'id,name\n1,Ann,Lee\n2,Bo\n', code: 'linking.table-unreadable', line: 2 },
  'open quote.csv': { content: 'id,name\n1,"Ann Lee\n2,Bo\n', code: 'linking.table-unreadable', line: 2 },
  'latin.csv': {
    content: Buffer.from('id,name\n1,Ann\n2,Zoë\n', 'latin1'),
    code: 'linking.table-encoding',
    line: 3,
  },
  'twice.csv': { content: 'id,name\n1,Ann Lee\n1,Bo Ray\n', code: 'linking.row-ids', line: 2, path: 'id' },
  'missing.csv': { content: 'id,name\n1,Ann Lee\n,Bo Ray\n', code: 'linking.row-ids', line: 3, path: 'id' },
  'two names.csv': {
    content: 'name,name\na,b\nc,d\n',
    code: 'linking.table-unreadable',
    line: 1,
    path: 'name',
  },
  'no such column.csv': { content: 'id,other\n1,Ann\n2,Bo\n', code: 'linking.column-missing', path: 'name' },
  'broken.parquet': { content: 'PAR1 and then nothing', code: 'linking.table-unreadable' },
};

const NAMES: LinkSpec = {
  name: 'names',
  version: '1',
  id: 'id',
  attributes: [{ name: 'name', kind: 'person-name', columns: { full: 'name' } }],
};

for (const [name, { content, code, line, path: where }] of Object.entries(REFUSED))
  test(`refused, with its place and without its values: ${name}`, async () => {
    const problem = await problemOf(linkFiles(request([folder.write(name, content)], { spec: NAMES })));
    assert.equal(problem.code, code);
    if (line !== undefined) assert.equal(problem.faults[0]?.line, line);
    if (where !== undefined) assert.equal(problem.faults[0]?.path, where);
    assert.doesNotMatch(JSON.stringify(problem), /Ann|Lee|Bo |Ray|Zo/);
  });
