import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { RunOptions, TrialResult } from '../checks/named-runs.ts';
import { sheetsOf } from '../src/publication/publish/sheets-of.ts';
import { type Workbook, workbookOf } from '../src/publication/publish/spreadsheet/workbook.ts';
import { writeOds } from '../src/publication/publish/spreadsheet/write-ods.ts';
import { writeXlsx } from '../src/publication/publish/spreadsheet/write-xlsx.ts';
import { TEST_CONTENT, TEST_OPTIONS, TEST_RELEASE } from '../src/publication/publish/test-edition.ts';
import { randomEdition } from '../src/publication/publish/test-random-edition.ts';

export const title =
  'Published workbooks opened in LibreOffice: each cell of each sheet is what was written (--editions=20 of any shape, --seed=1)';

const PROGRAMS = ['soffice', 'libreoffice', '/usr/lib/libreoffice/program/soffice'];
const LONGEST_MS = 300_000;
/** Every sheet into a file of its own, in UTF-8, values as they are held and not as they are shown. */
const AS_CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';

const call = promisify(execFile);

export async function run(options: RunOptions): Promise<TrialResult> {
  const program = await findProgram();
  if (program === null) return { held: true, facts: { skipped: 'there is no LibreOffice here (soffice)' } };
  const editions = fc.sample(randomEdition, {
    numRuns: Number(options['editions'] ?? 20),
    seed: Number(options['seed'] ?? 1),
  });
  const books = [{ release: TEST_RELEASE, content: TEST_CONTENT }, ...editions].map((edition) =>
    workbookOf({ ...edition, options: TEST_OPTIONS, sheets: sheetsOf(edition.release, edition.content) }),
  );
  const folder = await mkdtemp(path.join(tmpdir(), 'everydot-libreoffice-'));
  try {
    const version = (await call(program, ['--version'])).stdout.trim();
    const xlsx = await compare(program, { folder, books, ending: 'xlsx', write: writeXlsx });
    const ods = await compare(program, { folder, books, ending: 'ods', write: writeOds });
    const wrong = [...xlsx.wrong, ...ods.wrong];
    return {
      held: wrong.length === 0,
      facts: {
        program: version,
        workbooks: books.length * 2,
        sheets: xlsx.sheets + ods.sheets,
        cells: xlsx.cells + ods.cells,
        different: wrong.length,
        first: wrong[0] ?? 'none',
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findProgram(): Promise<string | null> {
  for (const program of PROGRAMS) {
    const found = await call(program, ['--version']).then(
      () => true,
      () => false,
    );
    if (found) return program;
  }
  return null;
}

type Format = {
  folder: string;
  books: readonly Workbook[];
  ending: 'xlsx' | 'ods';
  write(book: Workbook): Buffer;
};
type Compared = { sheets: number; cells: number; wrong: string[] };

async function compare(program: string, { folder, books, ending, write }: Format): Promise<Compared> {
  const [from, to] = [path.join(folder, ending), path.join(folder, `${ending}-csv`)];
  await mkdir(from);
  const names = books.map((_, i) => path.join(from, `book${i}.${ending}`));
  for (const [i, book] of books.entries()) await writeFile(names[i]!, write(book));
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`;
  await call(program, [profile, '--headless', '--convert-to', AS_CSV, '--outdir', to, ...names], {
    timeout: LONGEST_MS,
  });
  const compared: Compared = { sheets: 0, cells: 0, wrong: [] };
  const written = new Set(await readdir(to));
  for (const [i, book] of books.entries())
    for (const { tab, sheet } of book.tabs) {
      const file = `book${i}-${tab}.csv`;
      if (!written.has(file)) compared.wrong.push(`${ending}, ${file}: the sheet is not there`);
      else
        compareSheet(compared, `${ending}, ${file}`, {
          read: parse(await readFile(path.join(to, file)), { relax_column_count: true }) as string[][],
          meant: [sheet.columns.map((column) => column.title), ...sheet.rows],
        });
    }
  return compared;
}

type Sheets = { read: string[][]; meant: readonly (readonly (string | number)[])[] };

/** The table stands under three lines; a number is held to fifteen digits. */
function compareSheet(compared: Compared, name: string, { read, meant }: Sheets): void {
  compared.sheets += 1;
  const rows = read.slice(3);
  if (rows.length !== meant.length) compared.wrong.push(`${name}: ${rows.length} rows, not ${meant.length}`);
  for (const [i, row] of meant.entries())
    for (const [j, cell] of row.entries()) {
      compared.cells += 1;
      const there = rows[i]?.[j] ?? '';
      const isSame = typeof cell === 'number' ? isNear(Number(there), cell) : there === cell;
      if (!isSame) compared.wrong.push(`${name}, row ${i}, column ${j}: ${JSON.stringify([there, cell])}`);
    }
}

function isNear(read: number, meant: number): boolean {
  return Math.abs(read - meant) <= Math.abs(meant) * 1e-12;
}
