import { escapeText } from '../../../shared/chart/chart-parts.ts';
import { barChart } from '../../../shared/chart/column-chart.ts';
import type { ReleasedTable } from '../../releases/release.ts';
import { textCell } from '../content-rows.ts';
import { marksOf } from '../marks-used.ts';
import { shownNumber } from '../shown-values.ts';
import { chartHtml, paragraph, tableHtml } from './html.ts';
import { isFirst, marksHtml, type PageContext, said } from './page-context.ts';

/** Rows of a table on the page; the files hold all of them. Chosen: what still prints on three sheets. */
const ROWS_SHOWN = 120;
/** Bars of a chart that can still be told apart. */
const BARS_SHOWN = 20;

export function showTable(page: PageContext, table: ReleasedTable): string {
  const anchor = `table-${table.id}`;
  if (!isFirst(page, anchor)) return linkTo(page, anchor, table.title);
  const { tables } = page.words;
  const isRevised = table.rows.some(({ earlier }) => earlier !== null);
  const rows = table.rows.slice(0, ROWS_SHOWN);
  return [
    `<section id="${escapeText(anchor)}">`,
    tableHtml({
      caption: table.title,
      captionHtml: said(page, table.title),
      head: [...table.dimensions, tables.count, ...(isRevised ? [tables.earlier] : [])],
      headHtml: table.dimensions.map((dimension) => said(page, dimension)),
      numeric: [table.dimensions.length, table.dimensions.length + 1],
      rows: rows.map((row) => [
        ...row.cells.map((cell) => said(page, textCell(cell))),
        `${row.count === null ? escapeText(tables.leftOut) : escapeText(shownNumber(row.count))}${marksHtml(page, marksOf(row))}`,
        ...(isRevised
          ? [row.earlier === null ? escapeText(tables.same) : escapeText(shownNumber(row.earlier))]
          : []),
      ]),
    }),
    rows.length < table.rows.length
      ? paragraph(escapeText(tables.rowsShown(rows.length, table.rows.length)), 'small')
      : '',
    paragraph(
      `${said(page, table.definition)} ${escapeText(tables.protection[table.protection])} ${said(page, table.note)}`.trim(),
      'small',
    ),
    '</section>',
  ].join('');
}

/** Bars of the longest rows, above the table that holds all of them. */
export function showTableChart(page: PageContext, table: ReleasedTable): string {
  const points = table.rows
    .flatMap(({ cells, count }) => (count === null ? [] : [{ label: cells.join(', '), value: count }]))
    .toSorted((a, b) => b.value - a.value)
    .slice(0, BARS_SHOWN);
  const first = points[0];
  if (!first || !isFirst(page, `chart-${table.id}`)) return showTable(page, table);
  const description = page.words.tables.chartOf(first.label, shownNumber(first.value));
  const text = { id: `chart-${table.id}`, title: table.title, description, unit: '' };
  return chartHtml(table.title, barChart(text, points)) + showTable(page, table);
}

/** To what stands on the page already. */
export function linkTo(page: PageContext, anchor: string, title: string): string {
  return paragraph(`<a href="#${escapeText(anchor)}">${said(page, title)}</a>`);
}
