import { performance } from 'node:perf_hooks';
import { inSharedMemory } from '../../shared/number-arrays.ts';
import { componentsOf, labelsOf } from '../clusters/cluster-nodes.ts';
import type { Edges, Judgement } from '../clusters/edges.ts';
import { componentParts } from '../clusters/link-components.ts';
import { positionsWhere } from '../clusters/positions.ts';
import type { LinkModel } from '../model/link-model.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { areAttributesLone } from '../model/lone-attributes.ts';
import { trainModel } from '../model/train-model.ts';
import { bandPairs } from './band-pairs.ts';
import type { ComparedPairs, Comparer } from './compare-pairs.ts';
import type { CandidatePairs } from './distinct-pairs.ts';
import { type BlockingLimits, type FormedPairs, formPairs } from './form-pairs.ts';
import { HashedKeys } from './hashed-keys.ts';
import type { HeldAttribute } from './held-values.ts';
import { type HeldAttributes, holdAttributes } from './hold-attributes.ts';
import { NO_VALUE } from './intern-values.ts';
import { keepOneToOne } from './one-to-one.ts';
import { pairsWithin, randomPairs, withoutCandidates } from './random-pairs.ts';
import { holdNobodyTwice, rivalBits } from './rivals.ts';
import { type PairScores, raritiesOf, scorePairs } from './score-pairs.ts';
import { possiblePairs, type RowTables } from './table-rows.ts';
import type { ValueRarity } from './value-rarity.ts';
import { groupedRows } from './value-terms.ts';
import type { Workbench } from './workbench.ts';

export type LinkOptions = {
  spec: LinkSpec;
  /** A model learned earlier; without one it is learned from the tables themselves. */
  model?: LinkModel | undefined;
  source: string;
  at: Date;
  limits: BlockingLimits;
  /** Pairs below it are no links, and clusters merge above it. */
  leastBits: number;
  oneToOne: boolean;
  /** A row may have several partners, also where the tables seem to hold nobody twice. */
  oneToMany?: boolean;
  judgements: readonly Judgement[];
  compare: Comparer;
  /** That read and compare attributes beside this one; 0: all is done here. */
  threads: number;
  onProgress: (step: string, done: number, total: number) => void;
};

