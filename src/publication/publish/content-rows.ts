import type { Alert, HiddenReport } from '../../picture/index.ts';
import type { Mark } from '../../shared/marks.ts';
import type { Claim } from '../claims/claim.ts';
import type { OutsideSeries } from '../outside/outside-series.ts';
import type { ReleasedFigure, ReleasedForecast } from '../releases/release.ts';
import { countedMarks } from './marks-used.ts';
import { english } from './page/words-english.ts';
import { type Cell, CONFIDENTIAL, DOES_NOT_APPLY, NONE, NOT_AVAILABLE } from './sheet.ts';
import { isWithheld, shownMarks, storedNumber } from './shown-values.ts';

// What is frozen, as rows under the columns of columns.ts, in their order. No cell is empty.

export function shorthandCell(marks: readonly Mark[]): string {
  return shownMarks(marks) || NONE;
}

/** A number, or why there is none. */
export function numberCell(value: number | null | undefined, otherwise: string = NOT_AVAILABLE): Cell {
  return value === null || value === undefined ? otherwise : storedNumber(value);
}

/** On one line, in characters that every format of tables can say. */
export function textCell(text: string | null, otherwise: string = NOT_AVAILABLE): string {
  const plain = (text ?? '').replace(/[\p{Cs}\uFFFE\uFFFF]/gu, '');
  return plain.replace(/[\s\p{Cc}]+/gu, ' ').trim() || otherwise;
}

/** Texts of people in one cell: a sentence that is ended already takes no further sign. */
function joinedTexts(texts: readonly string[]): string {
  const said = texts.map((text) => textCell(text, '')).filter((text) => text !== '');
  return said.map((text, i) => (i === said.length - 1 || /[.?!]$/.test(text) ? text : `${text};`)).join(' ');
}

export function figureRow(figure: ReleasedFigure): Cell[] {
  const { measured, interval, period } = figure;
  return [
    figure.id,
    textCell(figure.title),
    numberCell(measured.value, isWithheld(figure) ? CONFIDENTIAL : NOT_AVAILABLE),
    shorthandCell(countedMarks(figure)),
    textCell(figure.unit),
    figure.group,
    numeratorCell(figure),
    numberCell(measured.denominator, DOES_NOT_APPLY),
    ...[interval?.[0], interval?.[1]].map((limit) => numberCell(limit, DOES_NOT_APPLY)),
    ...coverageCells(figure),
    ...estimateCells(figure),
    ...changeCells(figure),
    numberCell(figure.earlier, DOES_NOT_APPLY),
    textCell(joinedTexts(figure.breaks), NONE),
    period.from,
    period.to,
    textCell(figure.definition),
    figure.version,
    figure.origin,
    textCell(figure.provenance),
    figure.computedAt,
  ];
}

/** Nothing that was counted is no nought. */
function numeratorCell(figure: ReleasedFigure): Cell {
  const { value, numerator, denominator } = figure.measured;
  if (isWithheld(figure)) return CONFIDENTIAL;
  return value === null && denominator === null ? NOT_AVAILABLE : numberCell(numerator);
}

function coverageCells({ coverage }: ReleasedFigure): Cell[] {
  if (!coverage) return Array.from({ length: 5 }, () => DOES_NOT_APPLY);
  const { scope, answered, of, shareOfPopulation, missing } = coverage;
  return [scope, answered, of, storedNumber(shareOfPopulation), textCell(missing.join('; '), NONE)];
}

function estimateCells({ estimate }: ReleasedFigure): Cell[] {
  const numbers = [estimate?.value, estimate?.low, estimate?.high];
  return [
    ...numbers.map((value) => numberCell(value, DOES_NOT_APPLY)),
    textCell(estimate?.size ?? null, DOES_NOT_APPLY),
    estimate ? (estimate.largestMissing ? 'yes' : 'no') : DOES_NOT_APPLY,
  ];
}

function changeCells({ before, change, compared, comparedWith }: ReleasedFigure): Cell[] {
  return [
    textCell(comparedWith?.from ?? null),
    textCell(comparedWith?.to ?? null),
    numberCell(before?.value),
    ...[change?.ratio, change?.low, change?.high].map((value) => numberCell(value)),
    change?.words.say ?? NOT_AVAILABLE,
    numberCell(compared?.forces?.both, DOES_NOT_APPLY),
    numberCell(compared?.dispersion),
  ];
}

