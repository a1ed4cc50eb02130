import type { Mark } from '../../shared/marks.ts';
import type { Period } from '../../shared/period.ts';
import { scoreInterval } from '../../shared/score-interval.ts';
import { compareReturns } from '../compare/compare-returns.ts';
import type { Coverage, Measured } from '../figures.ts';
import { CATALOGUE } from '../indicators/catalogue.ts';
import type { Definition } from '../indicators/indicator.ts';
import type { NationalFigure } from '../national-figure.ts';
import { breaksBetween } from './breaks.ts';

type Parts = Omit<Measured, 'group'>;

/** `parts`: the same figure week by week or month by month, in order; what a change is judged by. `before`: null where it is not covered. */
export type RecordsMeasured = {
  period: Period;
  measured: Parts;
  parts: readonly number[];
  before: { period: Period; measured: Parts; parts: readonly number[] } | null;
};

export type RecordsAsked = {
  id: keyof typeof CATALOGUE.records;
  covered: Coverage | null;
  computedAt: string;
};

/** A figure of the bureau's own records. */
export function figureFromRecords(
  { id, covered, computedAt }: RecordsAsked,
  { period, measured, parts, before }: RecordsMeasured,
): NationalFigure {
  const definition: Definition = CATALOGUE.records[id];
  const isKnown = covered !== null && period.from <= covered.to && period.to >= covered.from;
  const isShare = definition.unit === 'share';
  const breaks = before ? breaksBetween(before.period, period, { id, origin: 'records' }) : [];
  const compared =
    before && !isShare && canBeCompared(definition, parts) ? comparedByPart(before.parts, parts) : null;
  return {
    id,
    origin: 'records',
    ...describe(definition),
    period,
    measured: isKnown ? measured : { ...measured, value: null },
    interval:
      isShare && measured.value !== null ? scoreInterval(measured.value, measured.denominator!) : null,
    coverage: null,
    estimate: null,
    before: before?.measured ?? null,
    comparedWith: before?.period ?? null,
    change: compared?.change ?? null,
    compared: compared && { ...compared, forces: null },
    breaks: breaks.map(({ what }) => what),
    marks: marksOf({
      isKnown: isKnown && measured.value !== null,
      isOver: isOver(period, computedAt),
      isBroken: breaks.length > 0,
    }),
    computedAt,
  };
}

/** What a figure takes over from its definition. */
export function describe({ title, definition, unit, group, version, provenance }: Definition) {
  return { title, definition, unit, group, version, provenance };
}

/** Several of these come with one report, so that they vary by more than counting explains. */
const COME_TOGETHER: readonly Definition['unit'][] = ['files', 'children'];

/** How far what comes together varies is known of several parts only. */
function canBeCompared({ unit }: Definition, parts: readonly number[]): boolean {
  return parts.length > 1 || !COME_TOGETHER.includes(unit);
}

/** Weeks or months that rise and fall more than counting explains widen the limits of the whole's change. */
function comparedByPart(before: readonly number[], after: readonly number[]) {
  const { change, dispersion, isWidened } = compareReturns(
    after.map((count, i) => ({ force: `${i}`, before: before[i] ?? 0, after: count, size: null })),
  );
  return { change, dispersion, isWidened };
}

export function isOver(period: Period, computedAt: string): boolean {
  return period.to < computedAt.slice(0, 10);
}

function marksOf(of: { isKnown: boolean; isOver: boolean; isBroken: boolean }): Mark[] {
  if (!of.isKnown) return ['x'];
  return [...(of.isBroken ? (['b'] as const) : []), ...(of.isOver ? [] : (['p'] as const))];
}
