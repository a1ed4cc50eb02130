import { SaxesParser } from 'saxes';
import { unreadable } from './unreadable.ts';

/** What of a sheet is hidden, which the reader of workbooks does not tell of ODS. Rows and columns are 0-based. */
export type HiddenInOds = { sheet: boolean; rows: number[]; columns: number[] };

/** So many repeated hidden rows are told one by one; empty ones to the end of the sheet are beyond. */
const MOST_TOLD = 60_000;

/** Of each sheet in their order. Source: OpenDocument 1.3 part 3, table:visibility, table:display. */
export function hiddenInOds(content: Buffer): HiddenInOds[] {
  const sheets: HiddenInOds[] = [];
  const hiddenStyles = new Set<string>();
  let at = { row: 0, column: 0, depth: 0 };
  let style = '';
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', () => {
    throw unreadable('damaged');
  });
  parser.on('opentag', ({ name, attributes }) => {
    const given = attributes as Record<string, string>;
    if (name === 'style:style') style = given['style:name'] ?? '';
    if (name === 'style:table-properties' && given['table:display'] === 'false') hiddenStyles.add(style);
    if (name === 'table:table') {
      at = { row: 0, column: 0, depth: at.depth + 1 };
      if (at.depth === 1)
        sheets.push({ sheet: hiddenStyles.has(given['table:style-name'] ?? ''), rows: [], columns: [] });
    }
    const sheet = sheets.at(-1);
    if (!sheet || at.depth !== 1) return;
    if (name === 'table:table-row') at.row = told(sheet.rows, at.row, given, 'rows');
    if (name === 'table:table-column') at.column = told(sheet.columns, at.column, given, 'columns');
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'table:table') at.depth -= 1;
  });
  parser.write(content.toString('utf8')).close();
  return sheets;
}

/** Notes what is hidden; answers where the next row or column is. */
function told(hidden: number[], at: number, given: Record<string, string>, what: 'rows' | 'columns'): number {
  const times = Math.max(1, Number(given[`table:number-${what}-repeated`] ?? 1) || 1);
  const visibility = given['table:visibility'];
  if (visibility === 'collapse' || visibility === 'filter')
    for (let i = at; i < Math.min(at + times, MOST_TOLD); i += 1) hidden.push(i);
  return at + times;
}
