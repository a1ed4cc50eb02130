import { escapeText } from '../../../shared/chart/chart-parts.ts';
import { intervalChart } from '../../../shared/chart/interval-chart.ts';
import type { ReleasedFigure } from '../../releases/release.ts';
import { shownValue } from '../shown-values.ts';
import { intervalText, valueText } from './figure-in-text.ts';
import { chartHtml, tableHtml } from './html.ts';
import { isFirst, type PageContext } from './page-context.ts';
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
      head: [page.words.revisions.what, page.words.claims.value],
      numeric: [1],
      rows: tableRows(page, figure).map((row) => row.map(escapeText)),
    })
  );
}

function tableRows(page: PageContext, figure: ReleasedFigure): string[][] {
  const { methods, figure: words } = page.words;
  const hasLimits = figure.interval !== null || figure.estimate !== null;
  return [
    ...((figure.before?.value ?? null) === null
      ? []
      : [[methods.before, valueText(page, figure, figure.before!.value)]]),
    [methods.value, valueText(page, figure, figure.measured.value)],
    ...(figure.estimate === null ? [] : [[methods.adjusted, shownValue(figure, figure.estimate.value)]]),
    [methods.interval, hasLimits ? intervalText(page, figure) : words.noValue],
  ];
}

function estimateOf({ estimate, interval, measured }: ReleasedFigure, scale: number) {
  if (estimate) return { value: estimate.value, low: estimate.low, high: estimate.high };
  if (!interval || measured.value === null) return null;
  return { value: measured.value * scale, low: interval[0] * scale, high: interval[1] * scale };
}
