import type { ForceAnswer } from '../../returns/index.ts';
import {
  type Force,
  forcesOn,
  type Populations,
  type Scope,
  sizesOf,
  withPopulations,
} from '../../returns/index.ts';
import type { Mark } from '../../shared/marks.ts';
import type { Period } from '../../shared/period.ts';
import { scoreInterval } from '../../shared/score-interval.ts';
import { compareReturns, spreadAround } from '../compare/compare-returns.ts';
import type { Measured } from '../figures.ts';
import {
  RETURN_INDICATORS,
  type ReturnIndicator,
  type ReturnIndicatorId,
} from '../indicators/from-returns.ts';
import { estimateMissing } from '../missing/estimate-missing.ts';
import type { FigureCoverage, FigureEstimate, NationalFigure } from '../national-figure.ts';
import { type Break, breaksBetween } from './breaks.ts';
import { describe, isOver } from './figure-from-records.ts';
import { forceValues } from './force-values.ts';

/** Accepted answers for a period, and for the one that it is compared with. */
export type ReturnsAsked = {
  id: ReturnIndicatorId;
  scope: Scope;
  period: Period;
  answers: readonly ForceAnswer[];
  before: { period: Period; answers: readonly ForceAnswer[] };
  /** What was set in the place of populations that are assumed. */
  populations?: Populations;
  computedAt: string;
};

/** A force with what it answered; null where it did not, which is not 0. `whole`: for a share, what it is a share of. */
export type ForceParts = { force: Force; part: number | null; whole: number | null };

/** What each force of the scope answered to what a figure counts. */
export function partsOfForces(
  id: ReturnIndicatorId,
  answers: readonly ForceAnswer[],
  forces: readonly Force[],
): ForceParts[] {
  const indicator: ReturnIndicator = RETURN_INDICATORS[id];
  const parts = forceValues(answers, indicator.counts);
  const wholes = indicator.of && forceValues(answers, indicator.of);
  return forces.map((force) => {
    const [part, whole] = [parts.get(force.key) ?? null, wholes?.get(force.key) ?? null];
    // A part that is larger than its whole was counted in another way.
    const isWhole = !wholes || (part !== null && whole !== null && part <= whole);
    return { force, part: isWhole ? part : null, whole: isWhole ? whole : null };
  });
}

/** A figure of the returns of forces, with who answered, and what all of them would come to. */
export function figureFromReturns(asked: ReturnsAsked): NationalFigure {
  const { id, scope, period, before, computedAt } = asked;
  const definition: ReturnIndicator = RETURN_INDICATORS[id];
  const forces = withPopulations(forcesOn(period.to, scope), asked.populations ?? new Map());
  const now = partsOfForces(id, asked.answers, forces);
  const then = partsOfForces(id, before.answers, forces);
  const measured = addUp(now, definition.of !== undefined);
  // As many as there were then; only what is compared is told of the forces of now.
  const forcesThen = forcesOn(before.period.to, scope);
  const earlier = addUp(partsOfForces(id, before.answers, forcesThen), definition.of !== undefined);
  const coverage = coverageOf(now, scope);
  const estimate = definition.of ? null : estimateOf(now);
  const isCompared = earlier.value !== null;
  const compared = isCompared && !definition.of ? comparisonOf(then, now) : null;
  const breaks = isCompared ? breaksBetween(before.period, period, { id, origin: 'returns', scope }) : [];
  return {
    id,
    origin: 'returns',
    ...describe(definition),
    period,
    measured,
    interval: definition.of ? intervalOfShare(now, measured) : null,
    coverage,
    estimate,
    before: isCompared ? earlier : null,
    comparedWith: isCompared ? before.period : null,
    change: compared?.change ?? null,
    compared: compared?.compared ?? null,
    breaks: breaks.map(({ what }) => what),
    marks: marksOf({ measured, coverage, estimate, breaks, isProvisional: !isOver(period, computedAt) }),
    computedAt,
  };
}

function addUp(parts: readonly ForceParts[], isShare: boolean): Omit<Measured, 'group'> {
  const known = parts.filter(({ part }) => part !== null);
  const numerator = sum(known.map(({ part }) => part!));
  if (!isShare) return { numerator, denominator: null, value: known.length === 0 ? null : numerator };
  const denominator = sum(known.map(({ whole }) => whole!));
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator };
}

/** Wilson's, of as many cases as say as much where forces differ in their share more than counting explains. */
function intervalOfShare(
  parts: readonly ForceParts[],
  { value, denominator }: Omit<Measured, 'group'>,
): NationalFigure['interval'] {
  if (value === null) return null;
  const { dispersion, isWidened } = spreadAround(
    value,
    parts.flatMap(({ part, whole }) => (whole ? [{ part: part!, whole }] : [])),
  );
  return scoreInterval(value, denominator! / (isWidened ? dispersion : 1));
}

function coverageOf(parts: readonly ForceParts[], scope: Scope): FigureCoverage {
  const known = parts.filter(({ part }) => part !== null);
  return {
    scope,
    answered: known.length,
    of: parts.length,
    shareOfPopulation: peopleOf(known) / peopleOf(parts),
    missing: parts.filter(({ part }) => part === null).map(({ force }) => force.name),
  };
}

/** Null where every force answered, or too few; and where all who did counted 0, which says nothing of how the others differ. */
function estimateOf(parts: readonly ForceParts[]): FigureEstimate | null {
  if (parts.every(({ part }) => part !== null) || !parts.some(({ part }) => part)) return null;
  const sizes = sizesOf(parts.map(({ force }) => force));
  const found = estimateMissing(
    parts.map(({ force, part }, i) => ({ force: force.key, value: part, sizes: sizes[i]! })),
  );
  if (!found) return null;
  const { total: value, low, high, size, largestMissing } = found;
  return { value, low, high, size, largestMissing };
}

function comparisonOf(then: readonly ForceParts[], now: readonly ForceParts[]) {
  const { change, dispersion, isWidened, forces, shareOfSize } = compareReturns(
    now.map(({ force, part }, i) => ({
      force: force.key,
      before: then[i]!.part,
      after: part,
      size: force.population,
    })),
  );
  if (forces.both === 0) return null;
  const among = { both: forces.both, of: forces.of, shareOfPopulation: shareOfSize ?? 0 };
  return { change, compared: { dispersion, isWidened, forces: among } };
}

/** Where fewer people than this live in the areas that answered, a figure says little of the country. Chosen: half. */
const LEAST_SHARE = 0.5;

type Marked = {
  measured: Omit<Measured, 'group'>;
  coverage: FigureCoverage;
  estimate: FigureEstimate | null;
  breaks: readonly Break[];
  isProvisional: boolean;
};

function marksOf({ measured, coverage, estimate, breaks, isProvisional }: Marked): Mark[] {
  if (measured.value === null) return ['x'];
  const isUnreliable = coverage.shareOfPopulation < LEAST_SHARE || estimate?.largestMissing === true;
  const marks: (Mark | false)[] = [
    breaks.length > 0 && 'b',
    estimate !== null && 'e',
    isProvisional && 'p',
    isUnreliable && 'u',
  ];
  return marks.filter((mark) => mark !== false);
}

function peopleOf(parts: readonly ForceParts[]): number {
  return sum(parts.map(({ force }) => force.population));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
