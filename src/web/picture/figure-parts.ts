import type { FigureView } from '../../flow/index.ts';
import type { NationalFigure } from '../../picture/index.ts';
import { FORCE_SIZES } from '../../returns/index.ts';
import type { Reader } from '../frame/reader.ts';
import {
  amongText,
  changeText,
  count,
  coverageText,
  estimateText,
  intervalText,
  scopeText,
  unitText,
  valueBefore,
  valueText,
} from './figure-view.ts';

type Part = { key: string; lines: string[] };

/** What the page of a figure says of it: its value and parts, its definition, and how it is worked out. */
export function partsOfFigure({ figure }: FigureView, reader: Reader) {
  const { words, say, day } = reader;
  const { page } = words.picture;
  return {
    value: valueText(figure, reader),
    figureMarks: figure.marks,
    unit: figure.unit === 'share' ? '' : unitText(figure, reader),
    period: { from: day(figure.period.from), to: day(figure.period.to) },
    parts: [
      ...countedParts(figure, reader),
      ...coverageParts(figure, reader),
      ...changeParts(figure, reader),
    ],
    definition: say(figure.definition),
    about: [
      { key: page.source, lines: [page.origins[figure.origin]] },
      { key: page.unit, lines: [unitText(figure, reader)] },
      { key: page.version, lines: [page.versionOf(String(figure.version), say(figure.provenance))] },
      { key: page.method, lines: methodOf(figure, reader) },
    ],
  };
}

function countedParts(figure: NationalFigure, reader: Reader): Part[] {
  const { page } = reader.words.picture;
  const { numerator, denominator } = figure.measured;
  return [
    ...(figure.measured.value === null ? [] : [{ key: page.numerator, lines: [count(numerator)] }]),
    ...(denominator === null ? [] : [{ key: page.denominator, lines: [count(denominator)] }]),
    {
      key: page.value,
      lines: [valueText(figure, reader), intervalText(figure, reader)].filter((text) => text !== ''),
    },
  ];
}

function coverageParts(figure: NationalFigure, reader: Reader): Part[] {
  const { coverage, estimate, unit } = figure;
  const { page, figures } = reader.words.picture;
  if (!coverage) return [];
  const missing = coverage.missing.join(', ');
  return [
    { key: `${figures.forces} (${scopeText(figure, reader)})`, lines: [coverageText(figure, reader)] },
    { key: page.missing, lines: [missing || page.nobodyMissing] },
    ...(unit === 'share' || coverage.missing.length === 0
      ? []
      : [{ key: figures.forAll, lines: estimateLines(estimate ? figure : null, reader) }]),
  ];
}

function estimateLines(figure: NationalFigure | null, reader: Reader): string[] {
  const { page } = reader.words.picture;
  if (!figure) return [page.tooFew];
  return [estimateText(figure, reader), ...(figure.estimate!.largestMissing ? [page.largestMissing] : [])];
}

function changeParts(figure: NationalFigure, reader: Reader): Part[] {
  const { change, comparedWith, compared, breaks, before, unit } = figure;
  const { page, figures } = reader.words.picture;
  const { day, say, words } = reader;
  if (!comparedWith || !before) return [{ key: page.change, lines: [page.notCompared] }];
  const period = words.picture.figures.fromTo(day(comparedWith.from), day(comparedWith.to));
  const among =
    amongText(figure, reader) || (change ? figures.fromTo(count(change.before), count(change.after)) : '');
  return [
    { key: page.comparedWith, lines: [period, valueBefore(before, unit, reader)] },
    ...(change ? [{ key: page.change, lines: [changeText(change.words, words), among] }] : []),
    ...(compared ? [{ key: page.spread, lines: spreadLines(compared, reader) }] : []),
    ...(breaks.length > 0 ? [{ key: page.breaks, lines: breaks.map((what) => `[b] ${say(what)}`) }] : []),
  ];
}

function spreadLines(
  { dispersion, isWidened, forces }: NonNullable<NationalFigure['compared']>,
  { words }: Reader,
): string[] {
  const { page } = words.picture;
  const times = dispersion.toFixed(1);
  return [
    forces ? page.spreadOfForces(times) : page.spreadOfParts(times),
    ...(isWidened ? [page.widened] : []),
  ];
}

function methodOf({ origin, unit, estimate, change }: NationalFigure, { words, term }: Reader): string[] {
  const { methods } = words.picture.page;
  const isShare = unit === 'share';
  if (origin === 'returns')
    return [
      isShare ? methods.returnedShare : methods.returned,
      ...(estimate ? [methods.estimated(term(FORCE_SIZES, estimate.size))] : []),
      ...(change ? [methods.change] : []),
    ];
  const counted = unit === 'receipts-a-month' ? methods.average : methods.count;
  return [isShare ? methods.share : counted, ...(change ? [methods.change] : [])];
}
