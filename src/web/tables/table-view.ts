import type { BuiltTable } from '../../flow/index.ts';
import type { TableBreakdown } from '../../picture/index.ts';
import { csvCell } from '../../shared/csv-cell.ts';
import type { Reader } from '../frame/reader.ts';

/** Columns that a page can hold side by side; a table of more is a long one. Chosen. */
const MOST_COLUMNS = 14;

/** A table as a page shows it. `heads`: of rows; `columns`: the last breakdown side by side, or the count alone. */
export type TableView = {
  heads: string[];
  columns: string[];
  rows: { labels: string[]; counts: string[] }[];
};

export function viewOf(table: BuiltTable, { say, words }: Reader): TableView {
  const { dimensions } = table;
  const counts = new Map(table.cells.map(({ labels, count }) => [JSON.stringify(labels), count]));
  const shown = (count: number | undefined) => (count ?? 0).toLocaleString('en-GB');
  const last = dimensions.at(-1)!;
  const isWide = dimensions.length > 1 && last.values.length < MOST_COLUMNS;
  const beside = isWide ? dimensions.slice(0, -1) : dimensions;
  const across: (string | null)[] = isWide ? [...last.values.map(({ code }) => code), null] : [];
  const nameOf = (place: number, code: string | null) => {
    if (code === null) return words.tables.all;
    const own = { unknown: words.tables.unknown, none: noneOf(table.asked.by[place]!, words.tables) };
    if (code === 'unknown' || code === 'none') return own[code];
    return say(dimensions[place]!.values.find((value) => value.code === code)?.label ?? code);
  };
  return {
    heads: table.asked.by.slice(0, beside.length).map((by) => words.tables.breakdowns[by]),
    columns: isWide ? across.map((code) => nameOf(dimensions.length - 1, code)) : [words.tables.count],
    rows: combined(beside.map(({ values }) => [...values.map(({ code }) => code), null])).map((codes) => ({
      labels: codes.map((code, place) => nameOf(place, code)),
      counts: (isWide ? across.map((code) => [...codes, code]) : [codes]).map((labels) =>
        shown(counts.get(JSON.stringify(labels))),
      ),
    })),
  };
}

function noneOf(by: TableBreakdown, tables: Reader['words']['tables']): string {
  return by === 'outcome' ? tables.noOutcome : tables.notSent;
}

function combined(lists: readonly (readonly (string | null)[])[]): (string | null)[][] {
  return lists.reduce<(string | null)[][]>(
    (so, codes) => so.flatMap((before) => codes.map((code) => [...before, code])),
    [[]],
  );
}

/** Long, one cell a line, for whoever reads it with a program. */
export function csvOf(table: BuiltTable): string {
  const { dimensions, cells } = table;
  const nameOf = (place: number, code: string | null) =>
    code === null ? 'All' : (dimensions[place]!.values.find((value) => value.code === code)?.label ?? code);
  const lines = [
    [...dimensions.map(({ label }) => label), 'Count (moved)'],
    ...cells.map(({ labels, count }) => [...labels.map((code, i) => nameOf(i, code)), String(count)]),
  ];
  return `${lines.map((line) => line.map(csvCell).join(',')).join('\n')}\n`;
}
