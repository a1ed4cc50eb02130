import { KINDS, type KindName } from '../kinds/kinds.ts';
import { UNKNOWN } from './compare-records.ts';
import type { LinkModel, ModelAttribute } from './link-model.ts';
import type { LinkSpec } from './link-spec.ts';

/** A model made ready to score many pairs. All bits are log2 of odds. */
export type Scorer = {
  priorBits: number;
  /** What one attribute says of a pair, given what the others are; 0 where it is unknown. */
  stepBits: (attribute: number, levels: Uint8Array) => number;
  /** Prior and all steps, without frequencies. */
  vectorBits: (levels: Uint8Array) => number;
};

export function scorerOf(model: LinkModel): Scorer {
  const priorBits = Math.log2(model.prior / (1 - model.prior));
  const steps = model.attributes.map((attribute) => stepOf(attribute, model));
  const stepBits = (attribute: number, levels: Uint8Array) => steps[attribute]!(attribute, levels);
  return {
    priorBits,
    stepBits,
    vectorBits: (levels) => steps.reduce((sum, step, i) => sum + step(i, levels), priorBits),
  };
}

/**
 * The model for another number of records than it was trained on: among twice as many, two drawn at random are half as
 * likely of one person. Never more likely than in training, since few records say little of it.
 */
export function atPopulation(model: LinkModel, records: number): LinkModel {
  const growth = Math.max(1, records / model.trainedOn.rows);
  return { ...model, prior: model.prior / growth };
}

type Step = (attribute: number, levels: Uint8Array) => number;

function stepOf({ levels: alone, given }: ModelAttribute, model: LinkModel): Step {
  const bits = alone.map(({ m, u }) => Math.log2(m / u));
  const before = given ? model.attributes.findIndex(({ name }) => name === given.attribute) : -1;
  const table = given?.m.map((row, l) => row.map((m, k) => Math.log2(m / given.u[l]![k]!)));
  return (attribute, levels) => {
    const level = levels[attribute]!;
    if (level === UNKNOWN) return 0;
    const parent = before < 0 ? UNKNOWN : levels[before]!;
    return parent === UNKNOWN ? bits[level]! : table![parent]![level]!;
  };
}

/** How many hold a value, of how many that have any; `copies`: of the holders, those that are the pair's own person. */
export type Held = { holders: number; records: number; copies?: number };

/**
 * How much rarer than the average agreed value this one is. A value's share is drawn towards the mean as if one more
 * person than was seen held it.
 */
export function frequencyBits(model: LinkModel, attribute: number, held: Held): number {
  const { holders, records, copies = Math.max(2, model.diagnostics.copies) } = held;
  const mean = model.attributes[attribute]!.meanShare;
  if (!(mean > 0) || holders < 1) return 0;
  const others = Math.max(0, holders - copies);
  const share = (others + 1) / (records + 1 / mean);
  return Math.log2(mean / share);
}

/** Who shares the whole shares its parts: how rare a town is says nothing more of two who live at one address. */
const PART_OF: Partial<Record<KindName, KindName>> = { place: 'address', postcode: 'address' };

/** Whether an attribute of a pair with these levels agrees in a counted value, and not as a part of one that does. */
export function countsFrequency(spec: LinkSpec, attribute: number, levels: Uint8Array): boolean {
  const { kind } = spec.attributes[attribute]!;
  if (!isCounted(kind, levels[attribute]!)) return false;
  const whole = PART_OF[kind];
  return (
    whole === undefined ||
    !spec.attributes.some((other, i) => other.kind === whole && isCounted(whole, levels[i]!))
  );
}

function isCounted(kind: KindName, level: number): boolean {
  return KINDS[kind].levels[level]?.frequency === true;
}

export function probabilityOf(bits: number): number {
  return 1 / (1 + 2 ** -bits);
}
