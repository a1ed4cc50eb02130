import { type Candidate, chooseItems } from './choose-items.ts';
import { type CodedSample, codeSample } from './coded-sample.ts';
import { CLOSE, fitWeights, type Span, WIDEST } from './fit-weights.ts';
import { integerPoints } from './integer-points.ts';
import { type Item, labelOf } from './item.ts';
import type { LearningTable } from './learning-table.ts';
import type { Scorecard } from './scorecard.ts';

/** `signs`: of a column, whether it may only add ('+') or only take away ('-'). */
export type Limits = { maxItems: number; maxPoints: number; signs: Readonly<Record<string, '+' | '-'>> };

/** Sets of items that are made into scorecards, of the many that the search ends with. Chosen. */
const MADE_WHOLE = 25;
/** Scorecards whose loss is within this share of the best one's are shown as its equals. Source: Liu et al. 2022 use 5 to 10 %. */
const NEARLY_EQUAL = 0.01;
const MOST_SHOWN = 10;

/** The best scorecard that is found on these rows, and those nearly as good, best first. */
export function learnOn(table: LearningTable, rows: Uint32Array, limits: Limits): Scorecard[] {
  const sample = codeSample(table, rows);
  const bySize = chooseItems(sample, spansOf(sample, limits), limits.maxItems);
  const made = bySize
    .at(-1)!
    .slice(0, MADE_WHOLE)
    .map((candidate) => makeScorecard(candidate, sample, limits));
  const best = made.reduce((least, one) => (one.cost < least.cost ? one : least));
  return distinct(made.sort((a, b) => a.cost - b.cost).map(({ scorecard }) => scorecard))
    .filter(({ loss }) => loss <= best.scorecard.loss * (1 + NEARLY_EQUAL))
    .slice(0, MOST_SHOWN);
}

/** One scorecard for each size up to the limit and each of these most points: what an inner choice chooses among. */
export function learnEachSize(
  table: LearningTable,
  rows: Uint32Array,
  { limits, pointChoices }: { limits: Limits; pointChoices: readonly number[] },
): { size: number; maxPoints: number; scorecard: Scorecard }[] {
  const sample = codeSample(table, rows);
  const bySize = chooseItems(sample, spansOf(sample, limits), limits.maxItems);
  return bySize.flatMap(([best], i) =>
    pointChoices.map((maxPoints) => ({
      size: i + 1,
      maxPoints,
      scorecard: makeScorecard(best!, sample, { ...limits, maxPoints }).scorecard,
    })),
  );
}

function spansOf({ items }: CodedSample, { signs }: Limits): Span[] {
  return items.map(({ column }): Span => {
    const sign = Object.hasOwn(signs, column) ? signs[column] : undefined;
    return [sign === '+' ? 0 : -WIDEST, sign === '-' ? 0 : WIDEST];
  });
}

/** `cost`: what it was chosen by, which holds weights back where cases are few. */
function makeScorecard(
  candidate: Candidate,
  sample: CodedSample,
  limits: Limits,
): { scorecard: Scorecard; cost: number } {
  const { patterns, fit } = candidate;
  const spans = spansOf(sample, limits);
  const within = patterns.chosen.map((i) => spans[i]!);
  const polished = { patterns, fit: fitWeights(patterns, within, { start: fit, closeEnough: CLOSE.final }) };
  const { points, intercept, slope, loss, cost } = integerPoints(polished, within, limits.maxPoints);
  const scored = patterns.chosen.map((i, place) => describe(sample.items[i]!, points[place]!));
  const scorecard = {
    items: scored.filter((one) => one.points !== 0).sort((a, b) => b.points - a.points),
    intercept,
    slope,
    loss: loss / patterns.cases.reduce((sum, cases) => sum + cases, 0),
  };
  return { scorecard, cost };
}

function describe(item: Item, points: number): Scorecard['items'][number] {
  return { item, label: labelOf(item), points };
}

function distinct(scorecards: readonly Scorecard[]): Scorecard[] {
  const key = ({ items }: Scorecard) => items.map(({ label, points }) => `${label} ${points}`).join('; ');
  return [...new Map(scorecards.map((one) => [key(one), one])).values()];
}
