import { compareRecords } from '../model/compare-records.ts';
import { explainPair, type Waterfall } from '../model/explain-pair.ts';
import type { LinkModel } from '../model/link-model.ts';
import type { LinkRecord } from '../model/link-record.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { atPopulation, countsFrequency, frequencyBits, type Scorer, scorerOf } from '../model/score-pair.ts';
import type { EdgeRow, Pair } from './edge-rows.ts';
import { attributeOf, isOverCommon } from './person-keys.ts';
import { placesShared } from './shared-place.ts';

/** What scores pairs: a model, its specification, and the number of records that prior and shares of values count on. */
export type Scoring = {
  spec: LinkSpec;
  model: LinkModel;
  scorer: Scorer;
  population: number;
  /** When the model was put in force so. */
  activation: number;
};

export function scoringBy(
  spec: LinkSpec,
  model: LinkModel,
  { id, population }: { id: number; population: number },
): Scoring {
  const grown = atPopulation(model, population);
  return { spec, model: grown, scorer: scorerOf(grown), population, activation: id };
}

/** A record as it is compared. */
export type Comparable = { id: number; referralId: string; values: LinkRecord; terms: readonly string[] };

/** In what two records agree, and how common that is. */
type Agreement = Pick<EdgeRow, 'levels' | 'classes'>;

/** How many records have a term. */
export type Holders = ReadonlyMap<string, number>;

/** No class: how common the value is does not count. */
const UNCLASSED = 255;

/** Who can be compared at all: two parties that one report tells apart are two. */
export function areComparable(one: { referralId: string }, other: { referralId: string }): boolean {
  return one.referralId !== other.referralId;
}

/** The score of a pair; null where it cannot reach what is kept, however rare its values. Pure. */
export function scorePair(
  scoring: Scoring,
  one: Comparable,
  other: Comparable,
  holders: Holders,
): EdgeRow | null {
  const levels = compareRecords(scoring.spec, one.values, other.values);
  if (!mayBeKept(scoring, levels)) return null;
  const pair = one.id < other.id ? { a: one.id, b: other.id } : { a: other.id, b: one.id };
  const classes = classesOf(scoring.spec, levels, commonTerms(one.terms, other.terms), holders);
  return scored(scoring, pair, { levels, classes });
}

/** The same pair after its values became more or less common. */
export function rescorePair(
  scoring: Scoring,
  edge: EdgeRow,
  terms: readonly string[],
  holders: Holders,
): EdgeRow {
  const classes = classesOf(scoring.spec, edge.levels, terms, holders);
  return scored(scoring, edge, { levels: edge.levels, classes });
}

function scored(scoring: Scoring, { a, b }: Pair, { levels, classes }: Agreement): EdgeRow {
  const rarity = rarityBits(scoring, { levels, classes });
  const bits = rarity.reduce((sum, one) => sum + one, scoring.scorer.vectorBits(levels));
  return { a, b, bits, levels, classes, activation: scoring.activation };
}

/** Why a stored pair scores as it does: made again from its levels, it sums to its score. */
export function explainEdge(scoring: Scoring, agreement: Agreement): Waterfall {
  return explainPair(scoring.model, agreement.levels, rarityBits(scoring, agreement));
}

/** The bits of each attribute for how rare its agreed value is; an over-common one takes away all that speaks for it. */
function rarityBits(scoring: Scoring, { levels, classes }: Agreement): number[] {
  const { spec, model, scorer, population } = scoring;
  return Array.from(classes, (one, attribute) => {
    if (one === UNCLASSED) return 0;
    const holders = 2 ** one;
    const bits = frequencyBits(model, attribute, { holders, records: population });
    if (!isOverCommon(spec, { attribute, level: levels[attribute]!, holders })) return bits;
    return Math.min(bits, -Math.max(0, scorer.stepBits(attribute, levels)));
  });
}

/** Of two sorted lists what is in both. */
export function commonTerms(ones: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return ones.filter((term) => known.has(term));
}

/** floor(log2) of the number of records that have a value: scores change only when it doubles or halves. */
export function classOf(holders: number): number {
  return Math.floor(Math.log2(Math.max(1, holders)));
}

/** Of each attribute that agrees by value the class of the rarest value in common. */
function classesOf(
  spec: LinkSpec,
  levels: Uint8Array,
  terms: readonly string[],
  holders: Holders,
): Uint8Array {
  const classes = new Uint8Array(levels.length).fill(UNCLASSED);
  for (const term of terms) {
    const attribute = attributeOf(term);
    if (attribute === null || !countsFrequency(spec, attribute, levels)) continue;
    classes[attribute] = Math.min(classes[attribute]!, classOf(holders.get(term) ?? 1));
  }
  return classes;
}

/**
 * Who shares a home or a connection is kept as that, whatever it says of one person. Other pairs that score less, were their values as rare as can be, are not kept: they speak against a group as much as a
 * pair that was never compared (DEFAULT_UNSCORED_BITS of clusters/).
 */
const LEAST_KEPT_BITS = -4;

function mayBeKept(scoring: Scoring, levels: Uint8Array): boolean {
  if (placesShared(levels).length > 0) return true;
  const rarest = Uint8Array.from(levels, (_, attribute) =>
    countsFrequency(scoring.spec, attribute, levels) ? CLASS_OF_TWO : UNCLASSED,
  );
  return scored(scoring, { a: 0, b: 0 }, { levels, classes: rarest }).bits >= LEAST_KEPT_BITS;
}

/** A value in common has two holders at least. */
const CLASS_OF_TWO = 1;
