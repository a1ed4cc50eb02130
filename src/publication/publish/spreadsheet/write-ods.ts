import { strToU8, zipSync } from 'fflate';
import type { Cell } from '../sheet.ts';
import { cellName, isWhole, linesAbove, widthsOf, xmlText, zipTime } from './sheet-layout.ts';
import { CONTENTS, COVER, LINES_ABOVE, type Tab, type Workbook } from './workbook.ts';

// An OpenDocument workbook, part by part. Source: OpenDocument 1.3 (OASIS). Tables are named, and say which row heads them.

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const TYPE = 'application/vnd.oasis.opendocument.spreadsheet';
const urn = (name: string) => `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`;
const SPACES = [
  ['office', urn('office')],
  ['table', urn('table')],
  ['text', urn('text')],
  ['style', urn('style')],
  ['number', urn('datastyle')],
  ['fo', urn('xsl-fo-compatible')],
  ['meta', urn('meta')],
  ['config', urn('config')],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['xlink', 'http://www.w3.org/1999/xlink'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

export function writeOds(workbook: Workbook): Buffer {
  const parts: Record<string, string> = {
    'content.xml': contentXml(workbook),
    'styles.xml': STYLES,
    'meta.xml': metaXml(workbook),
    'settings.xml': settingsXml(workbook),
  };
  const listed = ['/', ...Object.keys(parts)].map(
    (path) =>
      `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${path === '/' ? TYPE : 'text/xml'}"${path === '/' ? ' manifest:version="1.3"' : ''}/>`,
  );
  const manifest = `${HEAD}<manifest:manifest xmlns:manifest="${urn('manifest')}" manifest:version="1.3">${listed.join('')}</manifest:manifest>`;
  const written = Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)] as const);
  return Buffer.from(
    // The type comes first and plain, so that programs know the file by its first bytes.
    zipSync(
      {
        mimetype: [strToU8(TYPE), { level: 0 }],
        ...Object.fromEntries(written),
        'META-INF/manifest.xml': strToU8(manifest),
      },
      { level: 6, mtime: zipTime() },
    ),
  );
}

function document(kind: string, inside: string): string {
  return `${HEAD}<office:document-${kind} ${SPACES} office:version="1.3">${inside}</office:document-${kind}>`;
}

function metaXml({ title, publisher, createdAt }: Workbook): string {
  const at = createdAt.slice(0, 19);
  return document(
    'meta',
    `<office:meta><meta:generator>Everydot</meta:generator><dc:title>${xmlText(title)}</dc:title><dc:language>en-GB</dc:language><meta:initial-creator>${xmlText(publisher)}</meta:initial-creator><dc:creator>${xmlText(publisher)}</dc:creator><meta:creation-date>${at}</meta:creation-date><dc:date>${at}</dc:date></office:meta>`,
  );
}

function contentXml({ cover, tabs }: Workbook): string {
  const widths = [...new Set([COVER_WIDTH, ...tabs.flatMap(({ sheet }) => widthsOf(sheet))])];
  const ranges = tabs.map((tab) => rangeXml(tab)).join('');
  return document(
    'content',
    `<office:automatic-styles>${widths.map(columnStyle).join('')}${CELL_STYLES}</office:automatic-styles>` +
      `<office:body><office:spreadsheet>${coverXml(cover)}${tabs.map(tableXml).join('')}<table:database-ranges>${ranges}</table:database-ranges></office:spreadsheet></office:body>`,
  );
}

const COVER_WIDTH = 100;
/** Of one character of 12 points, in millimetres. */
const CHARACTER_MM = 2.3;

function columnStyle(width: number): string {
  return `<style:style style:name="w${width}" style:family="table-column"><style:table-column-properties style:column-width="${(width * CHARACTER_MM).toFixed(1)}mm"/></style:style>`;
}

const wrapped = (name: string, inside: string, number = '') =>
  `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="Default"${number}><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>${inside}</style:style>`;
const CELL_STYLES = [
  '<number:number-style style:name="grouped"><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/></number:number-style>',
  '<style:style style:name="title" style:family="table-cell" style:parent-style-name="Default"><style:text-properties fo:font-size="15pt" fo:font-weight="bold"/></style:style>',
  wrapped('text', ''),
  wrapped('header', '<style:text-properties fo:font-weight="bold"/>'),
  wrapped('link', '<style:text-properties fo:color="#0f5c9a" style:text-underline-style="solid"/>'),
  wrapped('whole', '', ' style:data-style-name="grouped"'),
  wrapped('number', ''),
].join('');

