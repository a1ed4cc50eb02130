import { escapeText } from '../../../shared/chart/chart-parts.ts';
import { MARKS, type Mark } from '../../../shared/marks.ts';
import { marksUsed } from '../marks-used.ts';
import { shownMarks, shownValue } from '../shown-values.ts';
import { countedText } from './figure-in-text.ts';
import { factsHtml, heading, paragraph, tableHtml } from './html.ts';
import { day, type PageContext, said } from './page-context.ts';
import { leadHtml } from './show-others.ts';

// What every edition ends with: what will be done, what is not known, shorthand, and how to quote it.

/** `written`: what people wrote of them, as HTML. */
export function prioritiesHtml(page: PageContext, written: string): string {
  const { priorities } = page.words;
  const all = page.release.priorities;
  const opening = heading(2, priorities.title, 'priorities') + written;
  if (all.length === 0) return opening + paragraph(escapeText(priorities.none));
  return (
    opening +
    tableHtml({
      caption: priorities.title,
      head: [
        priorities.what,
        priorities.why,
        priorities.owner,
        priorities.due,
        priorities.state,
        priorities.progress,
      ],
      rows: all.map(({ title, why, owner, dueOn, state, progress }) => [
        said(page, title),
        said(page, why),
        said(page, owner),
        day(page, dueOn),
        escapeText(priorities.states[state]),
        progress === '' ? escapeText(priorities.nothingSaid) : said(page, progress),
      ]),
    })
  );
}

export function gapsHtml(page: PageContext, written: string): string {
  const { gaps, priorities } = page.words;
  const all = page.release.gaps;
  const opening = heading(2, gaps.title, 'gaps') + written;
  if (all.length === 0) return opening + paragraph(escapeText(gaps.none));
  return (
    opening +
    tableHtml({
      caption: gaps.title,
      head: [gaps.question, gaps.owner, gaps.review, gaps.state, gaps.answer],
      rows: all.map(({ question, owner, reviewOn, state, answer }) => [
        said(page, question),
        said(page, owner),
        day(page, reviewOn),
        escapeText(gaps.states[state]),
        answer === '' ? escapeText(priorities.nothingSaid) : said(page, answer),
      ]),
    })
  );
}

/** What was said in the edition before and is no longer so. Nothing for a first edition. */
export function revisionsHtml(page: PageContext): string {
  const { release, content, words } = page;
  if (release.edition === 1 && release.revisionNote === null) return '';
  const changed = content.figures.filter(({ earlier }) => earlier !== null);
  return [
    heading(2, words.revisions.title, 'revisions'),
    release.revisionNote === null ? '' : paragraph(said(page, release.revisionNote)),
    changed.length === 0
      ? paragraph(escapeText(words.revisions.none))
      : tableHtml({
          caption: words.revisions.caption,
          head: [words.revisions.what, words.revisions.earlier, words.revisions.now],
          numeric: [1, 2],
          rows: changed.map((figure) => [
            `<a href="#figure-${escapeText(figure.id)}">${said(page, figure.title)}</a>`,
            escapeText(shownValue(figure, figure.earlier!)),
            escapeText(countedText(page, figure)),
          ]),
        }),
  ].join('\n');
}

/** Those that are used, in the order of the vocabulary. */
export function shorthandHtml({ content, words: { shorthand } }: PageContext): string {
  const used = marksUsed(content);
  const rows = (Object.keys(MARKS) as Mark[]).filter((mark) => used.has(mark));
  return (
    heading(2, shorthand.title, 'shorthand') +
    leadHtml(shorthand.lead) +
    tableHtml({
      caption: shorthand.title,
      head: [shorthand.mark, shorthand.meaning],
      rows: rows.map((mark) => [shownMarks([mark]), escapeText(shorthand.meanings[mark])]),
    })
  );
}

export function citingHtml(page: PageContext): string {
  const { release, options, words } = page;
  const { citing } = words;
  return (
    heading(2, citing.title, 'citing') +
    paragraph(citationHtml(page)) +
    factsHtml([
      [
        citing.licence,
        options.licence === null
          ? escapeText(citing.noLicence)
          : `<a href="${escapeText(options.licence.path)}">${escapeText(options.licence.title)}</a>`,
      ],
      [citing.contact, options.contact === null ? null : escapeText(options.contact)],
      [citing.dates, datesHtml(page)],
      [citing.check, escapeText(citing.checkText)],
      ['PDF, ODS, XLSX, CSV', escapeText(citing.forms)],
    ]) +
    (release.publishedAt === null ? paragraph(escapeText(words.notPublished)) : '')
  );
}

function citationHtml(page: PageContext): string {
  const { release, options, words } = page;
  const { title, edition, slug } = release;
  const year = (release.publishedAt ?? release.frozenAt ?? release.period.to).slice(0, 4);
  const text = said(page, words.citing.text({ publisher: options.publisher, year, title, edition }));
  const address = options.address === null ? null : `${options.address}/${slug}/editions/${edition}`;
  return address === null
    ? `<cite>${text}</cite>`
    : `<cite>${text}</cite> <a href="${escapeText(address)}">${escapeText(address)}</a>`;
}

export function datesHtml({ release, words }: PageContext): string {
  const on = (text: string) => escapeText(text);
  return [
    release.frozenAt === null ? '' : on(words.frozenOn(dayIn(words.locale, release.frozenAt))),
    release.publishedAt === null ? '' : on(words.publishedOn(dayIn(words.locale, release.publishedAt))),
  ]
    .filter((text) => text !== '')
    .join(' ');
}

function dayIn(locale: string, at: string): string {
  return new Date(at).toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
}
