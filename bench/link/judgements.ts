import { comparePairs } from '../../src/linking/batch/compare-pairs.ts';
import { describeColumns } from '../../src/linking/batch/describe-columns.ts';
import { linkTables } from '../../src/linking/batch/link-tables.ts';
import { loadTable } from '../../src/linking/batch/load-table.ts';
import { readTruth } from '../../src/linking/batch/read-truth.ts';
import { suggestSpec } from '../../src/linking/batch/suggest-spec.ts';
import { rowTables } from '../../src/linking/batch/table-rows.ts';
import { openWorkbench } from '../../src/linking/batch/workbench.ts';
import { clusterNodes } from '../../src/linking/clusters/cluster-nodes.ts';
import type { Edges, Judgement } from '../../src/linking/clusters/edges.ts';
import { mostInformative } from '../../src/linking/clusters/most-informative.ts';
import { Dice } from '../../src/shared/dice.ts';

/** Scored pairs of rows, and who each row truly is. */
export type JudgedSet = { rows: number; edges: Edges; truth: Int32Array };

export type JudgementGain = {
  judgements: number;
  /** Cluster F1 before anybody was asked, after the best questions, and after as many pairs drawn at random. */
  before: number;
  chosen: number;
  /** Of all candidate pairs. */
  random: number;
  /** Of the pairs within 4 bits of even odds: what is asked where doubt about the single pair decides. */
  doubtful: number;
  /** Questions whose answer was not what the clustering said. */
  surprises: number;
};

const JUDGEMENTS = 500;
/** As `everydot link` has them by default. */
const MOST_IN_BLOCK = 100;
const PAIRS_PER_ROW = 20;
/** The list is made anew after so many answers. Chosen: about what a supervisor does before looking again. */
const ANSWERS_PER_LIST = 25;
const DOUBTFUL_BITS = 4;

/** One table with the column that says who each row is, linked as `everydot link` does by default. */
export async function scorePairsOf(file: string, truthColumn: string): Promise<JudgedSet> {
  const bench = await openWorkbench();
  try {
    const table = await loadTable(bench, { name: 'a', file }, {});
    const tables = rowTables([table], 'dedupe');
    const { spec } = suggestSpec([await describeColumns(bench, table)], [truthColumn]);
    const { pairs, scores } = await linkTables(bench, tables, {
      spec,
      source: 'fake_1000',
      at: new Date(),
      limits: { cap: MOST_IN_BLOCK, pairsPerRow: PAIRS_PER_ROW },
      leastBits: 0,
      oneToOne: false,
      judgements: [],
      compare: comparePairs,
      threads: 0,
      onProgress: () => undefined,
    });
    const { entity } = (await readTruth(bench, tables, { column: truthColumn }))!;
    return { rows: tables.rows, edges: { from: pairs.from, to: pairs.to, bits: scores.bits }, truth: entity };
  } finally {
    bench.close();
  }
}

/** In the words of a bench. */
export async function judgementFacts(file: string, truthColumn: string): Promise<Record<string, string>> {
  const set = await scorePairsOf(file, truthColumn);
  const { judgements, before, chosen, random, doubtful, surprises } = measureJudgements(set);
  return {
    'judgements: F1 of groups before any': `${before.toFixed(4)} (${set.edges.bits.length} scored pairs)`,
    'judgements: after the most informative': `${chosen.toFixed(4)} (${judgements} asked, ${surprises} surprises)`,
    'judgements: after as many drawn of all scored pairs': random.toFixed(4),
    'judgements: after as many drawn within 4 bits of even odds': doubtful.toFixed(4),
  };
}

/** What 500 judgements, answered from the truth, are worth: well chosen against drawn. */
export function measureJudgements(set: JudgedSet, seed = 1): JudgementGain {
  const { judgements, surprises } = askWell(set);
  const dice = new Dice(seed);
  const all = [...set.edges.bits.keys()];
  const doubtful = all.filter((edge) => Math.abs(set.edges.bits[edge]!) < DOUBTFUL_BITS);
  const drawn = (edges: number[]) =>
    dice
      .shuffle(edges)
      .slice(0, JUDGEMENTS)
      .map((edge) => answer(set, edge));
  return {
    judgements: judgements.length,
    before: clusterF1(set, []),
    chosen: clusterF1(set, judgements),
    random: clusterF1(set, drawn(all)),
    doubtful: clusterF1(set, drawn(doubtful)),
    surprises,
  };
}

function askWell(set: JudgedSet): { judgements: Judgement[]; surprises: number } {
  const judgements: Judgement[] = [];
  let surprises = 0;
  while (judgements.length < JUDGEMENTS) {
    const most = Math.min(ANSWERS_PER_LIST, JUDGEMENTS - judgements.length);
    const questions = mostInformative(set.rows, set.edges, judgements, { most });
    if (questions.length === 0) break;
    for (const { edge, isTogether } of questions) {
      const judgement = answer(set, edge);
      if ((judgement.verdict === 'same') !== isTogether) surprises += 1;
      judgements.push(judgement);
    }
  }
  return { judgements, surprises };
}

function answer({ edges, truth }: JudgedSet, edge: number): Judgement {
  const [from, to] = [edges.from[edge]!, edges.to[edge]!];
  return { from, to, verdict: truth[from] === truth[to] ? 'same' : 'different' };
}

/** F1 over pairs of rows that stand in one cluster against pairs of rows of one person. */
export function clusterF1({ rows, edges, truth }: JudgedSet, judgements: readonly Judgement[]): number {
  const labels = clusterNodes(rows, edges, judgements);
  const joint = [...labels].map((label, row) => `${label} ${truth[row]}`);
  return (2 * pairsWithin(joint)) / (pairsWithin([...labels]) + pairsWithin([...truth]));
}

function pairsWithin(labels: readonly (number | string)[]): number {
  const sizes = [...Map.groupBy(labels, (label) => label).values()].map(({ length }) => length);
  return sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}