type CellStyle = 'title' | 'text' | 'header' | 'link';

function cellXml(cell: Cell, style: CellStyle = 'text', target?: string): string {
  if (typeof cell === 'number')
    return `<table:table-cell table:style-name="${isWhole(cell) ? 'whole' : 'number'}" office:value-type="float" office:value="${cell}"><text:p>${cell}</text:p></table:table-cell>`;
  const text = xmlText(cell);
  const inside =
    target === undefined
      ? text
      : `<text:a xlink:type="simple" xlink:href="${xmlText(`#'${target}'.A1`)}">${text}</text:a>`;
  return `<table:table-cell table:style-name="${style}" office:value-type="string"><text:p>${inside}</text:p></table:table-cell>`;
}

function rowXml(cells: readonly string[]): string {
  return `<table:table-row>${cells.join('')}</table:table-row>`;
}

function coverXml(cover: readonly string[]): string {
  const rows = cover.map((line, i) => rowXml([cellXml(line, i === 0 ? 'title' : 'text')]));
  return `<table:table table:name="${COVER}"><table:table-column table:style-name="w${COVER_WIDTH}"/>${rows.join('')}</table:table>`;
}

function tableXml(tab: Tab): string {
  const { sheet, links } = tab;
  const columns = widthsOf(sheet).map((width) => `<table:table-column table:style-name="w${width}"/>`);
  const above = linesAbove(tab, CONTENTS).map((line, i) => {
    const isBack = i === LINES_ABOVE - 1 && links === 'none';
    return rowXml([
      cellXml(line, i === 0 ? 'title' : isBack ? 'link' : 'text', isBack ? CONTENTS : undefined),
    ]);
  });
  const header = rowXml(sheet.columns.map(({ title }) => cellXml(title, 'header')));
  const rows = sheet.rows.map((cells) =>
    rowXml(
      cells.map((cell, i) =>
        links === 'tabs' && i === 0 ? cellXml(cell, 'link', String(cell)) : cellXml(cell),
      ),
    ),
  );
  return (
    `<table:table table:name="${xmlText(tab.tab)}"><table:title>${xmlText(sheet.title)}</table:title><table:desc>${xmlText(sheet.about)}</table:desc>` +
    `${columns.join('')}${above.join('')}<table:table-header-rows>${header}</table:table-header-rows>${rows.join('')}</table:table>`
  );
}

/** The marked-up table of a sheet. */
function rangeXml({ tab, table, sheet }: Tab): string {
  const last = cellName(sheet.columns.length - 1, LINES_ABOVE + sheet.rows.length);
  const address = `'${tab}'.A${LINES_ABOVE + 1}:'${tab}'.${last}`;
  return `<table:database-range table:name="${table}" table:target-range-address="${xmlText(address)}" table:contains-header="true" table:display-filter-buttons="false"/>`;
}

const item = (name: string, type: string, value: string | number) =>
  `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;

/** Rows above the data stay in sight. */
function settingsXml({ tabs }: Workbook): string {
  const top = LINES_ABOVE + 1;
  const frozen = tabs.map(
    ({ tab }) =>
      `<config:config-item-map-entry config:name="${xmlText(tab)}">${item('VerticalSplitMode', 'short', 2)}${item('VerticalSplitPosition', 'int', top)}${item('PositionBottom', 'int', top)}${item('ActiveSplitRange', 'short', 2)}${item('CursorPositionX', 'int', 0)}${item('CursorPositionY', 'int', 0)}</config:config-item-map-entry>`,
  );
  return document(
    'settings',
    `<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>${item('ViewId', 'string', 'view1')}${item('ActiveTable', 'string', COVER)}<config:config-item-map-named config:name="Tables">${frozen.join('')}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>`,
  );
}

const STYLES = document(
  'styles',
  '<office:styles><style:default-style style:family="table-cell"><style:text-properties fo:language="en" fo:country="GB" fo:font-size="12pt" fo:font-family="Arial"/></style:default-style><style:style style:name="Default" style:family="table-cell"/></office:styles>',
);
