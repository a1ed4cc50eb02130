import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { printPage } from '../../shared/print/print-page.ts';
import { Problem } from '../../shared/problem.ts';
import { type DataPackage, readDataPackage } from './data-package.ts';
import { digestOf, readManifest, verifyEdition } from './manifest.ts';
import { english } from './page/words-english.ts';
import { welsh } from './page/words-welsh.ts';
import type { PublishedFile } from './published-file.ts';
import { filesPrintedLater, publishedFiles, publishedPages } from './published-files.ts';
import { sheetsOf } from './sheets-of.ts';
import { TEST_CONTENT, TEST_OPTIONS, TEST_RELEASE } from './test-edition.ts';
import { parseXml } from './test-open-workbook.ts';
import { randomEdition } from './test-random-edition.ts';
import { writeCsv } from './write-csv.ts';

const publish = () => publishedFiles(TEST_RELEASE, TEST_CONTENT, TEST_OPTIONS);
const named = (files: readonly PublishedFile[], name: string) =>
  files.find((file) => file.name === name)!.bytes;
const html = async () => named(await publish(), 'assessment-2012-edition-2.html').toString('utf8');
const textOf = (page: string) => page.replace(/<style>[\s\S]*?<\/style>|<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('the same frozen edition gives the same files, byte for byte, wherever it is published', async () => {
  const first = await publish();
  const zone = process.env['TZ'];
  process.env['TZ'] = 'Pacific/Auckland';
  const again = await publish();
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  for (const [i, { name, bytes }] of first.entries()) {
    assert.equal(again[i]!.name, name);
    assert.ok(bytes.equals(again[i]!.bytes), name);
  }
});

test('every figure in a sentence leads to what it counts, how, from whom and when', async () => {
  const page = await html();
  for (const { id } of TEST_CONTENT.figures) assert.match(page, new RegExp(`<h3 id="figure-${id}">`));
  const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
  for (const id of new Set(targets)) assert.ok(page.includes(`id="${id}"`), id);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
  assert.equal(new Set(ids).size, ids.length);
  const text = textOf(page);
  for (const said of [
    /There were 8,000 \[p\] \[r\] reports of images, about doubled \(\+100%, likely between \+93% and \+108%\)/,
    /an estimated 3,476 \(likely between 3,010 and 3,942\); 2,120 counted/,
    /Counted, not adjusted 2,120/,
    /25 of 43 forces, where 61\.2% of people live/,
    /No answer from Kent, Wiltshire/,
    /The largest force did not answer/,
    /790 out of 1,145/,
    /likely between 66\.2% and 71\.7%/,
    /Breaks in counting Counting rules changed in April 2012/,
  ])
    assert.match(text, said);
});

test('what was counted is not marked as estimated because an estimate stands beside it', () => {
  const figures = TEST_CONTENT.figures.map((one) => ({ ...one, marks: ['e', 'u'] as const, earlier: null }));
  const [page, sheet] = [
    publishedPages(TEST_RELEASE, { ...TEST_CONTENT, figures }, TEST_OPTIONS).en,
    sheetsOf(TEST_RELEASE, { ...TEST_CONTENT, figures })[0]!,
  ];
  const shorthand = sheet.columns.findIndex(({ name }) => name === 'shorthand');
  assert.deepEqual(
    sheet.rows.map((row) => row[shorthand]),
    ['[e] [u]', '[e] [u]', '[u]'],
  );
  assert.match(textOf(page), /2,120 counted \[u\] \[e\]/);
  assert.match(textOf(page), /This edition 2,120 \[u\] What it counts/);
});

test('a figure that was left out tells none of its parts, in the page or in the files', () => {
  const figures = TEST_CONTENT.figures.slice(1, 2).map((one) => ({
    ...one,
    measured: { numerator: 0, denominator: 1145, value: null },
    interval: null,
    marks: ['c'] as const,
  }));
  const content = { ...TEST_CONTENT, figures };
  const text = textOf(publishedPages(TEST_RELEASE, content, TEST_OPTIONS).en);
  assert.match(text, /A share of left out \[c\] ended early/);
  assert.match(text, /This edition left out \[c\] What it counts/);
  assert.doesNotMatch(text, /0 out of 1,145/);
  const { columns, rows } = sheetsOf(TEST_RELEASE, content)[0]!;
  const cell = (name: string) => rows[0]![columns.findIndex((column) => column.name === name)];
  assert.deepEqual(['value', 'numerator', 'denominator'].map(cell), ['[c]', '[c]', 1145]);
});

test('limits of an estimate stand beside what was counted', () => {
  const release = { ...TEST_RELEASE, summary: 'Offenders: [[figure lone interval]].' };
  assert.match(
    textOf(publishedPages(release, TEST_CONTENT, TEST_OPTIONS).en),
    /Offenders: likely between 3,010 and 3,942; 2,120 counted \[u\] \[e\] \./,
  );
});

test('a definition leads back to where the text names its figure first, and only then', async () => {
  const page = await html();
  for (const id of ['image-reports', 'no-abuse', 'lone']) {
    assert.match(page, new RegExp(`<a[^>]* id="said-${id}" href="#figure-${id}"`));
    assert.equal(page.split(`href="#said-${id}"`).length, 2);
  }
  const bare = { ...TEST_RELEASE, sections: [], summary: '' };
  assert.doesNotMatch(publishedPages(bare, TEST_CONTENT, TEST_OPTIONS).en, /said-/);
});

test('several caveats in one cell are sentences, each ended once', () => {
  const claims = TEST_CONTENT.claims.map((one) => ({
    ...one,
    caveats: ['It was a wide one.', 'few', 'Old.'],
  }));
  const sheet = sheetsOf(TEST_RELEASE, { ...TEST_CONTENT, claims }).find(({ name }) => name === 'claims')!;
  assert.equal(sheet.rows[0]!.at(-1), 'It was a wide one. few; Old.');
});

test('what is written is text, never mark-up, and the page asks nobody for anything', async () => {
  const page = await html();
  assert.match(page, /One &#60;b&#62;thing&#60;\/b&#62;/);
  assert.doesNotMatch(page, /<script|<link|<img|src=|url\(|@import/);
});

test('the three answers to the hidden population stand together with what they rest on, or none of them does', async () => {
  const text = textOf(await html());
  for (const said of [/11,313 9,884 13,027/, /9,200 14,900/, /10,546 25,978/, /22,985 10,387 33,439/])
    assert.match(text, said);
  for (const assumed of english.hidden.assumptions) assert.ok(text.includes(assumed));
  assert.match(text, /industry \+ hotline: one feeds the other/);
  const described = readDataPackage(named(await publish(), 'datapackage.json'));
  const hidden = described.resources.find(({ name }) => name === 'hidden-population')!;
  for (const said of [...english.hidden.assumptions, 'accounts', '2012-01-01', 'public × police'])
    assert.ok(hidden.description!.includes(said), said);
  const without = publishedPages(TEST_RELEASE, { ...TEST_CONTENT, hidden: null }, TEST_OPTIONS).en;
  assert.match(without, /id="hidden"/);
  assert.match(textOf(without), /We did not work this out in this edition/);
});

test('nothing that is frozen is left out where the commentary does not show it, and nothing stands twice', () => {
  const bare = { ...TEST_RELEASE, sections: [], summary: '' };
  for (const page of [
    publishedPages(bare, TEST_CONTENT, TEST_OPTIONS).en,
    publishedPages(TEST_RELEASE, TEST_CONTENT, TEST_OPTIONS).en,
  ])
    for (const id of [
      'table-by-threat',
      'claim-children',
      'series-tor',
      'forecast-reports',
      'alerts',
      'hidden',
    ])
      assert.equal(page.split(`id="${id}"`).length, 2, id);
});

test('a page of any shape is well-formed: nothing that was typed breaks out of where it stands', () => {
  fc.assert(
    fc.property(randomEdition, ({ release, content }) => {
      for (const page of Object.values(publishedPages(release, content, TEST_OPTIONS)))
        parseXml(`<div>${page}</div>`);
    }),
    { numRuns: 25, seed: 5 },
  );
});

test('a changed figure is marked, and stands beside what the last edition said', async () => {
  const text = textOf(await html());
  assert.match(text, /What changed in this edition One force sent its return late/);
  assert.match(text, /Reports of indecent images of children 7,990 8,000/);
  const first = { ...TEST_RELEASE, edition: 1, revisionNote: null };
  assert.doesNotMatch(publishedPages(first, TEST_CONTENT, TEST_OPTIONS).en, /id="revisions"/);
});

test('the frame is there in English and in Welsh; what people wrote says in which language it is', () => {
  const { cy } = publishedPages(TEST_RELEASE, TEST_CONTENT, TEST_OPTIONS);
  assert.match(cy, /Diffiniadau a dulliau/);
  assert.match(cy, /<span lang="en">There were <\/span>/);
  assert.match(cy, /<caption>Tabl: <span lang="en">Daily users/);
  assert.match(cy, /<caption><span lang="en">Reports by threat/);
  assert.match(cy, /<th scope="col"><span lang="en">Threat<\/span>/);
  const sentences = (words: object): string[] =>
    Object.values(words).flatMap((one) =>
      typeof one === 'string' ? [one] : typeof one === 'object' ? sentences(one) : [],
    );
  const [en, we] = [sentences(english), sentences(welsh)];
  assert.equal(en.length, we.length);
  const same = en.filter((one, i) => one === we[i]);
  assert.deepEqual(same, []);
});

/** Words a sentence, at most. Source: GOV.UK, writing for a reading age of 9: short sentences, 15 to 20 words. */
const LONGEST_SENTENCE = 20;

test('our own sentences are short', () => {
  const texts = (words: object): string[] =>
    Object.values(words).flatMap((one) =>
      typeof one === 'string' ? [one] : typeof one === 'object' && one !== null ? texts(one) : [],
    );
  for (const sentence of texts(english).flatMap((text) => text.split(/[.?!:] |\.$/)))
    assert.ok(sentence.split(/\s+/).length <= LONGEST_SENTENCE, sentence);
});

/** Against what the description says of it, as a program would read it. */
function ensureAsDescribed(files: ReadonlyMap<string, Buffer>, described: DataPackage): void {
  for (const { path, schema, bytes } of described.resources) {
    const raw = files.get(String(path))!;
    assert.equal(raw.length, bytes);
    const [header, ...rows] = parse(raw.toString('utf8'), { relax_column_count: false }) as string[][];
    assert.deepEqual(
      header,
      schema!.fields.map(({ name }) => name),
    );
    const key = [schema!.primaryKey!].flat().map((name) => header!.indexOf(name));
    const keys = rows.map((row) => JSON.stringify(key.map((i) => row[i])));
    assert.equal(new Set(keys).size, keys.length);
    for (const row of rows)
      for (const [i, { name, type, missingValues = schema!.missingValues! }] of schema!.fields.entries()) {
        const cell = row[i]!;
        assert.notEqual(cell, '');
        if (missingValues.includes(cell)) continue;
        // A value that is not there is no text, but in the column of shorthand and where rows are told apart.
        if (name !== 'shorthand' && !key.includes(i)) assert.doesNotMatch(cell, /^\[[a-z]+\]$/);
        if (type === 'number') assert.match(cell, /^-?\d+(\.\d+)?(e[+-]?\d+)?$/);
        if (type === 'integer') assert.match(cell, /^-?\d+$/);
        if (type === 'date') assert.match(cell, /^\d{4}-\d\d-\d\d$/);
        if (type === 'datetime') assert.match(cell, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
      }
  }
}

test('the tables are what their description says, in the folder and in the archive', async () => {
  const files = await publish();
  const described = readDataPackage(named(files, 'datapackage.json'));
  ensureAsDescribed(new Map(files.map(({ name, bytes }) => [name, bytes])), described);
  const inside = unzipSync(named(files, 'assessment-2012-edition-2-data.zip'));
  ensureAsDescribed(
    new Map(Object.entries(inside).map(([name, bytes]) => [name, Buffer.from(bytes)])),
    described,
  );
  assert.deepEqual(described.edition, {
    slug: 'assessment-2012',
    edition: 2,
    period: TEST_RELEASE.period,
    frozenAt: TEST_RELEASE.frozenAt,
    revisionNote: TEST_RELEASE.revisionNote,
    synthetic: true,
  });
  const csvw = JSON.parse(named(files, 'csv-metadata.json').toString('utf8')) as {
    tables: { url: string }[];
  };
  assert.deepEqual(
    csvw.tables.map(({ url }) => url),
    described.resources.map(({ path }) => path),
  );
});

test('tables of editions of any shape can be read back cell by cell, and none of them runs as a formula', () => {
  fc.assert(
    fc.property(randomEdition, ({ release, content }) => {
      for (const sheet of sheetsOf(release, content)) {
        const [, ...rows] = parse(writeCsv(sheet).bytes.toString('utf8')) as string[][];
        assert.equal(rows.length, sheet.rows.length);
        for (const [i, row] of rows.entries())
          for (const [j, cell] of row.entries()) {
            const meant = sheet.rows[i]![j]!;
            if (typeof meant === 'string') assert.doesNotMatch(cell, /^[=+\-@]/);
            assert.equal(cell.replace(/^'(?=[=+\-@])/, ''), String(meant).replace(/^'(?=[=+\-@])/, ''));
          }
      }
    }),
    { numRuns: 25, seed: 11 },
  );
});

test('what is no description of tables is refused, and says where', () => {
  for (const wrong of ['', '[]', '{"resources":[]}', '{"resources":[{"path":"a.csv"}]}'])
    assert.throws(() => readDataPackage(Buffer.from(wrong)), { code: 'picture.invalid-package' });
});

test('an edition that was made without a browser is printed later, and its new list names every file', async () => {
  const files = await publish();
  assert.deepEqual(await filesPrintedLater(TEST_RELEASE, files, TEST_OPTIONS), []);
  const print = async (page: string) => Buffer.from(page.includes('lang="cy"') ? 'cy' : 'en');
  const later = await filesPrintedLater(TEST_RELEASE, files, { ...TEST_OPTIONS, print });
  assert.deepEqual(
    later.map(({ name, bytes }) => [name, name.endsWith('.pdf') && bytes.toString()]),
    [
      ['assessment-2012-edition-2.pdf', 'en'],
      ['assessment-2012-edition-2.cy.pdf', 'cy'],
      ['manifest.json', false],
    ],
  );
  const manifest = readManifest(later.at(-1)!.bytes);
  const all = [...files.slice(0, -1), ...later];
  const found = new Map(all.map(({ name, bytes }) => [name, digestOf(bytes)]));
  const { isSigned, files: checked, unlisted } = verifyEdition(manifest, found);
  assert.deepEqual([isSigned, checked.every(({ holds }) => holds === true), unlisted], [true, true, []]);
});

test('the PDF is tagged: language, title, headings, table headers, and text for each chart', async (t) => {
  // One of the two, which are printed alike: printing takes seconds.
  const print = async (page: string) => (page.includes('<html lang="cy">') ? printPage(page) : null);
  try {
    const files = await publishedFiles(TEST_RELEASE, TEST_CONTENT, { ...TEST_OPTIONS, print });
    ensureTagged(named(files, 'assessment-2012-edition-2.cy.pdf').toString('latin1'), 'cy');
    assert.ok(!files.some(({ name }) => name === 'assessment-2012-edition-2.pdf'));
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'print.no-browser') return t.skip(failure.message);
    throw failure;
  }
});

function ensureTagged(pdf: string, language: string): void {
  assert.match(pdf, /\/MarkInfo <<\/Type \/MarkInfo\s+\/Marked true>>/);
  assert.match(pdf, /\/StructTreeRoot \d+ 0 R/);
  assert.match(pdf, new RegExp(`/Lang \\(${language}\\)`));
  assert.match(pdf, /\/DisplayDocTitle true/);
  assert.match(pdf, /\/Title \(Threat assessment 2012 & outlook/);
  assert.match(pdf, /\/Outlines \d+ 0 R/);
  for (const role of ['H1', 'H2', 'H3', 'Table', 'TH', 'TD', 'L', 'Link'])
    assert.match(pdf, new RegExp(`/S /${role}\\b`));
  assert.match(pdf, /\/Scope \/Column/);
  assert.match(pdf, /\/Scope \/Row/);
  const figures = pdf.match(/\/S \/Figure\b/g)!.length;
  assert.equal(pdf.match(/\/Alt [(<]/g)!.length, figures);
}
