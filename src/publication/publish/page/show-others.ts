import { escapeText } from '../../../shared/chart/chart-parts.ts';
import { lineChart } from '../../../shared/chart/line-chart.ts';
import type { Claim } from '../../claims/claim.ts';
import type { OutsidePoint, OutsideSeries } from '../../outside/outside-series.ts';
import { splitAtBreaks } from '../../outside/split-at-breaks.ts';
import { shownDay, shownNumber, shownShare } from '../shown-values.ts';
import { chartHtml, factsHtml, listHtml, paragraph, tableHtml } from './html.ts';
import { day, isFirst, marksHtml, type PageContext, said, saidWithin } from './page-context.ts';
import { linkTo } from './show-table.ts';

// What others said and count: beside ours, with where it comes from, never added up.

export function showClaim(page: PageContext, claim: Claim): string {
  const anchor = `claim-${claim.id}`;
  if (!isFirst(page, anchor)) return linkTo(page, anchor, claim.statement);
  const { claims } = page.words;
  return `<blockquote id="${escapeText(anchor)}" class="claim"><p>${said(page, claim.statement)}</p>${factsHtml(
    [
      [
        claims.value,
        claim.value === null ? null : `${escapeText(shownNumber(claim.value))} ${said(page, claim.unit)}`,
      ],
      [claims.saidBy, said(page, claim.saidBy)],
      [claims.saidOn, day(page, claim.saidOn)],
      [claims.document, said(page, claim.document)],
      [claims.period, claim.period === null ? escapeText(claims.unknown) : said(page, claim.period)],
      [claims.method, said(page, claim.method)],
      [claims.coverage, claim.coverage === null ? null : said(page, claim.coverage)],
      [
        claims.notRecorded,
        claim.shareNotRecorded === null ? null : escapeText(shownShare(claim.shareNotRecorded)),
      ],
      [
        claims.caveats,
        claim.caveats.length === 0 ? null : listHtml(claim.caveats.map((one) => said(page, one))),
      ],
    ],
  )}</blockquote>`;
}

export function showSeries(page: PageContext, series: OutsideSeries): string {
  const anchor = `series-${series.id}`;
  if (!isFirst(page, anchor)) return linkTo(page, anchor, series.title);
  return [
    `<section id="${escapeText(anchor)}"><h3>${said(page, series.title)}</h3>`,
    seriesChart(page, series),
    seriesTable(page, series),
    provenance(page, series),
    '</section>',
  ].join('');
}

function seriesChart({ words }: PageContext, series: OutsideSeries): string {
  const { id, title, unit, points } = series;
  const known = points.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) return '';
  const values = known.map(({ value }) => value!);
  const description = words.series.chartOf(
    shownDay(first.period, words.locale),
    shownDay(last.period, words.locale),
    shownNumber(values.reduce((a, b) => Math.min(a, b))),
    shownNumber(values.reduce((a, b) => Math.max(a, b))),
  );
  const { drawn, gaps } = splitAtBreaks(points, series.breaks);
  const hasBand = points.some(({ low, high }) => low !== null && high !== null);
  const svg = lineChart(
    { id: `chart-${id}`, title, description, unit },
    {
      labels: drawn.map(({ period }) => period),
      lines: [{ name: words.series.value, style: 'solid', values: drawn.map(({ value }) => value) }],
      band: hasBand
        ? {
            name: `${words.series.low} – ${words.series.high}`,
            low: drawn.map(({ low }) => low),
            high: drawn.map(({ high }) => high),
          }
        : undefined,
      marks: gaps.map(({ at }) => ({ at, kind: 'break', label: '[b]' })),
    },
  );
  return chartHtml(title, svg);
}

function seriesTable(page: PageContext, { title, unit, points }: OutsideSeries): string {
  const { series } = page.words;
  const hasLimits = points.some(({ low, high }) => low !== null || high !== null);
  const shown = (value: number | null) => (value === null ? '[x]' : escapeText(shownNumber(value)));
  return tableHtml({
    caption: page.words.tables.tableOf(title),
    captionHtml: saidWithin(page, page.words.tables.tableOf, title),
    head: [series.period, `${series.value} (${unit})`, ...(hasLimits ? [series.low, series.high] : [])],
    numeric: [1, 2, 3],
    rows: points.map((point: OutsidePoint) => [
      day(page, point.period),
      shown(point.value) + marksHtml(page, point.marks),
      ...(hasLimits ? [shown(point.low), shown(point.high)] : []),
    ]),
  });
}

function provenance(page: PageContext, series: OutsideSeries): string {
  const words = page.words.series;
  return factsHtml([
    [words.publisher, said(page, series.publisher)],
    [words.about, said(page, series.about)],
    [words.definition, said(page, series.definition)],
    [words.source, said(page, series.source)],
    [words.retrieved, day(page, series.retrievedOn)],
    [words.licence, said(page, series.licence)],
    [
      words.breaks,
      series.breaks.length === 0
        ? null
        : listHtml(series.breaks.map(({ from, what }) => `${day(page, from)}: ${said(page, what)}`)),
    ],
  ]);
}

export function leadHtml(text: string): string {
  return paragraph(escapeText(text), 'lead');
}
