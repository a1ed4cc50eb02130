import { existsSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../shared/problem.ts';
import { type CsvOptions, ensureUtf8, openCsv, unreadable } from './open-csv.ts';
import { literal, type Workbench } from './workbench.ts';

/** A table in the workbench: its column i is `c<i>`, a text or NULL; its rows are known by `rowid`, from 0 on. */
export type LoadedTable = { name: string; file: string; columns: string[]; rows: number };

/** What programs write where they know nothing. Chosen: the spellings of pandas, R, SQL and spreadsheets. */
const UNKNOWN_SPELLINGS = ['NULL', 'null', '\\N', 'N/A', 'n/a', '#N/A', 'NA', 'NaN', 'nan', 'None', '<NA>'];

/** Loads a CSV or a Parquet file; throws a `linking.table-…` problem that says where, and quotes no value. */
export async function loadTable(
  bench: Workbench,
  { name, file }: { name: string; file: string },
  options: CsvOptions = {},
): Promise<LoadedTable> {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new Problem('command.file-unreadable', { detail: path.basename(file) });
  if (statSync(file).size === 0) throw new Problem('linking.table-empty', { detail: path.basename(file) });
  const source = (await isParquet(file))
    ? await parquetSource(bench, file)
    : await csvSource(bench, file, options);
  const cells = source.columns.map((column, i) => `${cleaned(source.cell(column, i))} as c${i}`);
  try {
    await bench.run(`create table ${name} as select ${cells.join(', ')} from ${source.from}`);
  } catch (failure) {
    if (source.csv !== undefined) await ensureUtf8(file, source.csv);
    throw unreadableByDuckDb(file, failure as Error);
  }
  const [{ rows }] = (await bench.ask<{ rows: number }>(`select count(*) as rows from ${name}`)) as [
    { rows: number },
  ];
  if (rows === 0)
    throw new Problem('linking.table-empty', { detail: `${path.basename(file)} has a header and no row` });
  return { name, file, columns: source.columns, rows };
}

/** `csv`: the file that is read, where it is one. */
type Source = {
  from: string;
  columns: string[];
  cell: (column: string, i: number) => string;
  csv?: string;
};

async function isParquet(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PAR1';
  } finally {
    await handle.close();
  }
}

/** A list becomes one text, its members parted by `|`: the separator to name in the specification. */
async function parquetSource(bench: Workbench, file: string): Promise<Source> {
  const from = `read_parquet(${literal(file)})`;
  try {
    const described = await bench.ask<{ column_name: string; column_type: string }>(`describe from ${from}`);
    const types = new Map(described.map(({ column_name, column_type }) => [column_name, column_type]));
    return {
      from,
      columns: [...types.keys()],
      cell: (column) => {
        const quoted = `"${column.replaceAll('"', '""')}"`;
        if (types.get(column)!.endsWith('[]')) return `array_to_string(${quoted}, '|')`;
        // A whole number in a column of floating point was never meant to end in ".0".
        if (/^(?:DOUBLE|FLOAT)$/.test(types.get(column)!))
          return `regexp_replace(${quoted}::varchar, '\\.0$', '')`;
        // A day kept as an instant is that day.
        if (types.get(column)!.startsWith('TIMESTAMP'))
          return `regexp_replace(${quoted}::varchar, ' 00:00:00$', '')`;
        return `${quoted}::varchar`;
      },
    };
  } catch (failure) {
    throw unreadable(file, [{ reason: 'it is a Parquet file that cannot be read to its end' }], failure);
  }
}

async function csvSource(bench: Workbench, file: string, options: CsvOptions): Promise<Source> {
  const opened = await openCsv(file, bench.folder, options);
  const columns = opened.columns.map((_, i) => `${literal(`r${i}`)}: 'VARCHAR'`).join(', ');
  // One column cannot be told apart by a delimiter, and a row of it may be empty.
  const from = `read_csv(${literal(opened.file)}, delim = ${literal(opened.delimiter)}, quote = '"', escape = '"',
    header = true, auto_detect = false, columns = {${columns}}, max_line_size = 16777216)`;
  return { from, columns: opened.columns, cell: (_, i) => `r${i}`, csv: opened.file };
}

/** Only a short text is held against the spellings, one by one: DuckDB joins a list of them to all rows of a column. */
function cleaned(cell: string): string {
  const text = `trim(${cell})`;
  const isUnknown = ['', ...UNKNOWN_SPELLINGS].map((spelling) => `${text} = ${literal(spelling)}`);
  const longest = Math.max(...UNKNOWN_SPELLINGS.map(({ length }) => length));
  return `case when strlen(${text}) > ${longest} then ${text} when ${isUnknown.join(' or ')} then null else ${text} end`;
}

const CSV_REASONS: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [
    /Expected Number of Columns: (\d+) Found: (\d+)/,
    ([, wanted, found]) => `has ${found} cells where the header has ${wanted}`,
  ],
  [/unterminated quote/i, () => 'a quoted cell does not end'],
  [/quote/i, () => 'a cell is wrongly quoted'],
  [/Maximum line size/i, () => 'is longer than 16 MB'],
  [/unicode|utf-?8/i, () => 'is not written in UTF-8'],
];

/** DuckDB's message quotes the line: only its number and the kind of the fault are kept. */
function unreadableByDuckDb(file: string, failure: Error): Problem {
  const line = /CSV Error on Line: (\d+)/.exec(failure.message)?.[1];
  if (line === undefined && !/CSV|Parquet/i.test(failure.message)) throw failure;
  for (const [pattern, reason] of CSV_REASONS) {
    const found = pattern.exec(failure.message.replace(/Original Line:[\s\S]*?\n(?=\S)/, ''));
    if (found) return unreadable(file, [{ reason: reason(found), ...(line ? { line: Number(line) } : {}) }]);
  }
  return unreadable(file, [
    { reason: 'it is no table that can be read', ...(line ? { line: Number(line) } : {}) },
  ]);
}
