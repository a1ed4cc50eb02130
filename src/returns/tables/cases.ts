import { fold } from '../words/fold.ts';
import type { FoundLabel, FoundTable } from './found-table.ts';
import type { Grid } from './grid.ts';
import { isYear } from './line-kinds.ts';

// One row a case: told by a header whose words name what is known of a case, and by rows that are all filled alike.

/** What a column of a table of cases is called. Order is precedence. */
const CASE_COLUMNS = [
  [
    'identifies',
    /\b(?:surname|forename|first name|last name|family name|full name|(?:victim|suspect|offender|nominal|subject)s? name|name|nominal|alias|dob|date of birth|born|address|postcode|phone|mobile|email|username|nhs|pnc|niche)\b/,
  ],
  [
    'reference',
    /\b(?:ref|reference|urn|uri|crime (?:no|number)|case (?:no|number|id)|occurrence|log|incident (?:no|number)|id|row|serial|crn|cris)\b/,
  ],
  ['dates', /\b(?:date|dt|recorded on|reported on|day|month received|when)\b/],
  ['ages', /\b(?:age|aged|yrs)\b/],
  [
    'codes',
    /\b(?:sex|gender|code|offence|class|classification|type|category|level|relation|relationship|aim|outcome|achieved|kind|status|register|registered|grade|ho|band|result|purpose)\b/,
  ],
] as const satisfies readonly (readonly [string, RegExp])[];
export type CaseColumnKind = (typeof CASE_COLUMNS)[number][0];

export function caseColumnKind(header: string): CaseColumnKind | undefined {
  const folded = fold(header);
  if (/\bage (?:band|group|range)\b/.test(folded)) return 'codes';
  return CASE_COLUMNS.find(([, pattern]) => pattern.test(folded))?.[0];
}

/** Fewer rows are no list of cases. Chosen. */
const FEWEST_CASES = 3;
const FEWEST_KNOWN = 2;

/** The table of cases in a sheet; undefined where it holds none. */
export function casesIn(grid: Grid): FoundTable | undefined {
  const header = headerRow(grid);
  if (header === undefined) return undefined;
  const { texts } = grid.line(header);
  const { rows, leftLines } = casesBelow(grid, header, texts);
  if (rows.length < FEWEST_CASES || holdsCounts(grid, rows, texts, header)) return undefined;
  const captions = captionsAbove(grid, header);
  return {
    id: `${grid.sheet.name}/1`,
    sheet: grid.sheet,
    captions,
    corner: '',
    rows,
    columns: texts.map((column) => ({
      at: column,
      path: [grid.text(header, column)],
      headings: 0,
      row: header,
      column,
    })),
    isCases: true,
    leftLines,
  };
}

/** So far below the titles a header is looked for. Chosen. */
const DEEPEST_HEADER = 30;

function headerRow(grid: Grid): number | undefined {
  for (let row = 0; row < Math.min(grid.height, DEEPEST_HEADER); row += 1) {
    const { texts, values } = grid.line(row);
    if (texts.length < 3 || values.length > 0) continue;
    const kinds = texts.map((column) => caseColumnKind(grid.text(row, column)));
    const tells = kinds.some((kind) => kind === 'reference' || kind === 'dates' || kind === 'identifies');
    if (tells && kinds.filter((kind) => kind !== undefined).length >= FEWEST_KNOWN) return row;
  }
  return undefined;
}

/** To the first line that is blank or is filled otherwise: totals and notes below are no cases. */
function casesBelow(
  grid: Grid,
  header: number,
  columns: readonly number[],
): { rows: FoundLabel[]; leftLines: number[] } {
  const rows: FoundLabel[] = [];
  const leftLines: number[] = [];
  for (let row = header + 1; row < grid.height; row += 1) {
    const filled = columns.filter((column) => grid.text(row, column) !== '').length;
    if (filled === 0) {
      if (isEnd(grid, row, columns)) break;
      continue;
    }
    const isNone = /^(?:grand )?total\b|^(?:note|source|end of)\b/i.test(grid.text(row, columns[0]!));
    if (isNone || filled * 2 < columns.length) leftLines.push(row);
    else rows.push({ at: row, path: [], headings: 0, row, column: columns[0]! });
  }
  return { rows, leftLines };
}

/** A blank line may stand between cases; after two there are notes. */
function isEnd(grid: Grid, row: number, columns: readonly number[]): boolean {
  return columns.every((column) => grid.text(row + 1, column) === '');
}

/** A column of numbers that are no ages, no codes and no references holds counts: then it is no list of cases. */
function holdsCounts(
  grid: Grid,
  rows: readonly FoundLabel[],
  columns: readonly number[],
  header: number,
): boolean {
  return columns.some((column) => {
    if (caseColumnKind(grid.text(header, column)) !== undefined) return false;
    const numbers = rows.filter(({ at }) => grid.isValue(at, column) && !isYear(grid.text(at, column)));
    return numbers.length > rows.length / 2;
  });
}

function captionsAbove(grid: Grid, header: number): FoundTable['captions'] {
  return Array.from({ length: header }, (_, row) => row).flatMap((row) => {
    const { texts, values } = grid.line(row);
    return texts.length === 1 && values.length === 0
      ? [{ text: grid.text(row, texts[0]!), row, column: texts[0]! }]
      : [];
  });
}
