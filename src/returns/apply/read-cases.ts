import { labelKey } from '../label-key.ts';
import type { MappedLabel, Meaning } from '../mapping.ts';
import type { MatchedTable } from '../match-table.ts';
import { bandOf } from '../propose/ages.ts';
import type { ReturnFault } from '../reading.ts';
import type { CodeList, Scheme } from '../scheme/scheme.ts';
import { cellName, columnName, textAt } from '../sheet.ts';
import type { FoundLabel, FoundTable } from '../tables/found-table.ts';
import { fold } from '../words/fold.ts';
import type { CellReading } from './cell-reading.ts';
import { dayIn } from './day-in.ts';
import type { TableReading, Years } from './read-counts.ts';

// One row a case: rows are counted, and only counts leave. No value of a row is kept, named or quoted.

type Column = { found: FoundLabel; mapped: MappedLabel };
export type CasesAsked = { scheme: Scheme; years: Years; period: { from: string; to: string } | undefined };

export function readCases({ mapped, found }: MatchedTable, asked: CasesAsked): TableReading {
  const { scheme, years } = asked;
  const columns = found.columns.flatMap((one) => {
    const same = mapped.columns.find(
      ({ label }) => labelKey(label, years.made) === labelKey(one.path, years.now),
    );
    return same ? [{ found: one, mapped: same }] : [];
  });
  const reading: TableReading = { cells: [], unmapped: [], faults: [] };
  const question = mapped.about.is === 'counted' ? mapped.about.question : undefined;
  const byRow = columns.find((one) => one.mapped.means.is === 'questions');
  tellOpen(reading, found, columns);
  if (!question && !byRow) {
    reading.unmapped.push({
      sheet: found.sheet.name,
      cell: rangeOf(found),
      label: '',
      why: mapped.about.is === 'open' ? 'open' : 'no-question',
    });
    return reading;
  }
  const tell = new Telling(found, reading.faults);
  if (
    mapped.columns.some(({ means }) => means.is === 'dates') &&
    !columns.some((one) => one.mapped.means.is === 'dates')
  )
    for (const row of found.rows) tell.at('date-unclear', row.at, found.columns[0]!.at);
  const counted = countedRows(found, columns, { ...asked, tell });
  const rowsOf = new Map<string, FoundLabel[]>();
  for (const row of counted) {
    const id = byRow ? questionAt(found, row, byRow) : question;
    if (id === undefined) tell.at('unknown-code', row.at, byRow!.found.at);
    else if (rowsOf.has(id)) rowsOf.get(id)!.push(row);
    else rowsOf.set(id, [row]);
  }
  for (const [id, rows] of rowsOf)
    reading.cells.push(...countQuestion(found, { id, rows, columns, scheme, tell }));
  tell.done(question);
  return reading;
}

function questionAt(
  found: FoundTable,
  row: FoundLabel,
  { mapped, found: column }: Column,
): string | undefined {
  const means = mapped.values?.[fold(textAt(found.sheet, row.at, column.at))];
  return means?.is === 'counted' ? means.question : undefined;
}

function tellOpen(reading: TableReading, { sheet }: FoundTable, columns: readonly Column[]): void {
  for (const { found, mapped } of columns)
    if (mapped.means.is === 'open' || isOfSameList(mapped, columns))
      reading.unmapped.push({
        sheet: sheet.name,
        cell: cellName(found.row, found.column),
        label: found.path.join(' '),
        why: 'open',
      });
}

/** Two columns of one list: nobody can say which of them is asked for. */
function isOfSameList({ means }: MappedLabel, columns: readonly Column[]): boolean {
  const listOf = (one: Meaning) => (one.is === 'codes' || one.is === 'ages' ? one.list : undefined);
  return (
    listOf(means) !== undefined &&
    columns.filter(({ mapped }) => listOf(mapped.means) === listOf(means)).length > 1
  );
}

function countedRows(
  found: FoundTable,
  columns: readonly Column[],
  { period, tell }: CasesAsked & { tell: Telling },
): FoundLabel[] {
  const dates = columns.find((one) => one.mapped.means.is === 'dates')?.found.at;
  const reference = columns.find(
    ({ mapped: { means } }) => means.is === 'left-out' && means.because === 'reference',
  )?.found.at;
  const seen = new Set<string>();
  if (columns.some(({ mapped: { means } }) => means.is === 'left-out' && means.because === 'identifies'))
    tell.at('identifies-people', found.columns[0]!.row, found.columns[0]!.at);
  for (const line of found.leftLines ?? []) tell.at('line-not-counted', line, found.columns[0]!.at);
  return found.rows.filter((row) => {
    if (found.sheet.isHidden || found.sheet.hiddenRows?.includes(row.at))
      tell.at('hidden', row.at, found.columns[0]!.at);
    const name = reference === undefined ? '' : fold(textAt(found.sheet, row.at, reference));
    if (name !== '' && seen.has(name)) tell.at('row-twice', row.at, reference!);
    seen.add(name);
    if (dates === undefined || !period) return true;
    const day = dayIn(textAt(found.sheet, row.at, dates));
    if (day === undefined) tell.at('date-unclear', row.at, dates);
    else if (day < period.from || day > period.to) {
      tell.at('outside-period', row.at, dates);
      return false;
    }
    return true;
  });
}

