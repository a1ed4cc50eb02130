import { escapeText } from '../../../shared/chart/chart-parts.ts';
import type { Section } from '../../releases/release.ts';
import { type Inline, parseSection, type ShownBlock } from '../../releases/section-text.ts';
import { figureInText } from './figure-in-text.ts';
import { headingHtml, listHtml, paragraph } from './html.ts';
import { type PageContext, said } from './page-context.ts';
import { showAlerts, showForecast } from './show-ahead.ts';
import { showFigureChart } from './show-figure-chart.ts';
import { showHidden } from './show-hidden.ts';
import { showClaim, showSeries } from './show-others.ts';
import { showTable, showTableChart } from './show-table.ts';

/** A section as it was written, with the figures that it names. */
export function sectionHtml(page: PageContext, section: Section): string {
  return [
    headingHtml(2, said(page, section.heading), `section-${section.id}`),
    textHtml(page, section.text),
  ].join('\n');
}

/** Commentary with its figures in the sentence, and on lines of their own what it shows. */
export function textHtml(page: PageContext, text: string): string {
  return parseSection(text)
    .blocks.map((block) => {
      if (block.kind === 'paragraph') return paragraph(partsHtml(page, block.parts));
      if (block.kind === 'list') return listHtml(block.items.map(({ parts }) => partsHtml(page, parts)));
      return shownHtml(page, block);
    })
    .join('\n');
}

function partsHtml(page: PageContext, parts: readonly Inline[]): string {
  return parts
    .map((part) => (part.kind === 'text' ? said(page, part.text) : figureInText(page, part.id, part.aspect)))
    .join('');
}

function shownHtml(page: PageContext, { what, id }: ShownBlock): string {
  const { content } = page;
  const named = <One extends { id: string }>(
    all: readonly One[],
    show: (page: PageContext, one: One) => string,
  ) => {
    const found = all.find((one) => one.id === id);
    return found ? show(page, found) : paragraph(escapeText(page.words.figure.noValue));
  };
  switch (what) {
    case 'hidden':
      return showHidden(page, 3);
    case 'alerts':
      return showAlerts(page, 3);
    case 'table':
      return named(content.tables, showTable);
    case 'claim':
      return named(content.claims, showClaim);
    case 'series':
      return named(content.series, showSeries);
    case 'forecast':
      return named(content.forecasts, showForecast);
    case 'chart':
      return chartOf(page, id);
  }
}

/** Of a table, a series or a figure: whichever is called so. */
function chartOf(page: PageContext, id: string | null): string {
  const { tables, series, figures } = page.content;
  const table = tables.find((one) => one.id === id);
  if (table) return showTableChart(page, table);
  const one = series.find((other) => other.id === id);
  if (one) return showSeries(page, one);
  const figure = figures.find((other) => other.id === id);
  return figure ? showFigureChart(page, figure) : paragraph(escapeText(page.words.figure.noValue));
}
