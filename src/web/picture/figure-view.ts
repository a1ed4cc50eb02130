import { aYearBefore, nameOfPeriod } from '../../flow/index.ts';
import type { ChangeWords, NationalFigure } from '../../picture/index.ts';
import { SCOPES } from '../../returns/index.ts';
import type { Reader } from '../frame/reader.ts';
import type { Words } from '../words.ts';

// A figure in words and digits, whichever page it stands on. The count without any estimate always stands beside one.

/** The page of a figure: its definition, method, coverage and course. */
export function figureHref({
  id,
  period,
  coverage,
}: Pick<NationalFigure, 'id' | 'period' | 'coverage'>): string {
  const scope = coverage && coverage.scope !== 'england-and-wales' ? `&scope=${coverage.scope}` : '';
  return `/picture/figures/${id}?period=${nameOfPeriod(period)}${scope}`;
}

/** A row of a table of figures. */
export function figureRow(figure: NationalFigure, reader: Reader) {
  return {
    href: figureHref(figure),
    title: reader.say(figure.title),
    value: valueText(figure, reader),
    marks: figure.marks,
    interval: intervalText(figure, reader),
    coverage: coverageText(figure, reader),
    estimate: estimateText(figure, reader),
    before: beforeText(figure, reader),
    comparedWith: otherPeriodText(figure, reader),
    change: figure.change ? changeText(figure.change.words, reader.words) : '',
    among: amongText(figure, reader),
    breaks: figure.breaks.map((what) => reader.say(what)),
  };
}

export function shareText(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Estimates are read in three digits: more would promise what they do not hold. Chosen. */
const DIGITS = 3;

function roughly(value: number): string {
  return value < 10 ** DIGITS ? count(Math.round(value)) : count(Number(value.toPrecision(DIGITS)));
}

/** "2,120", "69.0 % (790 of 1,145)"; in words where nothing is known. */
export function valueText(
  {
    measured,
    unit,
    marks,
  }: Pick<NationalFigure, 'measured' | 'unit'> & Partial<Pick<NationalFigure, 'marks'>>,
  { words }: Reader,
): string {
  const { numerator, denominator, value } = measured;
  if (value === null) return marks?.includes('c') ? words.picture.figures.leftOut : words.picture.notKnown;
  if (unit !== 'share') return count(Math.round(value));
  return `${shareText(value)} (${words.picture.outOf(count(numerator), count(denominator ?? 0))})`;
}

export function intervalText({ interval }: NationalFigure, { words }: Reader): string {
  return interval ? words.picture.figures.interval(shareText(interval[0]), shareText(interval[1])) : '';
}

/** "25 of 43, 61.0 % of the population" */
export function coverageText({ coverage }: NationalFigure, { words }: Reader): string {
  if (!coverage) return words.picture.figures.ownRecords;
  const { answered, of, shareOfPopulation } = coverage;
  return words.picture.figures.answered(count(answered), count(of), shareText(shareOfPopulation));
}

export function estimateText({ estimate }: NationalFigure, { words }: Reader): string {
  if (!estimate) return '';
  return words.picture.figures.estimate(
    roughly(estimate.value),
    roughly(estimate.low),
    roughly(estimate.high),
  );
}

/** What is known of before and is not there was left out. */
export function valueBefore(before: NationalFigure['measured'], unit: string, reader: Reader): string {
  const isLeftOut = before.value === null && (unit !== 'share' || (before.denominator ?? 0) > 0);
  return valueText({ measured: before, unit, marks: isLeftOut ? ['c'] : [] }, reader);
}

function beforeText(figure: NationalFigure, reader: Reader): string {
  const { before, unit } = figure;
  return before ? valueBefore(before, unit, reader) : reader.words.picture.notCovered;
}

/** The period that a figure is compared with, where it is not that of a year before. */
function otherPeriodText({ period, comparedWith }: NationalFigure, { words, day }: Reader): string {
  if (!comparedWith || comparedWith.to === aYearBefore(period).to) return '';
  return words.picture.figures.fromTo(day(comparedWith.from), day(comparedWith.to));
}

/** Among which forces, and from what to what: their counts are not those of all that answered. */
export function amongText({ change, compared }: NationalFigure, { words }: Reader): string {
  if (!change || !compared?.forces) return '';
  const { both, of, shareOfPopulation } = compared.forces;
  const among = words.picture.figures.among(count(both), count(of), shareText(shareOfPopulation));
  return `${words.picture.figures.fromTo(count(change.before), count(change.after))}; ${among}`;
}

export function scopeText(figure: NationalFigure, { term }: Reader): string {
  return figure.coverage ? term(SCOPES, figure.coverage.scope) : '';
}

/** What may be said of a change, with its interval where a percentage is allowed. */
export function changeText(said: ChangeWords, words: Words): string {
  const text = words.picture.says[said.say];
  if (!('percent' in said)) return text;
  return `${text}: ${words.picture.percent(said.percent, said.lowPercent, said.highPercent)}`;
}

export function count(value: number): string {
  return value.toLocaleString('en-GB');
}

export function unitText({ unit }: Pick<NationalFigure, 'unit'>, { words }: Reader): string {
  const units: Readonly<Record<string, string>> = words.picture.figures.units;
  return units[unit] ?? unit;
}