type Asked = {
  id: string;
  rows: readonly FoundLabel[];
  columns: readonly Column[];
  scheme: Scheme;
  tell: Telling;
};

/** The whole, by each list, and by every two of them. */
function countQuestion(found: FoundTable, { id, rows, columns, scheme, tell }: Asked): CellReading[] {
  const by = scheme.questions.find((one) => one.id === id)?.by ?? [];
  const lists = columns.flatMap((column) => {
    const { means } = column.mapped;
    const list =
      means.is === 'codes' || means.is === 'ages'
        ? scheme.codeLists.find((one) => one.id === means.list)
        : undefined;
    return list && by.includes(list.id) && !isOfSameList(column.mapped, columns)
      ? [{ list, codes: rows.map((row) => codeAt(found, row, { column, list, tell })) }]
      : [];
  });
  const cell = (codes: Record<string, string>, value: number): CellReading => ({
    table: found.id,
    sheet: found.sheet.name,
    row: rows[0]?.at ?? 0,
    column: found.columns[0]!.at,
    question: id,
    codes,
    value,
    marks: [],
    isPartOf: { rows: false, columns: false },
    isLossy: false,
    cell: rangeOf(found),
  });
  const count = (wanted: Record<string, string>) =>
    rows.filter((_, i) =>
      lists.every(({ list, codes }) => wanted[list.id] === undefined || wanted[list.id] === codes[i]),
    ).length;
  const single = lists.flatMap(({ list }) => list.codes.map(({ code }) => ({ [list.id]: code })));
  const pairs = lists.flatMap(({ list }, i) =>
    lists
      .slice(i + 1)
      .flatMap((other) =>
        list.codes.flatMap((a) =>
          other.list.codes.map((b) => ({ [list.id]: a.code, [other.list.id]: b.code })),
        ),
      ),
  );
  return [cell({}, rows.length), ...[...single, ...pairs].map((codes) => cell(codes, count(codes)))];
}

/** A blank says that it was not recorded; undefined where the value is in no list. */
function codeAt(
  found: FoundTable,
  row: FoundLabel,
  { column, list, tell }: { column: Column; list: CodeList; tell: Telling },
): string | undefined {
  const value = fold(textAt(found.sheet, row.at, column.found.at));
  const notKnown = list.codes.find(({ code }) => code === 'not-known' || code === 'ungraded')?.code;
  const means = column.mapped.values?.[value];
  const known = means?.is === 'counted' ? means.codes?.[list.id] : undefined;
  if (known !== undefined) return known;
  if (value === '' || /^(?:not known|unknown|nk|na|n a|not recorded|not stated)$/.test(value))
    return notKnown;
  const age = column.mapped.means.is === 'ages' && /^\d{1,3}$/.test(value) ? Number(value) : undefined;
  const band = age === undefined ? undefined : bandOf({ from: age, to: age }, list);
  if (band && 'code' in band) return band.code;
  tell.at('unknown-code', row.at, column.found.at);
  return undefined;
}

function rangeOf({ rows, columns }: FoundTable): string {
  const column = columnName(columns[0]?.at ?? 0);
  return `${column}${(rows[0]?.at ?? 0) + 1}:${column}${(rows.at(-1)?.at ?? 0) + 1}`;
}

/** Faults of a list of cases: one for each kind and column, with the first cell and how often. */
class Telling {
  readonly #found: FoundTable;
  readonly #faults: ReturnFault[];
  readonly #told = new Map<string, ReturnFault & { times: number }>();

  constructor(found: FoundTable, faults: ReturnFault[]) {
    this.#found = found;
    this.#faults = faults;
  }

  at(code: ReturnFault['code'], row: number, column: number): void {
    const key = `${code}/${column}`;
    const there = this.#told.get(key);
    if (there) there.times += 1;
    else this.#told.set(key, { sheet: this.#found.sheet.name, cell: cellName(row, column), code, times: 1 });
  }

  done(question: string | undefined): void {
    for (const fault of this.#told.values())
      this.#faults.push({ ...fault, ...(question !== undefined && { question }) });
  }
}
