import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

// Workbooks opened by their parts, as a checker of accessibility sees them.

export type OpenedSheet = {
  name: string;
  hidden: boolean;
  /** What cells hold, row by row; null: a cell that is blank or not there. */
  rows: (string | number | null)[][];
  merged: number;
  hiddenRowsOrColumns: number;
  /** Of each marked-up table: its name and corners, rows and columns from 0, and the row that heads it. */
  tables: { name: string; top: number; left: number; bottom: number; right: number; header: string[] }[];
  /** Names of sheets that links lead to. */
  links: string[];
  frozenRows: number;
};
export type OpenedWorkbook = { title: string; language: string; sheets: OpenedSheet[]; parts: string[] };

type Element = { name: string; attributes: Record<string, string>; children: Element[]; text: string };

/** Throws where it is not well-formed. */
export function parseXml(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser();
  parser.on('error', (failure) => {
    throw failure;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    for (const element of open) element.text += text;
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return root;
}

function all(element: Element, name: string): Element[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

function unzip(bytes: Buffer): { parts: string[]; read(name: string): Element } {
  const files = unzipSync(bytes);
  return { parts: Object.keys(files), read: (name) => parseXml(strFromU8(files[name]!)) };
}

function placeOf(ref: string): { column: number; row: number } {
  const [, letters, digits] = /^\$?([A-Z]+)\$?(\d+)$/.exec(ref)!;
  const column = [...letters!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { column, row: Number(digits) - 1 };
}

export function openXlsx(bytes: Buffer): OpenedWorkbook {
  const { parts, read } = unzip(bytes);
  const core = read('docProps/core.xml');
  const strings = all(read('xl/sharedStrings.xml'), 'si').map(({ text }) => unescaped(text));
  const named = all(read('xl/workbook.xml'), 'sheet');
  return {
    parts,
    title: all(core, 'dc:title')[0]!.text,
    language: all(core, 'dc:language')[0]!.text,
    sheets: named.map(({ attributes }, i) => {
      const sheet = read(`xl/worksheets/sheet${i + 1}.xml`);
      const relations = `xl/worksheets/_rels/sheet${i + 1}.xml.rels`;
      const targets = parts.includes(relations) ? all(read(relations), 'Relationship') : [];
      return {
        name: attributes['name']!,
        hidden: attributes['state'] !== undefined,
        rows: all(sheet, 'row').map((row) => all(row, 'c').map((cell) => xlsxValue(cell, strings))),
        merged: all(sheet, 'mergeCell').length,
        hiddenRowsOrColumns: [...all(sheet, 'row'), ...all(sheet, 'col')].filter(
          (one) => one.attributes['hidden'],
        ).length,
        tables: targets
          .filter((one) => one.attributes['Type']!.endsWith('/table'))
          .map((one) => xlsxTable(read(one.attributes['Target']!.replace('..', 'xl')))),
        links: all(sheet, 'hyperlink').map((one) => /^'(.+)'!A1$/.exec(one.attributes['location']!)![1]!),
        frozenRows: Number(all(sheet, 'pane')[0]?.attributes['ySplit'] ?? 0),
      };
    }),
  };
}

function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function xlsxValue(cell: Element, strings: readonly string[]): string | number | null {
  const value = all(cell, 'v')[0]?.text;
  if (value === undefined) return null;
  return cell.attributes['t'] === 's' ? strings[Number(value)]! : Number(value);
}

function xlsxTable(part: Element) {
  const table = all(part, 'table')[0]!;
  const [from, to] = table.attributes['ref']!.split(':').map(placeOf);
  return {
    name: table.attributes['displayName']!,
    ...{ top: from!.row, left: from!.column, bottom: to!.row, right: to!.column },
    header: all(table, 'tableColumn').map((one) => unescaped(one.attributes['name']!)),
  };
}

export function openOds(bytes: Buffer): OpenedWorkbook {
  const { parts, read } = unzip(bytes);
  const meta = read('meta.xml');
  const content = read('content.xml');
  const ranges = all(content, 'table:database-range');
  const frozen = all(read('settings.xml'), 'config:config-item-map-entry');
  return {
    parts,
    title: all(meta, 'dc:title')[0]!.text,
    language: all(meta, 'dc:language')[0]!.text,
    sheets: all(content, 'table:table').map((table) => {
      const name = table.attributes['table:name']!;
      const rows = all(table, 'table:table-row');
      const headed = all(table, 'table:table-header-rows').flatMap((one) => all(one, 'table:table-row'));
      const split = frozen
        .filter((one) => one.attributes['config:name'] === name)
        .flatMap((one) => all(one, 'config:config-item'))
        .find((one) => one.attributes['config:name'] === 'VerticalSplitPosition');
      return {
        name,
        hidden: table.attributes['table:display'] === 'false',
        rows: rows.map((row) => row.children.map(odsValue)),
        merged: all(table, 'table:covered-table-cell').length,
        hiddenRowsOrColumns: [...rows, ...all(table, 'table:table-column')].filter(
          (one) => one.attributes['table:visibility'],
        ).length,
        tables: ranges
          .filter((one) => one.attributes['table:target-range-address']!.startsWith(`'${name}'.`))
          .map((one) => odsTable(one, headed)),
        links: all(table, 'text:a').map((one) => /^#'(.+)'\.A1$/.exec(one.attributes['xlink:href']!)![1]!),
        frozenRows: Number(split?.text ?? 0),
      };
    }),
  };
}

function odsValue(cell: Element): string | number | null {
  const value = cell.attributes['office:value'];
  return value === undefined ? cell.text || null : Number(value);
}

function odsTable(range: Element, headed: readonly Element[]) {
  const address = range.attributes['table:target-range-address']!;
  const [from, to] = address.split(':').map((part) => placeOf(part.slice(part.lastIndexOf('.') + 1)));
  return {
    name: range.attributes['table:name']!,
    ...{ top: from!.row, left: from!.column, bottom: to!.row, right: to!.column },
    header: headed.flatMap((row) => row.children.map(({ text }) => text)),
  };
}
