import { createHash } from 'node:crypto';
import type { Db, Store } from '../../shared/db.ts';
import { Dice } from '../../shared/dice.ts';
import { Problem } from '../../shared/problem.ts';
import { compareRecords } from '../model/compare-records.ts';
import type { LinkModel, VectorCount } from '../model/link-model.ts';
import { PERSON_SPEC } from '../model/person-spec.ts';
import { trainModel } from '../model/train-model.ts';
import type { Pair } from './edge-rows.ts';
import { recordsByLayer } from './every-record.ts';
import type { StoredTraining } from './model-rows.ts';
import { openPairs, pairsInPages } from './pairs-in-pages.ts';
import { countRecords } from './record-rows.ts';
import type { Comparable } from './score-pairs.ts';

/** Fewer records tell nothing of how often people agree. Chosen: the rates of a level then rest on single pairs. */
const FEWEST_RECORDS = 200;
/** Pairs drawn to know how strangers agree: enough that a level of one pair in ten thousand is seen twenty times. Chosen. */
const RANDOM_PAIRS = 200_000;

export type TrainedModel = { model: LinkModel; training: StoredTraining };

/** Opened together, for comparing at random. */
const OPENED_TOGETHER = 2_000;

/**
 * Learns a model from the bureau's own records, without labels: values are opened in this process only, and what leaves
 * it are counts of comparisons. Memory holds a page of records, and the ids of all. Throws `linking.too-few-records`.
 */
export async function trainOnPeople(store: Store, db: Db, at: Date): Promise<TrainedModel> {
  const layers = await recordsByLayer(db);
  const records = layers.reduce((sum, { length }) => sum + length, 0);
  ensureEnough(records);
  const possiblePairs = layers.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  const [candidates, random] = [new VectorCounts(), new VectorCounts()];
  for await (const { pairs } of pairsInPages(store, db, PERSON_SPEC)) candidates.add(pairs);
  for await (const pairs of openDrawn(store, db, drawPairs(layers, possiblePairs))) random.add(pairs);
  const trained = trainModel({
    spec: PERSON_SPEC,
    version: '',
    source: 'the bureau’s own records',
    trainedAt: at,
    rows: records,
    possiblePairs,
    candidates: candidates.all(),
    random: random.all(),
  });
  const training = { candidates: candidates.all().map(asStored), random: random.all().map(asStored) };
  return { model: { ...trained, version: versionOf(trained, at) }, training };
}

/** Throws `linking.too-few-records`, before anything is opened. */
export async function ensureEnoughToLearn(db: Db): Promise<void> {
  ensureEnough(await countRecords(db));
}

function ensureEnough(records: number): void {
  if (records < FEWEST_RECORDS)
    throw new Problem('linking.too-few-records', { detail: `${records} of ${FEWEST_RECORDS}` });
}

/** The day, and a digest of what was learned: two models never have one version. */
function versionOf(model: LinkModel, at: Date): string {
  const digest = createHash('sha256').update(JSON.stringify(model)).digest('hex').slice(0, 8);
  return `bureau-${at.toISOString().slice(0, 10)}-${digest}`;
}

type PairOfRecords = readonly [Pick<Comparable, 'values'>, Pick<Comparable, 'values'>];

/** How often records compare so. */
class VectorCounts {
  readonly #counts = new Map<string, VectorCount>();

  add(pairs: Iterable<PairOfRecords>): void {
    for (const [one, other] of pairs) {
      const levels = compareRecords(PERSON_SPEC, one.values, other.values);
      const key = levels.join();
      const known = this.#counts.get(key);
      if (known) known.count += 1;
      else this.#counts.set(key, { levels, count: 1 });
    }
  }

  all(): VectorCount[] {
    return [...this.#counts.values()];
  }
}

function asStored({ levels, count }: VectorCount): { levels: string; count: number } {
  return { levels: Buffer.from(levels).toString('hex'), count };
}

/** All pairs where they are few; else the same ones for the same records, from a layer as often as it has pairs. */
function* drawPairs(layers: readonly Float64Array[], possiblePairs: number): Generator<Pair> {
  const count = layers.reduce((sum, { length }) => sum + length, 0);
  const dice = new Dice(count);
  for (const layer of layers)
    yield* possiblePairs <= RANDOM_PAIRS
      ? everyPair(layer)
      : drawFrom(layer, dice, RANDOM_PAIRS / possiblePairs);
}

function* everyPair(layer: Float64Array): Generator<Pair> {
  for (const [i, a] of layer.entries()) for (const b of layer.subarray(i + 1)) yield { a, b };
}

function* drawFrom(layer: Float64Array, dice: Dice, share: number): Generator<Pair> {
  const wanted = (share * layer.length * (layer.length - 1)) / 2;
  for (let drawn = 0; drawn < wanted; drawn += 1) {
    const [one, other] = [dice.int(0, layer.length - 1), dice.int(0, layer.length - 1)];
    if (one !== other) yield { a: layer[one]!, b: layer[other]! };
  }
}

/** The drawn pairs with their values. */
async function* openDrawn(
  store: Store,
  db: Db,
  drawn: Iterable<Pair>,
): AsyncGenerator<[Comparable, Comparable][]> {
  let some: Pair[] = [];
  for (const pair of drawn) {
    some.push(pair);
    if (some.length < OPENED_TOGETHER) continue;
    yield await openPairs(store, db, some);
    some = [];
  }
  yield await openPairs(store, db, some);
}
