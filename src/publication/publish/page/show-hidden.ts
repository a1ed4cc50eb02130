import type { HiddenPopulation, HiddenReport } from '../../../picture/index.ts';
import { escapeText } from '../../../shared/chart/chart-parts.ts';
import { shownNumber } from '../shown-values.ts';
import { factsHtml, heading, listHtml, paragraph, tableHtml } from './html.ts';
import { day, isFirst, type PageContext, said } from './page-context.ts';
import { leadHtml } from './show-others.ts';
import { linkTo } from './show-table.ts';

/** All three answers together with all that they rest on, or nothing of them. */
export function showHidden(page: PageContext, level: 2 | 3 = 2): string {
  const { hidden } = page.words;
  if (!isFirst(page, 'hidden')) return linkTo(page, 'hidden', hidden.title);
  const released = page.content.hidden;
  const title = heading(level, hidden.title, 'hidden');
  if (!released) return title + paragraph(escapeText(hidden.none));
  return [
    title,
    leadHtml(hidden.lead),
    answersTable(page, released.result),
    whatItRestsOn(page, released),
    heading(level === 2 ? 3 : 4, hidden.assumed),
    listHtml(hidden.assumptions.map(escapeText)),
  ].join('');
}

function answersTable({ words: { hidden } }: PageContext, result: HiddenPopulation): string {
  const row = (way: string, answer: number | null, limits: readonly [number, number] | null) => [
    escapeText(way),
    answer === null ? escapeText(hidden.noAnswer) : escapeText(shownNumber(answer)),
    ...(limits ?? [null, null]).map((limit) =>
      limit === null ? escapeText(hidden.noAnswer) : escapeText(shownNumber(limit)),
    ),
  ];
  const { stepwise, spread, averaged } = result;
  return tableHtml({
    caption: hidden.caption,
    head: [hidden.way, hidden.answer, hidden.low, hidden.high],
    numeric: [1, 2, 3],
    rows: [
      row(hidden.stepwise, stepwise?.total ?? null, stepwise ? [stepwise.low, stepwise.high] : null),
      ...(stepwise?.bca
        ? [
            row(hidden.bca(shownNumber(stepwise.bca.resamples)), stepwise.total, [
              stepwise.bca.low,
              stepwise.bca.high,
            ]),
          ]
        : []),
      row(hidden.spread(spread?.models ?? 0), null, spread ? [spread.least, spread.most] : null),
      row(hidden.averaged, averaged.median, [averaged.low, averaged.high]),
    ],
  });
}

function whatItRestsOn(page: PageContext, { unit, period, lists, collapsed, result }: HiddenReport): string {
  const { hidden, methods } = page.words;
  const pairs = result.stepwise?.pairs ?? [];
  return (
    factsHtml([
      [hidden.unit, said(page, unit)],
      [hidden.period, `${day(page, period.from)} ${methods.to} ${day(page, period.to)}`],
      [hidden.lists, said(page, lists.join(', '))],
      [
        hidden.collapsed,
        collapsed.length === 0
          ? null
          : listHtml(collapsed.map((one) => said(page, `${one.lists.join(' + ')}: ${one.because}`))),
      ],
      [hidden.known, escapeText(shownNumber(result.known))],
      [hidden.pairs, pairs.length === 0 ? escapeText(hidden.noPairs) : said(page, pairs.join(', '))],
    ]) + paragraph(escapeText(hidden.models(result.models.withEstimate, result.models.all)), 'small')
  );
}
