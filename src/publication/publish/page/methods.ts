import { EVERY_FORCE } from '../../../returns/index.ts';
import { escapeText } from '../../../shared/chart/chart-parts.ts';
import type { ReleasedFigure } from '../../releases/release.ts';
import { countedMarks } from '../marks-used.ts';
import { isWithheld, shownNumber, shownValue } from '../shown-values.ts';
import { changeText, countedText, coverageText, saidAnchor, valueText } from './figure-in-text.ts';
import { factsHtml, heading, listHtml, paragraph } from './html.ts';
import { day, marksHtml, type PageContext, said } from './page-context.ts';

/** Where every number of the page leads to: what it counts, and how it was made. */
export function methodsHtml(page: PageContext): string {
  const { methods } = page.words;
  return [
    heading(2, methods.title, 'methods'),
    paragraph(escapeText(methods.lead)),
    ...page.content.figures.map((figure) => figureHtml(page, figure)),
  ].join('\n');
}

function figureHtml(page: PageContext, figure: ReleasedFigure): string {
  const { methods } = page.words;
  return `<section class="method"><h3 id="figure-${escapeText(figure.id)}">${said(page, figure.title)}</h3>${factsHtml(
    [
      [methods.value, valueHtml(page, figure)],
      [methods.earlier, figure.earlier === null ? null : escapeText(shownValue(figure, figure.earlier))],
      [methods.definition, said(page, figure.definition)],
      [methods.parts, partsText(page, figure)],
      [methods.interval, exactInterval(page, figure)],
      ...countedRows(page, figure),
      ...changeRows(page, figure),
      [
        methods.breaks,
        figure.breaks.length === 0 ? null : listHtml(figure.breaks.map((one) => said(page, one))),
      ],
      [methods.unit, said(page, figure.unit.replaceAll('-', ' '))],
      [methods.period, `${day(page, figure.period.from)} ${methods.to} ${day(page, figure.period.to)}`],
      [methods.made, escapeText(methods.origin[figure.origin])],
      [methods.version, String(figure.version)],
      [methods.provenance, said(page, figure.provenance)],
      [methods.computed, day(page, figure.computedAt)],
    ],
  )}${backHtml(page, figure)}</section>`;
}

/** To where the text names it first, if it does. */
function backHtml({ shown, words }: PageContext, { id, title }: ReleasedFigure): string {
  const anchor = saidAnchor(id);
  if (!shown.has(anchor)) return '';
  const label = escapeText(`${words.methods.back}: ${title}`);
  return paragraph(
    `<a href="#${escapeText(anchor)}" aria-label="${label}">${escapeText(words.methods.back)}</a>`,
    'small',
  );
}

function valueHtml(page: PageContext, figure: ReleasedFigure): string {
  return `<strong>${escapeText(countedText(page, figure))}</strong>${marksHtml(page, countedMarks(figure))}`;
}

function partsText({ words }: PageContext, figure: ReleasedFigure): string | null {
  const { measured } = figure;
  if (measured.denominator === null || isWithheld(figure)) return null;
  return escapeText(words.methods.share(shownNumber(measured.numerator), shownNumber(measured.denominator)));
}

function exactInterval({ words }: PageContext, figure: ReleasedFigure): string | null {
  if (!figure.interval) return null;
  const [low, high] = figure.interval;
  const text = words.figure.interval(shownValue(figure, low), shownValue(figure, high));
  return escapeText(`${text}. ${words.methods.exact}`);
}

type FactRow = readonly [string, string | null];

function countedRows(page: PageContext, figure: ReleasedFigure): FactRow[] {
  const { methods } = page.words;
  const missing = figure.coverage?.missing ?? [];
  return [
    [methods.coverage, escapeText(coverageText(page, figure))],
    [methods.missing, missing.length === 0 ? null : said(page, missing.map(nameOfForce).join(', '))],
    ...adjustedRows(page, figure),
  ];
}

function nameOfForce(key: string): string {
  return EVERY_FORCE.find((force) => force.key === key)?.name ?? key;
}

/** The unadjusted figure always beside the adjusted one. */
function adjustedRows(page: PageContext, figure: ReleasedFigure): FactRow[] {
  const { words } = page;
  if (!figure.estimate) return [];
  const { value, low, high, size, largestMissing } = figure.estimate;
  const shown = (one: number) => shownValue(figure, one);
  const adjusted = words.figure.estimated(shown(value), shown(low), shown(high));
  const flag = largestMissing ? ` <strong>${escapeText(words.methods.largestMissing)}</strong>` : '';
  return [
    [words.methods.unadjusted, escapeText(valueText(page, figure, figure.measured.value))],
    [
      words.methods.adjusted,
      `${escapeText(adjusted)}${marksHtml(page, ['e'])}. ${said(page, words.methods.adjustedHow(size))}${flag}`,
    ],
  ];
}

function changeRows(page: PageContext, figure: ReleasedFigure): FactRow[] {
  const { methods } = page.words;
  const { before, change, comparedWith } = figure;
  if (!before && !change) return [];
  return [
    [
      methods.comparedWith,
      comparedWith && `${day(page, comparedWith.from)} ${methods.to} ${day(page, comparedWith.to)}`,
    ],
    [methods.before, before && escapeText(valueText(page, figure, before.value))],
    [methods.change, change && escapeText(`${changeText(page, figure)}. ${howCompared(page, figure)}`)],
  ];
}

function howCompared({ words: { methods } }: PageContext, { change, compared }: ReleasedFigure): string {
  const forces = compared?.forces ? methods.bothForces(compared.forces.both, compared.forces.of) : '';
  const range = change?.low === null ? '' : methods.changeHow;
  return [forces, range, compared?.isWidened ? methods.widened : ''].filter((text) => text !== '').join(' ');
}
