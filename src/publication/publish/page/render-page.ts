import { escapeText } from '../../../shared/chart/chart-parts.ts';
import { sectionHtml, textHtml } from './commentary.ts';
import { heading, listHtml, paragraph } from './html.ts';
import { methodsHtml } from './methods.ts';
import { day, type PageContext, said } from './page-context.ts';
import { showAlerts, showForecast } from './show-ahead.ts';
import {
  citingHtml,
  datesHtml,
  gapsHtml,
  prioritiesHtml,
  revisionsHtml,
  shorthandHtml,
} from './show-closing.ts';
import { showHidden } from './show-hidden.ts';
import { leadHtml, showClaim, showSeries } from './show-others.ts';
import { showTable } from './show-table.ts';
import { FILE_STYLE, PUBLICATION_STYLE } from './style.ts';

/** `title`: as HTML. */
type Part = { id: string; title: string; html: string };

/** The edition as one HTML document that needs nothing else: works offline, prints as it reads. */
export function renderDocument(page: PageContext): string {
  const { release, options, words } = page;
  const title = `${release.title}. ${words.edition(release.edition)}`;
  return [
    `<!doctype html>\n<html lang="${words.language}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escapeText(title)}</title><meta name="author" content="${escapeText(options.publisher)}">`,
    `<style>${FILE_STYLE}${PUBLICATION_STYLE}</style></head><body><div class="publication">`,
    `<a class="skip" href="#report">${escapeText(words.skip)}</a>`,
    `<header>${titleHtml(page)}</header>`,
    `<main id="report">${renderBody(page)}</main>`,
    `<footer>${paragraph(`${escapeText(options.publisher)}. ${datesHtml(page)}`)}</footer>`,
    `</div></body></html>\n`,
  ].join('\n');
}

/** No page can say them, whoever typed them. */
const UNSAYABLE = /[\p{Cs}\uFFFE\uFFFF]|(?![\t\n])\p{Cc}/gu;

/** What a page of the site holds under its own title. */
export function renderBody(page: PageContext): string {
  const parts = partsOf(page);
  const html = [introduction(page), contentsHtml(page, parts), ...parts.map((part) => part.html)].join('\n');
  return html.replace(UNSAYABLE, '');
}

function titleHtml(page: PageContext): string {
  const { release, options, words } = page;
  return [
    paragraph(said(page, options.publisher), 'subtitle'),
    `<h1>${said(page, release.title)}</h1>`,
    paragraph(escapeText(words.edition(release.edition)), 'subtitle'),
  ].join('');
}

function introduction(page: PageContext): string {
  const { release, options, words } = page;
  const [from, to] = [day(page, release.period.from), day(page, release.period.to)];
  return [
    options.synthetic ? paragraph(escapeText(words.synthetic), 'warning') : '',
    // The words put two texts into one sentence; here they are two times.
    paragraph(
      escapeText(words.about('\u0001', '\u0002')).replace('\u0001', from).replace('\u0002', to),
      'lead',
    ),
    paragraph(datesHtml(page), 'lead'),
  ].join('');
}

function contentsHtml({ words }: PageContext, parts: readonly Part[]): string {
  const items = parts.map(({ id, title }) => `<li><a href="#${escapeText(id)}">${title}</a></li>`);
  return `<nav aria-labelledby="contents"><h2 id="contents">${escapeText(words.contents)}</h2><ol>${items.join('')}</ol></nav>`;
}

/** Sections whose words stand with what every edition has of the same. */
const JOINED: readonly string[] = ['summary', 'priorities', 'gaps'];

/** In the order of the page: what the commentary shows stands there, and what it does not show stands after it. */
function partsOf(page: PageContext): Part[] {
  const { release, words } = page;
  const part = (id: string, title: string, html: string): Part => ({ id, title, html });
  const sections = release.sections.filter(({ id, text }) => !JOINED.includes(id) && text.trim() !== '');
  const written = [
    part('summary', escapeText(words.summary), summaryHtml(page)),
    part('revisions', escapeText(words.revisions.title), revisionsHtml(page)),
    ...sections.map((section) =>
      part(`section-${section.id}`, said(page, section.heading), sectionHtml(page, section)),
    ),
  ];
  return [
    ...written,
    ...restOf(page),
    part(
      'priorities',
      escapeText(words.priorities.title),
      prioritiesHtml(page, writtenOf(page, 'priorities')),
    ),
    part('gaps', escapeText(words.gaps.title), gapsHtml(page, writtenOf(page, 'gaps'))),
    part('methods', escapeText(words.methods.title), methodsHtml(page)),
    part('shorthand', escapeText(words.shorthand.title), shorthandHtml(page)),
    part('citing', escapeText(words.citing.title), citingHtml(page)),
  ].filter(({ html }) => html !== '');
}

function summaryHtml(page: PageContext): string {
  const { caution, summary } = page.words;
  return [
    heading(2, summary, 'summary'),
    textHtml(page, page.release.summary),
    writtenOf(page, 'summary'),
    `<div class="caution">${heading(2, caution.title)}${listHtml(caution.lines.map(escapeText))}</div>`,
  ].join('\n');
}

/** The words of a section that is joined with another part; nothing where nobody wrote any. */
function writtenOf(page: PageContext, id: string): string {
  return textHtml(page, page.release.sections.find((section) => section.id === id)?.text ?? '');
}

/** Everything frozen that the commentary did not show: nothing of an edition is left out. */
function restOf(page: PageContext): Part[] {
  const { content, words, shown } = page;
  const rest = <One extends { id: string }>(
    kind: 'table' | 'claim' | 'series' | 'forecast',
    { title, lead }: { title: string; lead: string },
    all: readonly One[],
    show: (page: PageContext, one: One) => string,
  ): Part => {
    const left = all.filter(({ id }) => !shown.has(`${kind}-${id}`));
    const html = left.length === 0 ? '' : [heading(2, title, `more-${kind}`), leadHtml(lead)].join('');
    return {
      id: `more-${kind}`,
      title: escapeText(title),
      html: html + left.map((one) => show(page, one)).join('\n'),
    };
  };
  return [
    rest('table', { title: words.tables.title, lead: words.caution.lines[0]! }, content.tables, showTable),
    shown.has('alerts')
      ? none
      : { id: 'alerts', title: escapeText(words.alerts.title), html: showAlerts(page) },
    rest('forecast', words.forecasts, content.forecasts, showForecast),
    shown.has('hidden')
      ? none
      : { id: 'hidden', title: escapeText(words.hidden.title), html: showHidden(page) },
    rest('claim', words.claims, content.claims, showClaim),
    rest('series', words.series, content.series, showSeries),
  ];
}

const none: Part = { id: '', title: '', html: '' };
