import { escapeText } from '../../../shared/chart/chart-parts.ts';
import type { ReleasedFigure } from '../../releases/release.ts';
import type { Aspect } from '../../releases/section-text.ts';
import { countedMarks } from '../marks-used.ts';
import { hasPercent, shownNumber, shownShare, shownValue } from '../shown-values.ts';
import { marksHtml, type PageContext } from './page-context.ts';

/** A figure in a sentence: it leads to how it was made, and carries its marks. */
export function figureInText(page: PageContext, id: string, aspect: Aspect): string {
  const figure = page.content.figures.find((one) => one.id === id);
  if (!figure) return escapeText(page.words.figure.noValue);
  const marks =
    aspect === 'value' || aspect === 'estimate' ? marksHtml(page, marksBeside(figure, aspect)) : '';
  const isValue = aspect === 'value' ? ' class="figure"' : '';
  return `<a${isValue} href="#figure-${escapeText(id)}">${escapeText(aspectText(page, figure, aspect))}</a>${marks}`;
}

function marksBeside(figure: ReleasedFigure, aspect: Aspect) {
  const marks = countedMarks(figure);
  return aspect === 'estimate' ? [...new Set([...marks, 'e' as const])] : marks;
}

function aspectText(page: PageContext, figure: ReleasedFigure, aspect: Aspect): string {
  switch (aspect) {
    case 'value':
      return valueText(page, figure, figure.measured.value);
    case 'before':
      return valueText(page, figure, figure.before?.value ?? null);
    case 'change':
      return changeText(page, figure);
    case 'coverage':
      return coverageText(page, figure);
    case 'estimate':
      return estimateText(page, figure);
    case 'interval':
      return intervalText(page, figure);
  }
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
  const counted = page.words.figure.counted(valueText(page, figure, figure.measured.value));
  if (!figure.estimate) return counted;
  const { value, low, high } = figure.estimate;
  const [one, from, to] = [value, low, high].map((each) => shownValue(figure, each)) as [
    string,
    string,
    string,
  ];
  return `${page.words.figure.estimated(one, from, to)}; ${counted}`;
}

export function intervalText({ words }: PageContext, figure: ReleasedFigure): string {
  const limits =
    figure.interval ?? (figure.estimate ? ([figure.estimate.low, figure.estimate.high] as const) : null);
  if (!limits) return words.figure.noValue;
  return words.figure.interval(shownValue(figure, limits[0]), shownValue(figure, limits[1]));
}
