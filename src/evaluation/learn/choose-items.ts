import { type CodedSample, sumOverItems } from './coded-sample.ts';
import { CLOSE, type Fit, fitWeights, linesOf, PRECISION, type Span } from './fit-weights.ts';
import { onePattern, type Patterns, partBy } from './patterns.ts';

/** A set of items with its best weights. */
export type Candidate = { patterns: Patterns; fit: Fit };

/** Sets that are carried on at each size, and items that are tried in full for each: a wider search found no better one. */
const BEAM = 8;
const TRIED = 14;

/**
 * The best sets of 1, 2, … `mostItems` items found by beam search, least loss first: at each size the most promising
 * items are added to each set that is carried on, and all weights are fitted anew (the method's class: Liu et al. 2022,
 * FasterRisk). `spans`: of each item, what its weight may be.
 */
export function chooseItems(sample: CodedSample, spans: readonly Span[], mostItems: number): Candidate[][] {
  const none = onePattern(sample);
  const bySize: Candidate[][] = [];
  let beam: Candidate[] = [{ patterns: none, fit: fitWeights(none, []) }];
  for (let size = 1; size <= Math.min(mostItems, sample.items.length); size += 1) {
    const grown = beam.flatMap((candidate) => grow(candidate, sample, spans));
    const better = distinct(grown).sort((a, b) => a.fit.loss - b.fit.loss);
    if (better.length === 0) break;
    bySize.push(better);
    beam = better.slice(0, BEAM);
  }
  return bySize.length > 0 ? bySize : [beam];
}

function grow(candidate: Candidate, sample: CodedSample, spans: readonly Span[]): Candidate[] {
  const { patterns, fit } = candidate;
  const gains = gainsOf(candidate, sample, spans);
  const promising = spans
    .map((_, item) => item)
    .filter((item) => gains[item]! > 0 && !patterns.chosen.includes(item))
    .sort((a, b) => gains[b]! - gains[a]! || a - b)
    .slice(0, TRIED);
  return promising.map((item) => {
    const parted = partBy(patterns, sample, item);
    const within = parted.chosen.map((one) => spans[one]!);
    return { patterns: parted, fit: fitWeights(parted, within, { start: fit, closeEnough: CLOSE.search }) };
  });
}

/** How much one more item could lower the loss: the score test's g² / 2h, 0 where its weight may not go that way. */
function gainsOf({ patterns, fit }: Candidate, sample: CodedSample, spans: readonly Span[]): Float64Array {
  const fitted = linesOf(patterns, fit).map((line) => 1 / (1 + Math.exp(-line)));
  const { outcomes, weights } = sample;
  const [residuals, spreads] = [new Float64Array(outcomes.length), new Float64Array(outcomes.length)];
  for (let i = 0; i < outcomes.length; i += 1) {
    const chance = fitted[patterns.of[i]!]!;
    residuals[i] = weights[i]! * (outcomes[i]! - chance);
    spreads[i] = weights[i]! * chance * (1 - chance);
  }
  const [gradients, curvatures] = sumOverItems(sample, residuals, spreads);
  return gradients.map((gradient, item) => {
    const [least, most] = spans[item]!;
    const mayMove = gradient > 0 ? most > 0 : least < 0;
    return mayMove ? gradient ** 2 / (2 * (curvatures[item]! + PRECISION)) : 0;
  });
}

/** The same set may be reached in several orders. */
function distinct(candidates: readonly Candidate[]): Candidate[] {
  const bySet = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = [...candidate.patterns.chosen].sort((a, b) => a - b).join(' ');
    if (!bySet.has(key) || bySet.get(key)!.fit.loss > candidate.fit.loss) bySet.set(key, candidate);
  }
  return [...bySet.values()];
}
