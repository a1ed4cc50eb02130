import { strToU8, zipSync } from 'fflate';
import type { Cell } from '../sheet.ts';
import { cellName, columnName, isWhole, linesAbove, widthsOf, xmlText, zipTime } from './sheet-layout.ts';
import { CONTENTS, COVER, LINES_ABOVE, type Tab, type Workbook } from './workbook.ts';

// An XLSX workbook, part by part. Source: ECMA-376, Office Open XML. Each table is a real one, with a name and a header.

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Places in the list of styles below. */
const STYLE = { text: 0, title: 1, header: 2, whole: 3, number: 4, link: 5 } as const;

export function writeXlsx(workbook: Workbook): Buffer {
  const strings = new Map<string, number>();
  const sheets = [coverXml(workbook, strings), ...workbook.tabs.map((tab) => sheetXml(tab, strings))];
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(workbook),
    '_rels/.rels': relations([
      ['officeDocument', 'xl/workbook.xml'],
      ['metadata/core-properties', 'docProps/core.xml'],
      ['extended-properties', 'docProps/app.xml'],
    ]),
    'docProps/app.xml': `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Everydot</Application></Properties>`,
    'docProps/core.xml': coreXml(workbook),
    'xl/workbook.xml': workbookXml(workbook),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': STYLES,
    'xl/sharedStrings.xml': stringsXml(strings),
  };
  sheets.forEach((xml, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = xml;
  });
  workbook.tabs.forEach((tab, i) => {
    parts[`xl/worksheets/_rels/sheet${i + 2}.xml.rels`] = relations([
      ['table', `../tables/table${i + 1}.xml`],
    ]);
    parts[`xl/tables/table${i + 1}.xml`] = tableXml(tab, i + 1);
  });
  const files = Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)]));
  return Buffer.from(zipSync(files, { level: 6, mtime: zipTime() }));
}

function contentTypes({ tabs }: Workbook): string {
  const part = (name: string, type: string) => `<Override PartName="/${name}" ContentType="${type}"/>`;
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
    part('xl/workbook.xml', `${TYPES}.sheet.main+xml`) +
    part('xl/styles.xml', `${TYPES}.styles+xml`) +
    part('xl/sharedStrings.xml', `${TYPES}.sharedStrings+xml`) +
    part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') +
    part('docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml') +
    [0, ...tabs].map((_, i) => part(`xl/worksheets/sheet${i + 1}.xml`, `${TYPES}.worksheet+xml`)).join('') +
    tabs.map((_, i) => part(`xl/tables/table${i + 1}.xml`, `${TYPES}.table+xml`)).join('') +
    '</Types>'
  );
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const base = (type: string) => (type.startsWith('metadata/') ? `${PACKAGE}/relationships` : RELATIONS);
  const each = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${base(type)}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function coreXml({ title, publisher, createdAt }: Workbook): string {
  const at = `${createdAt.slice(0, 19)}Z`;
  return (
    `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
    `<dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(publisher)}</dc:creator><dc:language>en-GB</dc:language>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`
  );
}

function workbookXml({ tabs }: Workbook): string {
  const sheets = [COVER, ...tabs.map(({ tab }) => tab)].map(
    (name, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets.join('')}</sheets></workbook>`;
}

/** Place of a text in the shared strings. */
function placeOf(text: string, strings: Map<string, number>): number {
  const known = strings.get(text);
  if (known !== undefined) return known;
  strings.set(text, strings.size);
  return strings.size - 1;
}

/** More is not taken by any program. Source: the limits of Excel. */
const LONGEST_TEXT = 32_767;

