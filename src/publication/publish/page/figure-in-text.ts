import { escapeText } from '../../../shared/chart/chart-parts.ts';
import type { ReleasedFigure } from '../../releases/release.ts';
import type { Aspect } from '../../releases/section-text.ts';
import { countedMarks } from '../marks-used.ts';
import { hasPercent, isWithheld, shownNumber, shownShare, shownValue } from '../shown-values.ts';
import { isFirst, marksHtml, type PageContext } from './page-context.ts';

/** A figure in a sentence: it leads to how it was made, and carries its marks. */
export function figureInText(page: PageContext, id: string, aspect: Aspect): string {
  const figure = page.content.figures.find((one) => one.id === id);
  if (!figure) return escapeText(page.words.figure.noValue);
  const marks =
    aspect === 'value' || isEstimated(figure, aspect) ? marksHtml(page, marksBeside(figure, aspect)) : '';
  const isValue = aspect === 'value' ? ' class="figure"' : '';
  const anchor = isFirst(page, saidAnchor(id)) ? ` id="${escapeText(saidAnchor(id))}"` : '';
  return `<a${isValue}${anchor} href="#figure-${escapeText(id)}">${escapeText(aspectText(page, figure, aspect))}</a>${marks}`;
}

/** Where the text names a figure first: its definition leads back there. */
export function saidAnchor(id: string): string {
  return `said-${id}`;
}

function isEstimated({ interval, estimate }: ReleasedFigure, aspect: Aspect): boolean {
  return aspect === 'estimate' || (aspect === 'interval' && interval === null && estimate !== null);
}

function marksBeside(figure: ReleasedFigure, aspect: Aspect) {
  const marks = countedMarks(figure);
  return isEstimated(figure, aspect) && figure.estimate ? [...new Set([...marks, 'e' as const])] : marks;
}

function aspectText(page: PageContext, figure: ReleasedFigure, aspect: Aspect): string {
  switch (aspect) {
    case 'value':
      return countedText(page, figure);
    case 'before':
      return valueText(page, figure, figure.before?.value ?? null);
    case 'change':
      return changeText(page, figure);
    case 'coverage':
      return coverageText(page, figure);
    case 'estimate':
      return estimateText(page, figure);
    case 'interval':
      return limitsText(page, figure);
  }
}

/** As it was counted, or that it was left out. */
export function countedText(page: PageContext, figure: ReleasedFigure): string {
  return isWithheld(figure) ? page.words.tables.leftOut : valueText(page, figure, figure.measured.value);
}

export function valueText({ words }: PageContext, figure: ReleasedFigure, value: number | null): string {
  return value === null ? words.figure.noValue : shownValue(figure, value);
}

export function changeText({ words }: PageContext, { change }: ReleasedFigure): string {
  if (!change) return words.figure.noChange;
  const said = change.words;
  if (hasPercent(said)) return words.change[said.say](said);
  if (said.say === 'no-clear-change') return words.change['no-clear-change'];
  return words.change['counts-only'](shownNumber(change.before), shownNumber(change.after));
}

export function coverageText({ words }: PageContext, { coverage }: ReleasedFigure): string {
  if (!coverage) return words.figure.noCoverage;
  return words.figure.coverage(coverage.answered, coverage.of, shownShare(coverage.shareOfPopulation));
}

/** The adjusted figure is never said without the one that was counted. */
function estimateText(page: PageContext, figure: ReleasedFigure): string {
  if (isWithheld(figure)) return countedText(page, figure);
  const counted = page.words.figure.counted(countedText(page, figure));
  if (!figure.estimate) return counted;
  const { value, low, high } = figure.estimate;
  const [one, from, to] = [value, low, high].map((each) => shownValue(figure, each)) as [
    string,
    string,
    string,
  ];
  return `${page.words.figure.estimated(one, from, to)}; ${counted}`;
}

/** Those of an estimate neither. */
function limitsText(page: PageContext, figure: ReleasedFigure): string {
  const limits = intervalText(page, figure);
  if (figure.interval || !figure.estimate) return limits;
  return `${limits}; ${page.words.figure.counted(countedText(page, figure))}`;
}

export function intervalText({ words }: PageContext, figure: ReleasedFigure): string {
  const limits =
    figure.interval ?? (figure.estimate ? ([figure.estimate.low, figure.estimate.high] as const) : null);
  if (!limits) return words.figure.noValue;
  return words.figure.interval(shownValue(figure, limits[0]), shownValue(figure, limits[1]));
}
