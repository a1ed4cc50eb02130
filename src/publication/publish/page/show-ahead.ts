import type { Alert } from '../../../picture/index.ts';
import { periodName } from '../../../picture/index.ts';
import { escapeText } from '../../../shared/chart/chart-parts.ts';
import type { ReleasedForecast } from '../../releases/release.ts';
import { shownNumber, shownShare } from '../shown-values.ts';
import { factsHtml, heading, paragraph, tableHtml } from './html.ts';
import { day, isFirst, type PageContext, said, saidWithin } from './page-context.ts';
import { leadHtml } from './show-others.ts';
import { linkTo } from './show-table.ts';

// What may be coming: alerts and forecasts, each with its doubt beside it.

export function showAlerts(page: PageContext, level: 2 | 3 = 2): string {
  const { alerts } = page.words;
  if (!isFirst(page, 'alerts')) return linkTo(page, 'alerts', alerts.title);
  const all = page.content.alerts;
  const title = heading(level, alerts.title, 'alerts');
  if (all.length === 0) return title + paragraph(escapeText(alerts.none));
  const number = (value: number | null) => (value === null ? '[z]' : escapeText(shownNumber(value)));
  return (
    title +
    leadHtml(alerts.lead) +
    tableHtml({
      caption: alerts.title,
      head: [
        alerts.what,
        alerts.period,
        alerts.count,
        alerts.expected,
        alerts.upper,
        alerts.says,
        alerts.judged,
      ],
      numeric: [2, 3, 4],
      rows: all.map((alert) => [
        said(page, subjectOf(alert)),
        periodHtml(page, alert.periodName),
        number(alert.count),
        number(alert.expected),
        number(alert.upper),
        said(page, alert.says),
        `${escapeText(alerts.states[alert.state])}${alert.note === null ? '' : `: ${said(page, alert.note)}`}`,
      ]),
    })
  );
}

/** A month is named; what else there is stands as it is. */
function periodHtml(page: PageContext, name: string): string {
  return /^\d{4}-\d{2}$/.test(name) ? day(page, name) : said(page, name);
}

function subjectOf({ of }: Alert): string {
  return Object.entries(of)
    .map(([by, group]) => `${by}: ${group}`)
    .join(', ');
}

export function showForecast(
  page: PageContext,
  { id, title, unit, forecast, backtest }: ReleasedForecast,
): string {
  const anchor = `forecast-${id}`;
  if (!isFirst(page, anchor)) return linkTo(page, anchor, title);
  const { forecasts, figure } = page.words;
  const { low, high } = forecast;
  return [
    `<section id="${escapeText(anchor)}"><h3>${said(page, title)}</h3>`,
    factsHtml([
      [forecasts.known, escapeText(shownNumber(forecast.known))],
      [forecasts.expected, `<strong>${escapeText(shownNumber(forecast.total))}</strong>`],
      [
        forecasts.interval,
        escapeText(
          low === null || high === null
            ? forecasts.noInterval
            : figure.interval(shownNumber(low), shownNumber(high)),
        ),
      ],
      [forecasts.held, escapeText(heldText(page, backtest))],
    ]),
    tableHtml({
      caption: page.words.tables.tableOf(title),
      captionHtml: saidWithin(page, page.words.tables.tableOf, title),
      head: [forecasts.period, forecasts.periodExpected],
      numeric: [1],
      rows: forecast.periods.map(({ start, expected }) => [
        periodHtml(page, periodName(start, unit)),
        escapeText(shownNumber(expected)),
      ]),
    }),
    '</section>',
  ].join('');
}

function heldText(
  { words: { forecasts } }: PageContext,
  { learned, textbook, learnedFrom, tried }: ReleasedForecast['backtest'],
) {
  if (learned !== null) return forecasts.heldText(shownShare(learned), learnedFrom);
  return textbook === null ? forecasts.notHeld : forecasts.heldText(shownShare(textbook), tried);
}