/** _xHHHH_ stands for a character in this format: as text it is written with its own sign escaped. */
function written(text: string): string {
  return xmlText(text.slice(0, LONGEST_TEXT)).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function stringsXml(strings: ReadonlyMap<string, number>): string {
  const items = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${written(text)}</t></si>`);
  return `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${items.length}">${items.join('')}</sst>`;
}

type Place = { column: number; row: number; style?: number };

function cellXml(cell: Cell, { column, row, style }: Place, strings: Map<string, number>): string {
  const name = cellName(column, row);
  if (typeof cell === 'number')
    return `<c r="${name}" s="${isWhole(cell) ? STYLE.whole : STYLE.number}"><v>${cell}</v></c>`;
  return `<c r="${name}" s="${style ?? STYLE.text}" t="s"><v>${placeOf(cell, strings)}</v></c>`;
}

function rowXml(
  cells: readonly Cell[],
  { row, style }: { row: number; style?: number },
  strings: Map<string, number>,
) {
  const each = cells.map((cell, column) =>
    cellXml(cell, { column, row, ...(style === undefined ? {} : { style }) }, strings),
  );
  return `<row r="${row + 1}">${each.join('')}</row>`;
}

function coverXml({ cover }: Workbook, strings: Map<string, number>): string {
  const rows = cover.map((line, row) =>
    rowXml([line], { row, style: row === 0 ? STYLE.title : STYLE.text }, strings),
  );
  return (
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews>` +
    `<cols><col min="1" max="1" width="100" customWidth="1"/></cols><sheetData>${rows.join('')}</sheetData></worksheet>`
  );
}

function sheetXml(tab: Tab, strings: Map<string, number>): string {
  const { sheet } = tab;
  const above = linesAbove(tab, CONTENTS).map((line, row) =>
    rowXml([line], { row, style: aboveStyle(tab, row) }, strings),
  );
  const header = rowXml(
    sheet.columns.map(({ title }) => title),
    { row: LINES_ABOVE, style: STYLE.header },
    strings,
  );
  const rows = sheet.rows.map((cells, i) => {
    const row = LINES_ABOVE + 1 + i;
    return tab.links === 'tabs' ? linkedRow(cells, row, strings) : rowXml(cells, { row }, strings);
  });
  const widths = widthsOf(sheet).map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  );
  const top = LINES_ABOVE + 1;
  return (
    `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${top}" topLeftCell="A${top + 1}" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A1" sqref="A1"/></sheetView></sheetViews>` +
    `<cols>${widths.join('')}</cols><sheetData>${above.join('')}${header}${rows.join('')}</sheetData>` +
    `<hyperlinks>${linksXml(tab)}</hyperlinks><tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>`
  );
}

function aboveStyle({ links }: Tab, row: number): number {
  if (row === 0) return STYLE.title;
  return row === LINES_ABOVE - 1 && links === 'none' ? STYLE.link : STYLE.text;
}

function linkedRow([first, ...others]: readonly Cell[], row: number, strings: Map<string, number>): string {
  const rest = others.map((cell, i) => cellXml(cell, { column: i + 1, row }, strings)).join('');
  return `<row r="${row + 1}">${cellXml(first!, { column: 0, row, style: STYLE.link }, strings)}${rest}</row>`;
}

function linksXml({ links, sheet }: Tab): string {
  const to = (ref: string, tab: string) =>
    `<hyperlink ref="${ref}" location="${xmlText(`'${tab}'!A1`)}" display="${xmlText(tab)}"/>`;
  if (links === 'none') return to(`A${LINES_ABOVE}`, CONTENTS);
  return sheet.rows.map(([tab], i) => to(`A${LINES_ABOVE + 2 + i}`, String(tab))).join('');
}

function tableXml({ table, sheet }: Tab, id: number): string {
  const { columns, rows } = sheet;
  const ref = `A${LINES_ABOVE + 1}:${columnName(columns.length - 1)}${LINES_ABOVE + 1 + rows.length}`;
  const names = columns.map(({ title }, i) => `<tableColumn id="${i + 1}" name="${written(title)}"/>`);
  return (
    `${HEAD}<table xmlns="${MAIN}" id="${id}" name="${table}" displayName="${table}" ref="${ref}" totalsRowShown="0">` +
    `<tableColumns count="${names.length}">${names.join('')}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>`
  );
}

const FONT = '<sz val="12"/><name val="Arial"/><family val="2"/>';
const WRAPPED = '<alignment vertical="top" wrapText="1"/>';
const format = (font: number, number: number) =>
  `<xf numFmtId="${number}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1">${WRAPPED}</xf>`;

/** In the order of STYLE. 3: digits in groups; 0: as it is. */
const STYLES =
  `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="4"><font>${FONT}</font><font><b/><sz val="15"/><name val="Arial"/><family val="2"/></font><font><b/>${FONT}</font><font><u/><sz val="12"/><color rgb="FF0F5C9A"/><name val="Arial"/><family val="2"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="6">${format(0, 0)}<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>${format(2, 0)}${format(0, 3)}${format(0, 0)}${format(3, 0)}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