export type LinkedTables = {
  tables: RowTables;
  spec: LinkSpec;
  model: LinkModel;
  attributes: readonly HeldAttribute[];
  /** By attribute, holders of a value counted as rows. */
  rarities: readonly ValueRarity[];
  formed: FormedPairs;
  pairs: ComparedPairs;
  scores: PairScores;
  /** Positions of the pairs that are links, in the order of their rows. */
  links: Uint32Array;
  /** By row: the lowest row of its group. */
  labels: Int32Array;
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

async function linkHeld(
  bench: Workbench,
  { attributes, groupRows, scoreRange, linkRange, bandRange, tables, options, clock }: Held,
): Promise<LinkedTables> {
  const { spec, onProgress } = options;
  const formed = await formPairs(new HashedKeys(spec, attributes), {
    tables,
    limits: options.limits,
    isGiven: spec.blocking !== undefined,
    isLone: hardlyAnyRowHasTwo(attributes, tables.rows),
    groupRows,
    onRule: (done, total) => onProgress('Finding candidates', done, total),
  });
  clock.lap('block');
  const compare = (pairs: CandidatePairs, step: string): Promise<ComparedPairs> =>
    options.compare(bench, {
      spec,
      attributes,
      pairs,
      onProgress: (done, total) => onProgress(step, done, total),
    });
  const comparing = compare(formed.pairs, 'Comparing candidates');
  // Drawn while other threads compare.
  const strangers = withoutCandidates(randomPairs(tables, RANDOM_PAIRS), formed.pairs);
  const pairs = await comparing;
  const withinTables = async () =>
    tables.mode === 'link' && areAttributesLone(pairs.vectors)
      ? { within: (await compare(pairsWithin(tables, RANDOM_PAIRS), 'Comparing random pairs')).vectors }
      : {};
  clock.lap('compare');
  const model =
    options.model ??
    trainModel({
      spec,
      version: `${spec.name} ${options.at.toISOString()}`,
      source: options.source,
      trainedAt: options.at,
      rows: tables.rows,
      possiblePairs: possiblePairs(tables),
      candidates: pairs.vectors,
      random: (await compare(strangers, 'Comparing random pairs')).vectors,
      ...(await withinTables()),
    });
  clock.lap('train');
  const rarities = await raritiesOf(attributes, model);
  const first = await scorePairs({ spec, model, rarities, scoreRange }, pairs);
  let grouped = await group({ pairs, scores: first, tables, options, linkRange });
  for (let round = 0; round < REGROUPINGS; round += 1) {
    // Somebody who is reported often must not make a value look common: holders are counted as persons.
    const byGroups = await raritiesOf(attributes, model, groupedRows(grouped.labels));
    const scores = await scorePairs({ spec, model, rarities: byGroups, scoreRange }, pairs);
    grouped = await group({ pairs, scores, tables, options, linkRange });
  }
  const { scores, links, labels } = grouped;
  const bands = await bandPairs({ attributes, model, pairs, scores, labels, bandRange });
  clock.lap('group');
  return {
    bands,
    tables,
    spec,
    model,
    attributes,
    rarities,
    formed,
    pairs,
    scores,
    links,
    labels,
    seconds: clock.seconds,
  };
}

/** As among pairs, where lone attributes are trained in their own way. */
const FEW_WITH_TWO = 0.05;

function hardlyAnyRowHasTwo(attributes: readonly HeldAttribute[], rows: number): boolean {
  const known = new Uint8Array(rows);
  for (const { valueAt } of attributes)
    for (let row = 0; row < rows; row += 1) if (valueAt[row] !== NO_VALUE) known[row]! += 1;
  return known.filter((count) => count > 1).length <= FEW_WITH_TWO * rows;
}

/** After more the groups hardly change. Chosen: measured on the invented referrals and the public sets. */
const REGROUPINGS = 1;

type Grouped = { scores: PairScores; links: Uint32Array; labels: Int32Array };

type Grouping = {
  pairs: ComparedPairs;
  scores: PairScores;
  tables: RowTables;
  options: LinkOptions;
  linkRange: HeldAttributes['linkRange'];
};

async function group(grouping: Grouping): Promise<Grouped> {
  const { pairs, tables, options } = grouping;
  const scores = options.oneToMany ? grouping.scores : withRivals(pairs, grouping.scores, tables);
  const links = linksOf(pairs, scores, tables, options);
  const edges = options.oneToOne ? linkedOnly(pairs, scores, links) : { ...pairs, bits: scores.bits };
  return { scores, links, labels: await clusterRows(edges, grouping) };
}

/** Where the tables hold nobody twice, what fits a row better speaks against the rest. */
function withRivals(pairs: ComparedPairs, scores: PairScores, tables: RowTables): PairScores {
  const scored = { ...pairs, bits: scores.bits };
  if (!holdNobodyTwice(scored, tables)) return scores;
  const rivals = rivalBits(scored, tables.rows);
  return { ...scores, rivals, bits: inSharedMemory(scores.bits.map((bits, pair) => bits + rivals[pair]!)) };
}

function linksOf(
  { from, to }: CandidatePairs,
  { bits }: PairScores,
  { rows }: RowTables,
  { leastBits, oneToOne, judgements }: LinkOptions,
): Uint32Array {
  const judged = judgedBits({ from, to, bits }, judgements);
  if (oneToOne) return keepOneToOne({ from, to, bits: judged }, rows, leastBits);
  return positionsWhere(judged.length, (pair) => judged[pair]! >= leastBits);
}

/** Beyond what any pair of records scores. */
const SURE_BITS = 1_000;

/** What a person has said counts instead of the score. */
function judgedBits(
  { from, to, bits }: CandidatePairs & { bits: Float32Array },
  judgements: readonly Judgement[],
): Float32Array {
  const said = new Map(
    judgements
      .filter(({ verdict }) => verdict !== 'unsure')
      .map((one) => [numberOfPair(one.from, one.to), one.verdict === 'same' ? SURE_BITS : -SURE_BITS]),
  );
  if (said.size === 0) return bits;
  return bits.map((own, pair) => said.get(numberOfPair(from[pair]!, to[pair]!)) ?? own);
}

/** Two row numbers fit in the 53 bits of a whole number. */
function numberOfPair(a: number, b: number): number {
  return Math.min(a, b) * 2 ** 26 + Math.max(a, b);
}

/** One-to-one: only what is linked holds rows together. Otherwise every scored pair has its say. */
function linkedOnly({ from, to }: CandidatePairs, { bits }: PairScores, links: Uint32Array): Edges {
  return {
    from: links.map((pair) => from[pair]!),
    to: links.map((pair) => to[pair]!),
    bits: Float32Array.from(links, (pair) => bits[pair]!),
  };
}

async function clusterRows(edges: Edges, { tables, options, linkRange }: Grouping): Promise<Int32Array> {
  const components = componentsOf(tables.rows, edges, options.judgements, { cutBits: options.leastBits });
  await Promise.all(componentParts(components).map((range) => linkRange(components, range)));
  return inSharedMemory(labelsOf(components));
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
