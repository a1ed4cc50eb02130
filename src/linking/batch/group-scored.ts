import { inSharedMemory } from '../../shared/number-arrays.ts';
import { componentsOf, labelsOf } from '../clusters/cluster-nodes.ts';
import type { Edges, Judgement } from '../clusters/edges.ts';
import { componentParts } from '../clusters/link-components.ts';
import { positionsWhere } from '../clusters/positions.ts';
import type { ComparedPairs } from './compare-pairs.ts';
import type { CandidatePairs } from './distinct-pairs.ts';
import type { HeldAttributes } from './hold-attributes.ts';
import { keepOneToOne } from './one-to-one.ts';
import { holdNobodyTwice, rivalBits } from './rivals.ts';
import type { PairScores } from './score-pairs.ts';
import type { RowTables } from './table-rows.ts';

export type GroupingOptions = {
  /** Pairs below it are no links, and clusters merge above it. */
  leastBits: number;
  oneToOne: boolean;
  /** A row may have several partners, also where the tables seem to hold nobody twice. */
  oneToMany?: boolean;
  judgements: readonly Judgement[];
};

/** `links`: positions of the pairs that are links, in the order of their rows. `labels`: by row the lowest row of its group. */
export type GroupedRows = { scores: PairScores; links: Uint32Array; labels: Int32Array };

export type Grouping = {
  pairs: ComparedPairs;
  scores: PairScores;
  tables: RowTables;
  options: GroupingOptions;
  linkRange: HeldAttributes['linkRange'];
};

/** What belongs together when all scored pairs and all that people said are weighed at once. */
export async function groupRowsOf(grouping: Grouping): Promise<GroupedRows> {
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
  { leastBits, oneToOne, judgements }: GroupingOptions,
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
