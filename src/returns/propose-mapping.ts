import { changesSince } from './changes-since.ts';
import { yearOf } from './label-key.ts';
import type { MappedLabel, MappedTable, Mapping, Place } from './mapping.ts';
import { matchTables, wordsAbove } from './match-table.ts';
import type { Proposal, ProposedItem, ProposeOptions } from './proposal.ts';
import { fillValues } from './propose/fill-values.ts';
import { Learnt } from './propose/learnt.ts';
import { lexiconOf } from './propose/lexicon.ts';
import { type Years, yearsIn } from './propose/plain-words.ts';
import { proposeCases } from './propose/propose-cases.ts';
import { proposeCounts } from './propose/propose-counts.ts';
import type { Resolved } from './propose/resolved.ts';
import type { Scheme } from './scheme/scheme.ts';
import { cellName, type Sheet } from './sheet.ts';
import { findTables } from './tables/find-tables.ts';
import type { FoundLabel, FoundTable } from './tables/found-table.ts';
import { fold } from './words/fold.ts';

/** What each table, row and column of a return means nationally, with confidence and reason; the unsure is left open. Pure. */
export function proposeMapping(
  sheets: readonly Sheet[],
  scheme: Scheme,
  examples: readonly Mapping[],
  options: ProposeOptions = {},
): Proposal {
  const tables = sheets.map((sheet) => ({ sheet, found: findTables(sheet) }));
  const all = tables.flatMap(({ found }) => found);
  const year = yearOf(options.period);
  const years: Years = { year: year ?? newestYear(all), isCalendar: year !== undefined };
  const lexicon = lexiconOf(scheme);
  const matched = options.own ? matchTables(options.own, all, { lexicon, year: years.year }) : [];
  const context = { lexicon, learnt: new Learnt({ own: options.own, matched, examples }), years };
  const proposed = all.map((table) => proposeTable(table, context));
  return {
    mapping: {
      format: 'everydot-return-mapping',
      formatVersion: 1,
      scheme: scheme.id,
      schemeVersion: scheme.version,
      ...(years.year !== undefined && { year: years.year }),
      tables: proposed.map(({ table }) => table),
    },
    items: proposed.flatMap(({ items }) => items),
    sheetsWithout: tables.filter(({ found }) => found.length === 0).map(({ sheet }) => sheet.name),
    changes: options.own ? changesSince(options.own, all, { matched, year: years.year }) : [],
  };
}

/** The mapping as a person changed it, with values proposed for the columns of cases that they said something of. Pure. */
export function completeMapping(mapping: Mapping, sheets: readonly Sheet[], scheme: Scheme): Mapping {
  const years: Years = { year: mapping.year };
  return fillValues(mapping, sheets.flatMap(findTables), { lexicon: lexiconOf(scheme), years });
}

/** Where columns are named by years, the return is for the newest; else nobody can say. */
function newestYear(tables: readonly FoundTable[]): number | undefined {
  const years = tables.flatMap(({ columns }) => columns.flatMap(({ path }) => yearsIn(fold(path.join(' ')))));
  return years.length === 0 ? undefined : Math.max(...years);
}

type Context = { lexicon: ReturnType<typeof lexiconOf>; learnt: Learnt; years: Years };

function proposeTable(
  table: FoundTable,
  { lexicon, learnt, years }: Context,
): { table: MappedTable; items: ProposedItem[] } {
  const { about, rows, columns, layout } = table.isCases
    ? { ...proposeCases(table, { lexicon, learnt, years }), rows: [] as Resolved[], layout: 'cases' as const }
    : proposeCounts(table, lexicon, { learnt, years });
  const caption = table.captions.at(-1);
  const label = (found: FoundLabel, resolved: Resolved & Pick<MappedLabel, 'values'>): MappedLabel => ({
    label: found.path,
    means: resolved.means,
    ...(resolved.values && { values: resolved.values }),
  });
  const item = (
    place: Omit<Place, 'table'>,
    at: { row: number; column: number; text: string },
    resolved: Resolved,
  ): ProposedItem => ({
    place: { table: table.id, ...place },
    sheet: table.sheet.name,
    cell: cellName(Math.max(0, at.row), Math.max(0, at.column)),
    label: at.text,
    means: resolved.means,
    confidence: resolved.confidence,
    reason: resolved.reason,
    candidates: resolved.candidates,
  });
  const items = (axis: 'row' | 'column', found: readonly FoundLabel[], resolved: readonly Resolved[]) =>
    resolved.map((one, index) =>
      item({ of: axis, index }, { ...found[index]!, text: found[index]!.path.join(' › ') }, one),
    );
  return {
    table: {
      id: table.id,
      sheet: table.sheet.name,
      layout,
      above: wordsAbove(table),
      caption: caption?.text ?? '',
      about: about.means,
      rows: rows.map((one, i) => label(table.rows[i]!, one)),
      columns: columns.map((one, i) => label(table.columns[i]!, one)),
    },
    items: [
      item(
        { of: 'about' },
        { row: caption?.row ?? 0, column: caption?.column ?? 0, text: caption?.text ?? table.sheet.name },
        about,
      ),
      ...items('row', table.rows, rows),
      ...items('column', table.columns, columns),
    ],
  };
}
