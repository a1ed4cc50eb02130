import { addUp } from './apply/add-up.ts';
import type { CellReading } from './apply/cell-reading.ts';
import { addedWholes, checkFigures } from './apply/check-figures.ts';
import { readCases } from './apply/read-cases.ts';
import { readCounts, type TableReading } from './apply/read-counts.ts';
import { changesSince } from './changes-since.ts';
import { yearOf } from './label-key.ts';
import type { Mapping } from './mapping.ts';
import { matchTables } from './match-table.ts';
import { lexiconOf } from './propose/lexicon.ts';
import type { Reading, Unmapped } from './reading.ts';
import type { ReturnFigure, Scheme } from './scheme/scheme.ts';
import { cellName, type Sheet } from './sheet.ts';
import { findTables } from './tables/find-tables.ts';
import type { FoundTable } from './tables/found-table.ts';

/** Every figure of a return in national terms, each with its cell, and what is amiss. Only counts leave it. Pure. */
export function applyMapping(
  sheets: readonly Sheet[],
  mapping: Mapping,
  scheme: Scheme,
  options: { period?: { from: string; to: string } } = {},
): Reading {
  const found = sheets.flatMap(findTables);
  const now = yearOf(options.period) ?? mapping.year;
  const years = { made: mapping.year, now, isPartOfYear: isPartOfYear(options.period) };
  const matched = matchTables(mapping, found, { lexicon: lexiconOf(scheme), year: now });
  const tables = matched.map(
    (one): TableReading =>
      one.found.isCases
        ? readCases(one, { scheme, years, period: options.period })
        : readCounts(one, scheme, years),
  );
  const faults = tables.flatMap((one) => one.faults);
  const unmapped = [
    ...tables.flatMap((one) => one.unmapped),
    ...found.filter((table) => !matched.some((one) => one.found === table)).map(newTable),
  ];
  const cells = addUp(
    tables.flatMap((one) => one.cells),
    faults,
  );
  // Where something of a sheet is not read, its parts may not be all there are.
  const partlyRead = partlyReadQuestions(cells, unmapped);
  const added = addedWholes(cells, scheme, partlyRead);
  for (const { sheet, cell, question, codes } of added)
    if (Object.keys(codes).length === 0) faults.push({ sheet, cell, question, code: 'whole-added-up' });
  faults.push(...checkFigures([...cells, ...added], scheme, partlyRead));
  return {
    figures: [...cells, ...added].map(figureOf),
    unmapped,
    faults,
    changes: changesSince(mapping, found, { matched, year: now }),
  };
}

const SHORTEST_YEAR_MS = 360 * 86_400_000;

function isPartOfYear(period: { from: string; to: string } | undefined): boolean {
  return period !== undefined && Date.parse(period.to) - Date.parse(period.from) < SHORTEST_YEAR_MS;
}

function partlyReadQuestions(cells: readonly CellReading[], unmapped: readonly Unmapped[]): Set<string> {
  const sheets = new Set(unmapped.map(({ sheet }) => sheet));
  return new Set(cells.filter(({ sheet }) => sheets.has(sheet)).map(({ question }) => question));
}

function figureOf({ question, codes, value, marks, sheet, cell, isLossy }: CellReading): ReturnFigure {
  return { question, codes, value, marks, cell: `${sheet}!${cell}`, isLossy };
}

function newTable({ sheet, captions, rows, columns }: FoundTable): Unmapped {
  const at = (i: 0 | -1) => cellName(rows.at(i)?.at ?? 0, columns.at(i)?.at ?? 0);
  return {
    sheet: sheet.name,
    cell: `${at(0)}:${at(-1)}`,
    label: captions.at(-1)?.text ?? sheet.name,
    why: 'new',
  };
}
