import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { type Fault, Problem } from './problem.ts';
import type { ProblemCode } from './problem-codes.ts';

/** A row under a header; `line`: 1-based, where it ends. */
export type CsvRow = { cells: Readonly<Record<string, string>>; line: number };

/** So many faults are told: a wrong column would tell as many as there are rows. */
const MOST_FAULTS = 20;
/** Chosen: ten times those of the widest table that is read here. */
const MOST_COLUMNS = 2_000;

/**
 * Rows of a table with a header; comma, semicolon or tab. `most`: reading ends with the row after so many, for the caller to
 * refuse: millions of short rows would fill the memory. Throws a `Problem` of the caller's code; quotes no value.
 */
export function readCsvTable(raw: Buffer, code: ProblemCode, most?: number): CsvRow[] {
  const text = decode(raw, code);
  const first = /\S[^\n]*/.exec(text)?.[0] ?? '';
  const delimiter = [';', '\t'].find((one) => first.split(one).length > first.split(',').length) ?? ',';
  try {
    const options = {
      bom: true,
      delimiter,
      columns: (header: string[]) => namedOnce(header, code),
      info: true,
      skip_empty_lines: true,
      trim: true,
      ...(most === undefined ? {} : { to: most + 1 }),
    } as const;
    const found = parse(text, options) as unknown as {
      record: Record<string, string>;
      info: { lines: number };
    }[];
    if (found.length === 0) throw faultsIn(code, [{ reason: 'it has no row under its header' }]);
    return found.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure;
    const line = typeof failure['lines'] === 'number' ? failure['lines'] : 1;
    throw faultsIn(code, [
      { reason: 'it is no table: cells are missing, too many, or wrongly quoted', line },
    ]);
  }
}

/** Any other encoding would change names without a word. */
function decode(raw: Buffer, code: ProblemCode): string {
  if (isUtf8(raw)) return raw.toString('utf8');
  throw faultsIn(code, [{ reason: 'it is not written in UTF-8' }]);
}

/** Of two columns of one name nobody could say which was meant. */
function namedOnce(header: string[], code: ProblemCode): string[] {
  if (header.length > MOST_COLUMNS)
    throw faultsIn(code, [{ reason: `it has more than ${MOST_COLUMNS} columns`, line: 1 }]);
  const seen = new Set<string>();
  const twice = header.filter((name) => seen.size === seen.add(name).size);
  ensureNoFaults(
    twice.map((path) => ({ path, reason: 'there are two columns of this name', line: 1 })),
    code,
  );
  return header;
}

/** Throws where a column that is asked for is not there. */
export function ensureColumns([row]: readonly CsvRow[], wanted: readonly string[], code: ProblemCode): void {
  const missing = wanted.filter((name) => !Object.hasOwn(row?.cells ?? {}, name));
  if (missing.length > 0)
    throw faultsIn(
      code,
      missing.map((path) => ({ path, reason: 'there is no such column', line: 1 })),
    );
}

/** Throws if there are any. */
export function ensureNoFaults(faults: readonly Fault[], code: ProblemCode): void {
  if (faults.length > 0) throw faultsIn(code, faults);
}

function faultsIn(code: ProblemCode, faults: readonly Fault[]): Problem {
  return new Problem(code, { faults: faults.slice(0, MOST_FAULTS) });
}
