import { createHash } from 'node:crypto';
import type { Db, Store } from '../../shared/db.ts';
import { Dice } from '../../shared/dice.ts';
import { Problem } from '../../shared/problem.ts';
import { compareRecords } from '../model/compare-records.ts';
import type { LinkModel, VectorCount } from '../model/link-model.ts';
import { PERSON_SPEC } from '../model/person-spec.ts';
import { trainModel } from '../model/train-model.ts';
import { candidatePairs } from './link-from-scratch.ts';
import type { StoredTraining } from './model-rows.ts';
import { areComparable } from './score-pairs.ts';
import { type LayeredRecord, wholeRecords } from './whole-records.ts';

/** Fewer records tell nothing of how often people agree. Chosen: the rates of a level then rest on single pairs. */
const FEWEST_RECORDS = 200;
/** Pairs drawn to know how strangers agree: enough that a level of one pair in ten thousand is seen twenty times. Chosen. */
const RANDOM_PAIRS = 200_000;

export type TrainedModel = { model: LinkModel; training: StoredTraining };

/**
 * Learns a model from the bureau's own records, without labels: values are opened in this process only, and what leaves
 * it are counts of comparisons. Throws `linking.too-few-records`.
 */
export async function trainOnPeople(store: Store, db: Db, at: Date): Promise<TrainedModel> {
  const records = await wholeRecords(store, db);
  if (records.length < FEWEST_RECORDS)
    throw new Problem('linking.too-few-records', { detail: `${records.length} of ${FEWEST_RECORDS}` });
  const candidates = countVectors(candidatePairs(PERSON_SPEC, records));
  const random = countVectors(randomPairs(records));
  const trained = trainModel({
    spec: PERSON_SPEC,
    version: '',
    source: 'the bureau’s own records',
    trainedAt: at,
    rows: records.length,
    possiblePairs: possiblePairs(records),
    candidates,
    random,
  });
  const training = { candidates: candidates.map(asStored), random: random.map(asStored) };
  return { model: { ...trained, version: versionOf(trained, at) }, training };
}

/** The day, and a digest of what was learned: two models never have one version. */
function versionOf(model: LinkModel, at: Date): string {
  const digest = createHash('sha256').update(JSON.stringify(model)).digest('hex').slice(0, 8);
  return `bureau-${at.toISOString().slice(0, 10)}-${digest}`;
}

type PairOfRecords = readonly [Pick<LayeredRecord, 'values'>, Pick<LayeredRecord, 'values'>];

function countVectors(pairs: Iterable<PairOfRecords>): VectorCount[] {
  const counts = new Map<string, VectorCount>();
  for (const [one, other] of pairs) {
    const levels = compareRecords(PERSON_SPEC, one.values, other.values);
    const key = levels.join();
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { levels, count: 1 });
  }
  return [...counts.values()];
}

function asStored({ levels, count }: VectorCount): { levels: string; count: number } {
  return { levels: Buffer.from(levels).toString('hex'), count };
}

/** Pairs of one layer; across layers nobody is compared. */
function possiblePairs(records: readonly LayeredRecord[]): number {
  return layers(records).reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
}

function layers(records: readonly LayeredRecord[]): LayeredRecord[][] {
  return [...Map.groupBy(records, ({ layer }) => layer).values()];
}

/** All pairs where they are few; else the same ones for the same records, from a layer as often as it has pairs. */
function* randomPairs(records: readonly LayeredRecord[]): Generator<PairOfRecords> {
  const all = possiblePairs(records);
  const dice = new Dice(records.length);
  for (const layer of layers(records)) {
    const drawn = all <= RANDOM_PAIRS ? everyPair(layer) : drawPairs(layer, dice, RANDOM_PAIRS / all);
    for (const [one, other] of drawn) if (areComparable(one, other)) yield [one, other];
  }
}

type Two = [LayeredRecord, LayeredRecord];

function* everyPair(layer: readonly LayeredRecord[]): Generator<Two> {
  for (const [i, one] of layer.entries()) for (const other of layer.slice(i + 1)) yield [one, other];
}

function* drawPairs(layer: readonly LayeredRecord[], dice: Dice, share: number): Generator<Two> {
  const wanted = (share * layer.length * (layer.length - 1)) / 2;
  for (let drawn = 0; drawn < wanted; drawn += 1) {
    const [one, other] = [dice.int(0, layer.length - 1), dice.int(0, layer.length - 1)];
    if (one !== other) yield [layer[one]!, layer[other]!];
  }
}
