import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { utils, type WorkBook, write } from '@e965/xlsx';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { Problem } from '../shared/problem.ts';
import { readWorkbook } from './read-workbook.ts';

const TABLE = [
  ['Level', 'Files'],
  ['Level 1', 1204],
  ['Not known', 3],
];
const AS_TEXT = TABLE.map((row) => row.map(String));

function book(change: (book: WorkBook) => void = () => undefined): WorkBook {
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet(TABLE), 'Images');
  change(made);
  return made;
}

const saved = (made: WorkBook, bookType: 'xlsx' | 'ods' | 'xls' | 'xlsb') =>
  Buffer.from(write(made, { type: 'buffer', bookType, compression: true }));

async function whyNot(raw: Buffer): Promise<string | undefined> {
  try {
    await readWorkbook(raw);
    return undefined;
  } catch (failure) {
    assert.ok(failure instanceof Problem && failure.code === 'picture.unreadable-return');
    return failure.faults[0]?.path;
  }
}

describe('text', () => {
  const text = 'Area;Count\r\nCôte;1,204\r\n';
  for (const [name, raw] of [
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['Windows-1252', Buffer.from(text, 'latin1')],
  ] as const)
    it(`in ${name} is read`, async () => {
      assert.deepEqual((await readWorkbook(raw))[0]!.rows.slice(0, 2), [
        ['Area', 'Count'],
        ['Côte', '1,204'],
      ]);
    });
  for (const delimiter of [',', ';', '\t', '|'])
    it(`with ${JSON.stringify(delimiter)} between its cells is read, titles and notes and all`, async () => {
      const lines = [
        'Some force, a return',
        '',
        ...TABLE.map((row) => row.join(delimiter)),
        'A note; with, signs',
      ];
      const rows = (await readWorkbook(Buffer.from(lines.join('\n'))))[0]!.rows;
      assert.deepEqual(rows.slice(2, 5), AS_TEXT);
    });
});

describe('a workbook', () => {
  for (const type of ['xlsx', 'ods'] as const)
    it(`in ${type} is told by its content, with its sheets`, async () => {
      const [sheet] = await readWorkbook(saved(book(), type));
      assert.deepEqual([sheet!.name, sheet!.rows], ['Images', AS_TEXT]);
    });
  it('tells dates, shares, failed formulas and formulas without a result', async () => {
    const raw = saved(
      book(({ Sheets: { Images: sheet } }) => {
        sheet!['B1'] = { t: 'n', v: 40_000, z: 'dd/mm/yyyy' };
        sheet!['B2'] = { t: 'n', v: 0.69, z: '0%' };
        sheet!['B3'] = { t: 'n', f: 'SUM(B1:B2)' };
      }),
      'xlsx',
    );
    const [sheet] = await readWorkbook(raw);
    assert.deepEqual(
      sheet!.rows.map((row) => row[1] ?? ''),
      ['2009-07-06', '69%', ''],
    );
    assert.deepEqual(sheet!.troubled, { B1: 'date', B3: 'formula-without-value' });
  });
  it('tells what is hidden', async () => {
    const hide = (made: WorkBook) => {
      made.Sheets['Images']!['!rows'] = [{}, { hidden: true }];
      made.Sheets['Images']!['!cols'] = [{}, { hidden: true }];
      utils.book_append_sheet(made, utils.aoa_to_sheet([['x']]), 'Old');
      made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
    };
    const [sheet, old] = await readWorkbook(saved(book(hide), 'xlsx'));
    assert.deepEqual([sheet!.hiddenRows, sheet!.hiddenColumns, old!.isHidden], [[1], [1], true]);
    const parts = unzipSync(saved(book(), 'ods'));
    const content = Buffer.from(parts['content.xml']!).toString();
    parts['content.xml'] = Buffer.from(
      content.replace('<table:table-row', '<table:table-row table:visibility="filter"'),
    );
    assert.deepEqual((await readWorkbook(Buffer.from(zipSync(parts))))[0]!.hiddenRows, [0]);
  });
});

describe('what is no readable table is refused, and why is said', () => {
  it('other formats', async () => {
    assert.equal(await whyNot(Buffer.alloc(0)), 'empty');
    assert.equal(await whyNot(saved(book(), 'xls')), 'old-excel');
    assert.equal(await whyNot(saved(book(), 'xlsb')), 'binary-excel');
    assert.equal(await whyNot(Buffer.from('%PDF-1.7 …')), 'pdf');
    assert.equal(await whyNot(Buffer.from('<html><table>')), 'markup');
    assert.equal(await whyNot(Buffer.from([1, 2, 3, 0, 5])), 'not-text');
    assert.equal(await whyNot(Buffer.from('a,"b\n1,2')), 'no-table');
    assert.equal(await whyNot(Buffer.from(zipSync({ 'a.txt': Buffer.from('a') }))), 'other-archive');
  });
  it('workbooks with a password', async () => {
    const compound = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    assert.equal(await whyNot(compound), 'encrypted');
    const parts = unzipSync(saved(book(), 'ods'));
    parts['META-INF/manifest.xml'] = Buffer.from('<manifest:encryption-data/>');
    assert.equal(await whyNot(Buffer.from(zipSync(parts))), 'encrypted');
  });
  it('archives that unpack to more than they should, whatever they say of themselves', async () => {
    const bomb = Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(121 * 2 ** 20) }, { level: 1 }));
    assert.ok(bomb.length < 2 ** 20);
    assert.equal(await whyNot(bomb), 'too-large-inside');
    const entry = bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bomb.writeUInt32LE(1_000, entry + 24);
    assert.equal(await whyNot(bomb), 'damaged');
  });
  it('a sheet whose rows are repeated without end', async () => {
    const parts = unzipSync(saved(book(), 'ods'));
    const content = Buffer.from(parts['content.xml']!).toString();
    parts['content.xml'] = Buffer.from(
      content.replace('<table:table-row', '<table:table-row table:number-rows-repeated="70000"'),
    );
    assert.equal(await whyNot(Buffer.from(zipSync(parts))), 'too-many-rows');
  });
  it('entities', async () => {
    const parts = unzipSync(saved(book(), 'xlsx'));
    parts['xl/workbook.xml'] = Buffer.from(
      `<!DOCTYPE x [<!ENTITY a "b">]>${Buffer.from(parts['xl/workbook.xml']!)}`,
    );
    assert.equal(await whyNot(Buffer.from(zipSync(parts))), 'damaged');
  });
});

it('no damage to a file is more than a refusal', async () => {
  const files = [saved(book(), 'xlsx'), saved(book(), 'ods'), Buffer.from(AS_TEXT.join('\n'))];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 }),
      fc.nat(),
      async (file, changes, cut) => {
        const raw = Buffer.from(file);
        for (const [at, byte] of changes) raw[at % raw.length] = byte;
        await whyNot(cut % 5 === 0 ? raw.subarray(0, 1 + (cut % raw.length)) : raw);
      },
    ),
    { seed: 6, numRuns: 120 },
  );
});
