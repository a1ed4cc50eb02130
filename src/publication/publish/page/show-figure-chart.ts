import { escapeText } from '../../../shared/chart/chart-parts.ts';
import { intervalChart } from '../../../shared/chart/interval-chart.ts';
import type { Mark } from '../../../shared/marks.ts';
import type { ReleasedFigure } from '../../releases/release.ts';
import { countedMarks } from '../marks-used.ts';
import { shownValue } from '../shown-values.ts';
import { intervalText, valueText } from './figure-in-text.ts';
import { chartHtml, tableHtml } from './html.ts';
import { isFirst, marksHtml, type PageContext, saidWithin } from './page-context.ts';
import { linkTo } from './show-table.ts';

/** The figure beside the year before, with its estimate and limits, and the same numbers in a table. */
export function showFigureChart(page: PageContext, figure: ReleasedFigure): string {
  if (!isFirst(page, `chart-figure-${figure.id}`)) return linkTo(page, `figure-${figure.id}`, figure.title);
  const { methods, tables } = page.words;
  const now = figure.measured.value;
  if (now === null) return '';
  // The chart writes counts: a share stands in it in per cent.
  const scale = figure.unit === 'share' ? 100 : 1;
  const lines = [
    ...(figure.before?.value == null
      ? []
      : [{ label: methods.before, counted: figure.before.value * scale, estimate: null }]),
    { label: methods.value, counted: now * scale, estimate: estimateOf(figure, scale) },
  ];
  const description = `${methods.value}: ${shownValue(figure, now)}.`;
  const title = scale === 100 ? `${figure.title} (%)` : figure.title;
  const text = { id: `chart-figure-${figure.id}`, title, description, unit: figure.unit };
  const names = { counted: methods.unadjusted, estimate: methods.adjusted };
  return (
    chartHtml(figure.title, intervalChart(text, lines, names)) +
    tableHtml({
      caption: tables.tableOf(figure.title),
      captionHtml: saidWithin(page, tables.tableOf, figure.title),
      head: [page.words.revisions.what, page.words.claims.value],
      numeric: [1],
      rows: tableRows(page, figure),
    })
  );
}

function tableRows(page: PageContext, figure: ReleasedFigure): string[][] {
  const { methods } = page.words;
  const { before, measured, interval, estimate } = figure;
  const row = (name: string, text: string, marks: readonly Mark[] = []) => [
    escapeText(name),
    escapeText(text) + marksHtml(page, marks),
  ];
  const shown = (value: number | null) => valueText(page, figure, value);
  return [
    ...(before?.value == null ? [] : [row(methods.before, shown(before.value))]),
    row(methods.value, shown(measured.value), countedMarks(figure)),
    ...(estimate === null ? [] : [row(methods.adjusted, shown(estimate.value), ['e'])]),
    ...(interval === null && estimate === null ? [] : [row(methods.interval, intervalText(page, figure))]),
  ];
}

function estimateOf({ estimate, interval, measured }: ReleasedFigure, scale: number) {
  if (estimate)
    return { value: estimate.value * scale, low: estimate.low * scale, high: estimate.high * scale };
  if (!interval || measured.value === null) return null;
  return { value: measured.value * scale, low: interval[0] * scale, high: interval[1] * scale };
}
