import type { CsvRow } from '../../shared/csv-table.ts';
import { type Candidate, chooseItems } from './choose-items.ts';
import { type Span, WIDEST } from './fit-weights.ts';
import { integerPoints } from './integer-points.ts';
import { holds, type Item, itemsOf, labelOf } from './item.ts';
import type { Scorecard } from './scorecard.ts';

/** A case to learn from: its outcome is known. */
export type LearnedRow = CsvRow & { outcome: boolean };

/** `signs`: of a column, whether it may only add ('+') or only take away ('-'). */
export type Limits = { maxItems: number; maxPoints: number; signs: Readonly<Record<string, '+' | '-'>> };

/** Sets of items that are made into scorecards, of the many that the search ends with. Chosen. */
const MADE_WHOLE = 25;
/** Scorecards whose loss is within this share of the best one's are shown as its equals. Source: Liu et al. 2022 use 5 to 10 %. */
const NEARLY_EQUAL = 0.01;
const MOST_SHOWN = 10;

/** The best scorecard that is found, and those nearly as good, best first. */
export function learnOn(
  rows: readonly LearnedRow[],
  columns: readonly string[],
  limits: Limits,
): Scorecard[] {
  const items = columns.flatMap((column) => itemsOf(rows, column));
  const spans = items.map(({ column }) => spanOf(limits.signs[column]));
  const sample = {
    items: items.map((item) =>
      Uint8Array.from(rows, ({ cells }) => Number(holds(item, cells[item.column]!))),
    ),
    outcomes: Uint8Array.from(rows, ({ outcome }) => Number(outcome)),
  };
  const made = chooseItems(sample, spans, limits.maxItems)
    .slice(0, MADE_WHOLE)
    .map((candidate) => makeScorecard(candidate, items, spans, limits.maxPoints, rows.length));
  const best = Math.min(...made.map(({ loss }) => loss));
  return distinct(made)
    .filter(({ loss }) => loss <= best * (1 + NEARLY_EQUAL))
    .sort((a, b) => a.loss - b.loss)
    .slice(0, MOST_SHOWN);
}

function spanOf(sign: '+' | '-' | undefined): Span {
  return [sign === '+' ? 0 : -WIDEST, sign === '-' ? 0 : WIDEST];
}

function makeScorecard(
  candidate: Candidate,
  items: readonly Item[],
  spans: readonly Span[],
  maxPoints: number,
  cases: number,
): Scorecard {
  const { chosen } = candidate.patterns;
  const within = chosen.map((i) => spans[i]!);
  const { points, intercept, slope, loss } = integerPoints(candidate, within, maxPoints);
  const scored = chosen.map((i, place) => ({
    item: items[i]!,
    label: labelOf(items[i]!),
    points: points[place]!,
  }));
  return {
    items: scored.filter((one) => one.points !== 0).sort((a, b) => b.points - a.points),
    intercept,
    slope,
    loss: loss / cases,
  };
}

function distinct(scorecards: readonly Scorecard[]): Scorecard[] {
  const key = ({ items }: Scorecard) => items.map(({ label, points }) => `${label} ${points}`).join('; ');
  return [...new Map(scorecards.map((one) => [key(one), one])).values()];
}
