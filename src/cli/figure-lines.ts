import type { FigureView } from '../flow/index.ts';
import type { NationalFigure } from '../picture/index.ts';
import { SCOPES } from '../returns/index.ts';
import { percent, whole } from './shown-figures.ts';
import { tableLines } from './table.ts';

/** "2,120 [e]", "69.0 % (790 of 1,145)", "[x]" */
export function countedOf({ measured, unit, marks }: NationalFigure): string {
  const { numerator, denominator, value } = measured;
  const shown =
    value === null
      ? []
      : [
          unit === 'share'
            ? `${percent(value)} (${whole(numerator)} of ${whole(denominator!)})`
            : whole(value),
        ];
  return [...shown, ...marks.map((mark) => `[${mark}]`)].join(' ') || 'not known';
}

/** "25 of 43, 61.0 %" */
export function coverageOf({ coverage }: NationalFigure): string {
  return coverage ? `${coverage.answered} of ${coverage.of}, ${percent(coverage.shareOfPopulation)}` : '';
}

/** "3,640 (2,980 to 4,300)" */
export function estimateOf({ estimate }: NationalFigure): string {
  if (!estimate) return '';
  const { value, low, high, largestMissing } = estimate;
  return `${whole(value)} (${whole(low)} to ${whole(high)})${largestMissing ? ', largest missing' : ''}`;
}

const SAYS = {
  'counts-only': 'too few for a percentage',
  'no-clear-change': 'no clear change',
  'at-least-doubled': 'at least doubled',
  'about-doubled': 'about doubled',
  up: 'up',
  down: 'down',
} as const;

/** "up 70 % (57 to 84 %), 31 of 43 forces [b]"; what may be said of it, and no more. */
export function changeOf({ change, compared, breaks }: NationalFigure): string {
  if (!change) return '';
  const { words } = change;
  const size =
    'percent' in words ? ` ${words.percent} % (${words.lowPercent} to ${words.highPercent} %)` : '';
  const among = compared?.forces ? `, ${compared.forces.both} of ${compared.forces.of} forces` : '';
  return `${SAYS[words.say]}${size}${among}${breaks.length > 0 ? ' [b]' : ''}`;
}

/** One figure: its definition, its parts, its course, and of returns what each force answered. */
export function figureLines({ figure, months, years, forces }: FigureView): string[] {
  return [
    `${figure.title} (${figure.id}, version ${figure.version}), ${figure.period.from} to ${figure.period.to}`,
    figure.definition,
    figure.provenance,
    '',
    ...tableLines(['part', 'value'], partsOf(figure)),
    ...figure.breaks.map((what) => `[b] ${what}`),
    ...missingLines(figure),
    ...(years.length > 0
      ? ['', ...tableLines(['year', 'counted', 'forces', 'for all forces'], years.map(yearOf))]
      : []),
    ...(months.length > 0
      ? [
          '',
          ...tableLines(
            ['month', 'counted'],
            months.map((one) => [one.group.slice(0, 7), shownOf(one, figure.unit)]),
          ),
        ]
      : []),
    ...(forces
      ? [
          '',
          ...tableLines(
            ['force', 'answer', 'year before'],
            forces.map(({ force, part, before }) => [force.name, orNone(part), orNone(before.part)]),
          ),
        ]
      : []),
    '',
    `Computed ${figure.computedAt}`,
  ];
}

function partsOf(figure: NationalFigure): string[][] {
  const { coverage, interval } = figure;
  return [
    ['counted', countedOf(figure)],
    ...(interval ? [['95 % interval', interval.map(percent).join(' to ')]] : []),
    ...(coverage ? [[`forces of ${SCOPES[coverage.scope].label}`, `${coverageOf(figure)} of people`]] : []),
    ...(figure.estimate ? [['for all forces', estimateOf(figure)]] : []),
    ...(figure.change ? [['change', changeOf(figure)]] : []),
  ];
}

function missingLines({ coverage }: NationalFigure): string[] {
  if (!coverage || coverage.missing.length === 0) return [];
  return [`Did not answer: ${coverage.missing.join(', ')}`];
}

function yearOf(figure: NationalFigure): string[] {
  return [figure.period.from.slice(0, 4), countedOf(figure), coverageOf(figure), estimateOf(figure)];
}

/** [c]: left out. */
function shownOf({ value, denominator }: FigureView['months'][number], unit: string): string {
  if (value === null) return denominator === 0 ? '[x]' : '[c]';
  return unit === 'share' ? percent(value) : whole(value);
}

function orNone(value: number | null): string {
  return value === null ? '[x]' : whole(value);
}
