import { performance } from 'node:perf_hooks';
import type { LinkModel } from '../model/link-model.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { areAttributesLone } from '../model/lone-attributes.ts';
import { trainModel } from '../model/train-model.ts';
import { bandPairs } from './band-pairs.ts';
import type { ComparedPairs, Comparer } from './compare-pairs.ts';
import type { CandidatePairs } from './distinct-pairs.ts';
import { type BlockingLimits, type FormedPairs, formPairs } from './form-pairs.ts';
import { type GroupedRows, type GroupingOptions, groupRowsOf } from './group-scored.ts';
import { HashedKeys } from './hashed-keys.ts';
import type { HeldAttribute } from './held-values.ts';
import { type HeldAttributes, holdAttributes } from './hold-attributes.ts';
import { NO_VALUE } from './intern-values.ts';
import { pairsWithin, randomPairs, withoutCandidates } from './random-pairs.ts';
import { raritiesOf, scorePairs } from './score-pairs.ts';
import { possiblePairs, type RowTables } from './table-rows.ts';
import type { ValueRarity } from './value-rarity.ts';
import { groupedRows } from './value-terms.ts';
import type { Workbench } from './workbench.ts';

export type LinkOptions = GroupingOptions & {
  spec: LinkSpec;
  /** A model learned earlier; without one it is learned from the tables themselves. */
  model?: LinkModel | undefined;
  source: string;
  at: Date;
  limits: BlockingLimits;
  compare: Comparer;
  /** That read and compare attributes beside this one; 0: all is done here. */
  threads: number;
  onProgress: (step: string, done: number, total: number) => void;
};

export type LinkedTables = GroupedRows & {
  tables: RowTables;
  spec: LinkSpec;
  model: LinkModel;
  attributes: readonly HeldAttribute[];
  /** By attribute, holders of a value counted as rows. */
  rarities: readonly ValueRarity[];
  formed: FormedPairs;
  pairs: ComparedPairs;
  /** By pair: see band-pairs.ts. */
  bands: Uint8Array;
  seconds: Record<string, number>;
};

/** Chosen: enough that levels which one in ten thousand strangers reach are seen some dozens of times. */
const RANDOM_PAIRS = 300_000;

/** Everything from rows to groups; writes nothing. */
export async function linkTables(
  bench: Workbench,
  tables: RowTables,
  options: LinkOptions,
): Promise<LinkedTables> {
  const clock = new Stopwatch();
  const held = await holdAttributes(bench, tables, {
    spec: options.spec,
    threads: options.threads,
    onProgress: (done, total) => options.onProgress('Normalising rows', done, total),
  });
  clock.lap('normalise');
  try {
    return await linkHeld(bench, { ...held, tables, options, clock });
  } finally {
    held.close();
  }
}

type Held = HeldAttributes & {
  tables: RowTables;
  options: LinkOptions;
  clock: Stopwatch;
};

async function linkHeld(bench: Workbench, held: Held): Promise<LinkedTables> {
  const { attributes, bandRange, tables, options, clock } = held;
  const formed = await formCandidates(held);
  clock.lap('block');
  const compare = comparing(bench, held);
  // Strangers are drawn while other threads compare.
  const [pairs, strangers] = await Promise.all([
    compare(formed.pairs, 'Comparing candidates'),
    withoutCandidates(randomPairs(tables, RANDOM_PAIRS), formed.pairs),
  ]);
  clock.lap('compare');
  const model = options.model ?? (await trainOn(held, { compare, pairs, strangers }));
  clock.lap('train');
  const { rarities, ...grouped } = await groupAsPersons(held, model, pairs);
  const bands = await bandPairs({ attributes, model, pairs, ...grouped, bandRange });
  clock.lap('group');
  const { spec } = options;
  const { seconds } = clock;
  return { tables, spec, model, attributes, rarities, formed, pairs, ...grouped, bands, seconds };
}

function formCandidates({ attributes, groupRows, tables, options }: Held): Promise<FormedPairs> {
  const { spec, limits, onProgress } = options;
  return formPairs(new HashedKeys(spec, attributes), {
    tables,
    limits,
    isGiven: spec.blocking !== undefined,
    isLone: hardlyAnyRowHasTwo(attributes, tables.rows),
    groupRows,
    onRule: (done, total) => onProgress('Finding candidates', done, total),
  });
}

type Compare = (pairs: CandidatePairs, step: string) => Promise<ComparedPairs>;

function comparing(bench: Workbench, { attributes, options: { spec, compare, onProgress } }: Held): Compare {
  return (pairs, step) =>
    compare(bench, {
      spec,
      attributes,
      pairs,
      onProgress: (done, total) => onProgress(step, done, total),
    });
}

type Samples = { compare: Compare; pairs: ComparedPairs; strangers: CandidatePairs };

async function trainOn(
  { tables, options }: Held,
  { compare, pairs, strangers }: Samples,
): Promise<LinkModel> {
  const { spec, source, at } = options;
  const vectorsOf = async (drawn: CandidatePairs) => (await compare(drawn, 'Comparing random pairs')).vectors;
  const isWithinAsked = tables.mode === 'link' && areAttributesLone(pairs.vectors);
  return trainModel({
    spec,
    version: `${spec.name} ${at.toISOString()}`,
    source,
    trainedAt: at,
    rows: tables.rows,
    possiblePairs: possiblePairs(tables),
    candidates: pairs.vectors,
    random: await vectorsOf(strangers),
    ...(isWithinAsked && { within: await vectorsOf(pairsWithin(tables, RANDOM_PAIRS)) }),
  });
}

/** After more the groups hardly change. Chosen: measured on the invented referrals and the public sets. */
const REGROUPINGS = 1;

/** Somebody who is reported often must not make a value look common: once grouped, holders are counted as persons. */
async function groupAsPersons(
  { attributes, scoreRange, linkRange, tables, options }: Held,
  model: LinkModel,
  pairs: ComparedPairs,
): Promise<GroupedRows & { rarities: readonly ValueRarity[] }> {
  const groupBy = async (counted: readonly ValueRarity[]) => {
    const scores = await scorePairs({ spec: options.spec, model, rarities: counted, scoreRange }, pairs);
    return groupRowsOf({ pairs, scores, tables, options, linkRange });
  };
  const rarities = await raritiesOf(attributes, model);
  let grouped = await groupBy(rarities);
  for (let round = 0; round < REGROUPINGS; round += 1)
    grouped = await groupBy(await raritiesOf(attributes, model, groupedRows(grouped.labels)));
  return { ...grouped, rarities };
}

/** As among pairs, where lone attributes are trained in their own way. */
const FEW_WITH_TWO = 0.05;

function hardlyAnyRowHasTwo(attributes: readonly HeldAttribute[], rows: number): boolean {
  const known = new Uint8Array(rows);
  for (const { valueAt } of attributes)
    for (let row = 0; row < rows; row += 1) if (valueAt[row] !== NO_VALUE) known[row]! += 1;
  return known.filter((count) => count > 1).length <= FEW_WITH_TWO * rows;
}

class Stopwatch {
  readonly seconds: Record<string, number> = {};
  #last = performance.now();

  lap(step: string): void {
    const now = performance.now();
    this.seconds[step] = (now - this.#last) / 1000;
    this.#last = now;
  }
}
