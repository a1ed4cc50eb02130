import type { Patterns } from './patterns.ts';

/** A logistic model over patterns. `weights`: in log odds, in the order of the chosen items. */
export type Fit = { intercept: number; weights: Float64Array; loss: number };

/** The span within which a weight may lie, in log odds: e⁵ is odds of 148, beyond which points lose their meaning. */
export const WIDEST = 5;
export type Span = readonly [least: number, most: number];

const MOST_ROUNDS = 60;
const CLOSE_ENOUGH = 1e-7;

/** Maximum likelihood with each weight held in its span: coordinate by coordinate, a Newton step each. */
export function fitWeights(patterns: Patterns, spans: readonly Span[], start?: Fit): Fit {
  const weights = Float64Array.from(spans, (_, i) => start?.weights[i] ?? 0);
  let intercept = start?.intercept ?? logOdds(sum(patterns.positives) / sum(patterns.cases));
  const lines = linesOf(patterns, weights, intercept);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    let moved = 0;
    const shift = newtonStep(patterns, lines, -1);
    intercept += shift;
    moveLines(patterns, lines, -1, shift);
    moved += Math.abs(shift);
    for (let item = 0; item < weights.length; item += 1) {
      const [least, most] = spans[item]!;
      const wanted = weights[item]! + newtonStep(patterns, lines, item);
      const step = Math.min(most, Math.max(least, wanted)) - weights[item]!;
      weights[item]! += step;
      moveLines(patterns, lines, item, step);
      moved += Math.abs(step);
    }
    if (moved < CLOSE_ENOUGH) break;
  }
  return { intercept, weights, loss: lossOf(patterns.cases, patterns.positives, lines) };
}

function linesOf({ bits }: Patterns, weights: Float64Array, intercept: number): Float64Array {
  return Float64Array.from(bits, (held) =>
    held.reduce((line, bit, i) => line + bit * weights[i]!, intercept),
  );
}

/** `item` -1: the intercept, which holds everywhere. */
function newtonStep({ cases, positives, bits }: Patterns, lines: Float64Array, item: number): number {
  let [gradient, curvature] = [0, 1e-9];
  for (let i = 0; i < lines.length; i += 1) {
    if (item >= 0 && bits[i]![item] === 0) continue;
    const fitted = 1 / (1 + Math.exp(-lines[i]!));
    gradient += positives[i]! - cases[i]! * fitted;
    curvature += cases[i]! * fitted * (1 - fitted);
  }
  // Far from the solution the curve is flat and a full step would overshoot.
  return Math.max(-1, Math.min(1, gradient / curvature));
}

function moveLines({ bits }: Patterns, lines: Float64Array, item: number, step: number): void {
  if (step === 0) return;
  for (let i = 0; i < lines.length; i += 1) if (item < 0 || bits[i]![item] === 1) lines[i]! += step;
}

/** How much one more item could lower the loss with all other weights held: what decides which are tried in full. */
export function gainOf(
  lines: Float64Array,
  { cases, positives }: Pick<Patterns, 'cases' | 'positives'>,
  [least, most]: Span,
): number {
  let weight = 0;
  for (let round = 0; round < 8; round += 1) {
    let [gradient, curvature] = [0, 1e-9];
    for (let i = 0; i < lines.length; i += 1) {
      if (cases[i] === 0) continue;
      const fitted = 1 / (1 + Math.exp(-lines[i]! - weight));
      gradient += positives[i]! - cases[i]! * fitted;
      curvature += cases[i]! * fitted * (1 - fitted);
    }
    const next = Math.min(most, Math.max(least, weight + Math.max(-1, Math.min(1, gradient / curvature))));
    if (Math.abs(next - weight) < 1e-4) break;
    weight = next;
  }
  return (
    lossOf(cases, positives, lines) -
    lossOf(
      cases,
      positives,
      lines.map((line) => line + weight),
    )
  );
}

export function linesOfFit(patterns: Patterns, { weights, intercept }: Fit): Float64Array {
  return linesOf(patterns, weights, intercept);
}

/** Logistic loss in nats, summed over cases. */
export function lossOf(cases: Float64Array, positives: Float64Array, lines: Float64Array): number {
  let loss = 0;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!;
    // log(1 + e^line), without overflow.
    const log = line > 0 ? line + Math.log1p(Math.exp(-line)) : Math.log1p(Math.exp(line));
    loss += cases[i]! * log - positives[i]! * line;
  }
  return loss;
}

function logOdds(share: number): number {
  const held = Math.min(0.999_999, Math.max(0.000_001, share));
  return Math.log(held / (1 - held));
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