export function seriesRows({ id, title, publisher, unit, points }: OutsideSeries): Cell[][] {
  return points.map(({ period, value, low, high, marks }) => [
    id,
    textCell(title),
    textCell(publisher),
    period,
    numberCell(value),
    shorthandCell(marks),
    numberCell(low),
    numberCell(high),
    textCell(unit),
  ]);
}

export function sourceRow(series: OutsideSeries): Cell[] {
  const { id, title, publisher, about, definition, source, retrievedOn, licence, breaks } = series;
  return [
    id,
    ...[title, publisher, about, definition, source, retrievedOn, licence].map((text) => textCell(text)),
    textCell(joinedTexts(breaks.map(({ from, what }) => `${from}: ${what}`)), NONE),
  ];
}

export function claimRow(claim: Claim): Cell[] {
  return [
    claim.id,
    textCell(claim.statement),
    numberCell(claim.value),
    ...[
      claim.unit,
      claim.saidBy,
      claim.saidOn,
      claim.document,
      claim.period,
      claim.method,
      claim.coverage,
    ].map((text) => textCell(text)),
    numberCell(claim.shareNotRecorded),
    textCell(joinedTexts(claim.caveats), NONE),
  ];
}

export function alertRow(alert: Alert): Cell[] {
  const subject = Object.entries(alert.of)
    .map(([by, group]) => `${by}: ${group}`)
    .join('; ');
  return [
    alert.id,
    textCell(subject),
    alert.method,
    textCell(alert.periodName),
    alert.count,
    numberCell(alert.expected, DOES_NOT_APPLY),
    numberCell(alert.upper, DOES_NOT_APPLY),
    textCell(alert.says),
    alert.state,
    textCell(alert.note, NONE),
  ];
}

export function forecastRow({ id, title, forecast, backtest }: ReleasedForecast): Cell[] {
  const isLearned = backtest.learned !== null;
  return [
    id,
    textCell(title),
    storedNumber(forecast.total),
    shorthandCell(['f']),
    storedNumber(forecast.known),
    numberCell(forecast.low),
    numberCell(forecast.high),
    numberCell(backtest.learned ?? backtest.textbook),
    isLearned ? backtest.learnedFrom : backtest.tried,
  ];
}

export function forecastPeriodRows({ id, forecast }: ReleasedForecast): Cell[][] {
  return forecast.periods.map(({ start, expected }) => [
    id,
    start,
    storedNumber(expected),
    shorthandCell(['f']),
  ]);
}

/** What was counted, when, on which lists, and what has to be true: the answers mean nothing without it. */
export function hiddenNotes({ unit, period, lists, collapsed, result }: HiddenReport): string[] {
  const { hidden, methods } = english;
  const pairs = result.stepwise?.pairs ?? [];
  return [
    `${hidden.unit}: ${unit}`,
    `${hidden.period}: ${period.from} ${methods.to} ${period.to}`,
    `${hidden.lists}: ${lists.join(', ')}`,
    ...collapsed.map((one) => `${hidden.collapsed}: ${one.lists.join(' + ')}: ${one.because}`),
    `${hidden.pairs}: ${pairs.length === 0 ? hidden.noPairs : pairs.join(', ')}`,
    ...hidden.assumptions.map((one, i) => `${hidden.assumed} (${i + 1}): ${one}`),
  ].map((note) => textCell(note));
}

/** All answers together: none of them is written without the others. */
export function hiddenRows({ result }: HiddenReport): Cell[][] {
  const { stepwise, spread, averaged, known } = result;
  const row = (
    id: string,
    way: string,
    total: number | null | undefined,
    limits: readonly (number | null | undefined)[],
  ) => [id, way, numberCell(total), shorthandCell(['e']), ...limits.map((limit) => numberCell(limit)), known];
  const bca = stepwise?.bca ?? null;
  return [
    row('stepwise', 'One model, built step by step', stepwise?.total, [stepwise?.low, stepwise?.high]),
    row(
      'stepwise-bca',
      `The same model, range from ${bca?.resamples ?? 0} repeated draws`,
      bca ? stepwise?.total : null,
      [bca?.low, bca?.high],
    ),
    row('all-models', `All ${spread?.models ?? 0} models that fit nearly as well`, null, [
      spread?.least,
      spread?.most,
    ]),
    row('averaged', 'Average over many models', averaged.median, [averaged.low, averaged.high]),
  ];
}
