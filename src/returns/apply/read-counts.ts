import { join } from '../join-meanings.ts';
import type { Counted, Meaning } from '../mapping.ts';
import type { MatchedTable } from '../match-table.ts';
import { readCount } from '../read-count.ts';
import { RETURN_FAULTS, type ReturnFault, type Unmapped } from '../reading.ts';
import type { Question, Scheme } from '../scheme/scheme.ts';
import { cellName, type Span, textAt } from '../sheet.ts';
import type { FoundLabel, FoundTable } from '../tables/found-table.ts';
import { type CellReading, isPart } from './cell-reading.ts';
import { type LookedUp, lookUpLabels } from './look-up-labels.ts';
import { mayBeLabel } from './may-be-label.ts';
import { PartialLines } from './partial-lines.ts';

export type TableReading = { cells: CellReading[]; unmapped: Unmapped[]; faults: ReturnFault[] };
/** `made`, `now`: of the return that the mapping was made for, and of this one, which may be for less than a year. */
export type Years = { made: number | undefined; now: number | undefined; isPartOfYear?: boolean };

/** Every cell of a table of counts that its mapping reads. */
export function readCounts(
  { mapped, found }: Omit<MatchedTable, 'isSure'>,
  scheme: Scheme,
  years: Years,
): TableReading {
  const reading: TableReading = { cells: [], unmapped: [], faults: [] };
  const rows = lookUpLabels(mapped.rows, found.rows, years);
  const columns = lookUpLabels(mapped.columns, found.columns, years);
  const unread = new Unread(found);
  const partial = new PartialLines({ mapped, found }, { rows, columns, years });
  for (const [i, row] of found.rows.entries())
    for (const [j, column] of found.columns.entries()) {
      const cell = { row, column, text: textAt(found.sheet, row.at, column.at) };
      const said = together(mapped.about, rows[i]!, columns[j]!, scheme);
      if (said === 'left-out' || (row.isAlone && !('question' in Object(rows[i])))) continue;
      if (typeof said === 'string') {
        if (cell.text !== '') unread.add(said, rows[i]!, row, column);
      } else if (row.isAlone) readAlone(reading, found, { row, column, said, isFirst: j === 0 });
      else
        readCell(reading, found, {
          ...cell,
          said,
          isPartOf: partOf(rows[i]!, columns[j]!),
          isPartial: partial.at(row, column),
          isLabel: mayBeLabel(found, cell, { scheme, question: said.question }),
        });
    }
  reading.unmapped.push(...unread.all());
  return reading;
}

type Said = { question: string; codes: Readonly<Record<string, string>>; isLossy: boolean };

function together(
  about: Meaning,
  row: LookedUp,
  column: LookedUp,
  scheme: Scheme,
): Said | 'left-out' | Unmapped['why'] {
  const all = [about, row, column];
  if (all.some((one) => one !== 'new' && one.is === 'left-out')) return 'left-out';
  if (all.includes('new')) return 'new';
  if (!all.every((one): one is Counted => one !== 'new' && one.is === 'counted')) return 'open';
  const joined = all.slice(1).reduce<Counted | undefined>((sum, one) => sum && join(sum, one), all[0]!);
  if (!joined) return 'two-questions';
  const question = scheme.questions.find(({ id }) => id === joined.question);
  if (!question) return 'no-question';
  const codes = joined.codes ?? {};
  if (!isAskedSo(question, codes)) return 'not-broken-down-so';
  return { question: question.id, codes, isLossy: joined.isLossy === true };
}

function isAskedSo({ by }: Question, codes: Readonly<Record<string, string>>): boolean {
  return Object.keys(codes).every((list) => by.includes(list));
}

function partOf(row: LookedUp, column: LookedUp): CellReading['isPartOf'] {
  return { rows: isPart(row as Counted), columns: isPart(column as Counted) };
}

/** A question whose line holds nothing was not answered. */
function readAlone(
  reading: TableReading,
  found: FoundTable,
  { row, column, said, isFirst }: { row: FoundLabel; column: FoundLabel; said: Said; isFirst: boolean },
): void {
  if (!isFirst) return;
  reading.cells.push(
    cellOf(
      found,
      { row, column, said, isPartOf: { rows: false, columns: false } },
      { value: null, marks: ['x'] },
    ),
  );
}

type ReadableCell = {
  row: FoundLabel;
  column: FoundLabel;
  text: string;
  said: Said;
  isPartOf: CellReading['isPartOf'];
  isPartial?: CellReading['isPartial'];
  isLabel: boolean;
};

function readCell(reading: TableReading, found: FoundTable, at: ReadableCell): void {
  const cell = cellName(at.row.at, at.column.at);
  const read = readCount(at.text, found.sheet.troubled?.[cell]);
  const merged = spanOver(found, at.row.at, at.column.at);
  const fault = merged ? 'merged-value' : at.isLabel ? 'perhaps-a-label' : read.fault;
  const say = (code: ReturnFault['code']) =>
    reading.faults.push({ sheet: found.sheet.name, cell, code, question: at.said.question });
  if (fault) say(fault);
  if (at.text !== '' && isHidden(found, at)) say('hidden');
  const isRefused = fault !== undefined && RETURN_FAULTS[fault].refuses;
  reading.cells.push(cellOf(found, at, isRefused ? { value: null, marks: ['x'] } : read));
}

function cellOf(
  found: FoundTable,
  { row, column, said, isPartOf, isPartial }: Omit<ReadableCell, 'text' | 'isLabel'>,
  { value, marks }: Pick<CellReading, 'value' | 'marks'>,
): CellReading {
  return {
    table: found.id,
    sheet: found.sheet.name,
    row: row.at,
    column: column.at,
    question: said.question,
    codes: said.codes,
    isLossy: said.isLossy,
    isPartOf,
    ...(isPartial && { isPartial }),
    value,
    marks,
    cell: cellName(row.at, column.at),
  };
}

/** A merged cell over more than one value. */
function spanOver({ sheet, rows, columns }: FoundTable, row: number, column: number): Span | undefined {
  return sheet.merged?.find(({ top, left, bottom, right }) => {
    if (row < top || row > bottom || column < left || column > right) return false;
    const over = (labels: readonly FoundLabel[], from: number, to: number) =>
      labels.filter(({ at }) => at >= from && at <= to).length;
    return over(rows, top, bottom) * over(columns, left, right) > 1;
  });
}

function isHidden({ sheet }: FoundTable, { row, column }: { row: FoundLabel; column: FoundLabel }): boolean {
  return Boolean(
    sheet.isHidden || sheet.hiddenRows?.includes(row.at) || sheet.hiddenColumns?.includes(column.at),
  );
}

/** Cells that nothing is read from, told by the line that is to blame, or by their column. */
class Unread {
  readonly #found: FoundTable;
  readonly #lines = new Map<string, Unmapped>();

  constructor(found: FoundTable) {
    this.#found = found;
  }

  add(why: Unmapped['why'], rowMeans: LookedUp, row: FoundLabel, column: FoundLabel): void {
    const byRow = why !== 'open' && why !== 'new' ? true : rowMeans === 'new' || rowMeans.is === 'open';
    const label = byRow ? row : column;
    const key = `${why}/${byRow}/${label.at}`;
    const there = this.#lines.get(key);
    const cell = cellName(row.at, column.at);
    this.#lines.set(key, {
      sheet: this.#found.sheet.name,
      cell: there ? `${there.cell.split(':')[0]}:${cell}` : cell,
      label: label.path.join(' › '),
      why,
    });
  }

  all(): Unmapped[] {
    return [...this.#lines.values()];
  }
}
