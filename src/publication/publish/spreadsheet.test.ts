import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MARKS } from '../../shared/marks.ts';
import type { FrozenContent, Release } from '../releases/release.ts';
import { sheetsOf } from './sheets-of.ts';
import { workbookOf } from './spreadsheet/workbook.ts';
import { writeOds } from './spreadsheet/write-ods.ts';
import { writeXlsx } from './spreadsheet/write-xlsx.ts';
import { TEST_CONTENT, TEST_OPTIONS, TEST_RELEASE } from './test-edition.ts';
import { type OpenedWorkbook, openOds, openXlsx } from './test-open-workbook.ts';
import { randomEdition } from './test-random-edition.ts';

// The checklist for accessible spreadsheets, point by point. Source: Government Analysis Function, releasing statistics in
// spreadsheets, 2023. Each point is held against both formats, and against editions of any shape.

const SHORTHAND = new RegExp(`^(\\[(${Object.keys(MARKS).join('|')})\\] ?)+$`);

function written(edition: { release: Release; content: FrozenContent }): OpenedWorkbook[] {
  const sheets = sheetsOf(edition.release, edition.content);
  const workbook = workbookOf({ ...edition, options: TEST_OPTIONS, sheets });
  return [openXlsx(writeXlsx(workbook)), openOds(writeOds(workbook))];
}

const POINTS: Record<string, (book: OpenedWorkbook) => void> = {
  'the document has a title and a language': ({ title, language }) => {
    assert.notEqual(title.trim(), '');
    assert.equal(language, 'en-GB');
  },
  'a cover, contents and notes come first': ({ sheets }) => {
    assert.deepEqual(
      sheets.slice(0, 3).map(({ name }) => name),
      ['Cover', 'Contents', 'Notes'],
    );
  },
  'every sheet but the cover holds one marked-up table with a name of its own': ({ sheets }) => {
    const tables = sheets.slice(1).map(({ tables }) => tables);
    for (const each of tables) assert.equal(each.length, 1);
    const names = tables.map(([table]) => table!.name.toLowerCase());
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[a-z_][a-z0-9_.]*$/);
  },
  'a table reaches to the last row and column, under one header row without blanks or doubles': ({
    sheets,
  }) => {
    for (const { rows, tables } of sheets.slice(1)) {
      const { top, left, bottom, right, header } = tables[0]!;
      assert.deepEqual([left, bottom, right], [0, rows.length - 1, header.length - 1]);
      assert.deepEqual(rows[top], header);
      assert.equal(new Set(header.map((one) => one.toLowerCase())).size, header.length);
      for (const row of rows.slice(top)) assert.equal(row.length, header.length);
    }
  },
  'nothing is merged, blank or hidden, and no sheet is empty': ({ sheets }) => {
    for (const { rows, merged, hidden, hiddenRowsOrColumns } of sheets) {
      assert.deepEqual([merged, hidden, hiddenRowsOrColumns], [0, false, 0]);
      assert.ok(rows.length > 0);
      for (const cell of rows.flat()) assert.ok(cell !== null && String(cell).trim() !== '');
    }
  },
  'names of sheets can be read by every program': ({ sheets }) => {
    for (const { name } of sheets) assert.match(name, /^[A-Za-z0-9 _-]{1,31}$/);
    assert.equal(new Set(sheets.map(({ name }) => name.toLowerCase())).size, sheets.length);
  },
  'the contents lead to every sheet with a table, and every sheet back': ({ sheets }) => {
    const [, contents, ...others] = sheets;
    assert.deepEqual(
      contents!.links,
      others.map(({ name }) => name),
    );
    for (const { links } of others) assert.deepEqual(links, ['Contents']);
  },
  'every shorthand that is used is explained in the notes, and none that is not': ({ sheets }) => {
    const [, , notes, ...others] = sheets;
    const cells = others.flatMap(({ rows }) => rows.flat()).map(String);
    const used = new Set(
      cells.filter((cell) => SHORTHAND.test(cell)).flatMap((cell) => cell.trim().split(' ')),
    );
    const explained = notes!.rows.map(([first]) => String(first)).filter((first) => SHORTHAND.test(first));
    assert.deepEqual([...used].sort(), explained.sort());
  },
  'rows above the data stay in sight': ({ sheets }) => {
    for (const { frozenRows, tables } of sheets.slice(1)) assert.equal(frozenRows, tables[0]!.top + 1);
  },
};

for (const [point, holds] of Object.entries(POINTS))
  test(point, () => {
    for (const book of written({ release: TEST_RELEASE, content: TEST_CONTENT })) holds(book);
  });

test('editions of any shape keep every point of the checklist', () => {
  fc.assert(
    fc.property(randomEdition, (edition) => {
      for (const book of written(edition)) for (const holds of Object.values(POINTS)) holds(book);
    }),
    { numRuns: 25, seed: 2012 },
  );
});

test('both formats hold the same cells, and numbers are numbers', () => {
  fc.assert(
    fc.property(randomEdition, (edition) => {
      const [xlsx, ods] = written(edition);
      assert.deepEqual(
        ods!.sheets.map(({ name, rows }) => ({ name, rows })),
        xlsx!.sheets.map(({ name, rows }) => ({ name, rows })),
      );
    }),
    { numRuns: 8, seed: 7 },
  );
  const [book] = written({ release: TEST_RELEASE, content: TEST_CONTENT });
  const figures = book!.sheets.find(({ name }) => name === 'figures')!;
  const value = figures.tables[0]!.header.indexOf('Value');
  assert.deepEqual(
    figures.rows.slice(4).map((row) => row[value]),
    [8000, 0.689956331878, 2120],
  );
});
