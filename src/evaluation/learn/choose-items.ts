import { type Fit, fitWeights, gainOf, linesOfFit, type Span } from './fit-weights.ts';
import { onePattern, type Patterns, partBy, type Sample, tallyWith } from './patterns.ts';

/** A set of items with its best weights. */
export type Candidate = { patterns: Patterns; fit: Fit };

/** Sets that are carried on at each size, and items that are tried in full for each: a wider search found no better one. */
const BEAM = 8;
const TRIED = 12;

/**
 * The best sets of at most `mostItems` items found by beam search, least loss first: at each size the most promising
 * items are added to each set that is carried on, and all weights are fitted anew (the method's class: Liu et al. 2022,
 * FasterRisk). `spans`: of each item, what its weight may be.
 */
export function chooseItems(sample: Sample, spans: readonly Span[], mostItems: number): Candidate[] {
  const none = onePattern(sample);
  let beam: Candidate[] = [{ patterns: none, fit: fitWeights(none, []) }];
  for (let size = 1; size <= Math.min(mostItems, sample.items.length); size += 1) {
    const grown = beam.flatMap((candidate) => grow(candidate, sample, spans));
    const better = distinct(grown).sort((a, b) => a.fit.loss - b.fit.loss);
    if (better.length === 0) break;
    beam = size === mostItems ? better : better.slice(0, BEAM);
  }
  return beam;
}

function grow({ patterns, fit }: Candidate, sample: Sample, spans: readonly Span[]): Candidate[] {
  const lines = linesOfFit(patterns, fit);
  const promising = spans
    .map((span, item) => ({ item, span }))
    .filter(({ item }) => !patterns.chosen.includes(item))
    .map(({ item, span }) => ({ item, gain: gainOf(lines, tallyWith(patterns, sample, item), span) }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain || a.item - b.item)
    .slice(0, TRIED);
  return promising.map(({ item }) => {
    const parted = partBy(patterns, sample, item);
    const within = parted.chosen.map((one) => spans[one]!);
    return { patterns: parted, fit: fitWeights(parted, within, fit) };
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
