import { bitsIn, type DecomposableGraph, decomposableGraphs } from './decomposable.ts';
import { knownIn, type ListOverlaps } from './list-overlaps.ts';

// Bayesian averaging over decomposable graphs (Madigan and York 1997): every graph and every number of hidden ones is
// weighed by how well it explains the overlaps. Each clique's table has the same Dirichlet prior, spread evenly over
// the cells of the whole; the number in all has a prior of 1 divided by it.

export type Posterior = { median: number; low: number; high: number; mode: number; most: number };

/** Hidden ones are looked for up to so many times the known ones. */
const TIMES_KNOWN = 40;

/** 95 % interval of the total. `most`: how many hidden ones were allowed for; near it, the answer leans on that limit. */
export function averageOverGraphs(overlaps: ListOverlaps, mostHidden?: number): Posterior {
  const known = knownIn(overlaps);
  const most = mostHidden ?? Math.max(1000, Math.round(known * TIMES_KNOWN));
  const numbers = hiddenNumbers(most);
  const weights = weigh(overlaps, numbers);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const at = (share: number) => {
    let sum = 0;
    const place = weights.findIndex((weight) => {
      sum += weight;
      return sum >= share * total;
    });
    return known + numbers[place]!;
  };
  const mode = known + numbers[largestOf(weights)]!;
  return { median: at(0.5), low: at(0.025), high: at(0.975), mode, most };
}

/** Numbers of hidden ones that are weighed. Chosen: with more, neighbours differ by less than 1 in 5,000 of the known. */
const MOST_NUMBERS = 200_000;

/** From 0 to the most, in equal steps: each single one up to `MOST_NUMBERS`. */
function hiddenNumbers(most: number): Float64Array {
  const step = Math.ceil((most + 1) / MOST_NUMBERS);
  return Float64Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** Beside a graph that is e^25 times likelier one adds nothing: all 18,154 of six lists together less than 1 in 3 million. */
const NEGLIGIBLE = 25;

/** A number that is e^60 times less likely than the best adds nothing: all of every graph together less than 1 in 10^15. */
const VANISHING = 60;

/**
 * Numbers at which a graph is looked at before it is worked out in full. Chosen: its likelihood has one hump, wide against
 * the gaps, so that a graph can be no better between two of them than `MARGIN` allows for.
 */
const LOOKED_AT = 400;
const MARGIN = 5;

/** Of each number of hidden ones its weight, summed over the graphs that add anything: few do of the 18,154 of six lists. */
function weigh(overlaps: ListOverlaps, numbers: Float64Array): Float64Array {
  const graphs = worthWeighing(overlaps, numbers);
  const lists = overlaps.lists.length;
  const margins = Array.from({ length: 2 ** lists }, (_, set) => marginLikelihood(overlaps, set, numbers));
  const common = commonTerm(overlaps, numbers);
  const weights = new Float64Array(numbers.length);
  const log = new Float64Array(numbers.length);
  let highest = Number.NEGATIVE_INFINITY;
  for (const graph of graphs) {
    logWeight(log, common, { margins, graph });
    const here = highestOf(log);
    if (here < highest - NEGLIGIBLE) continue;
    if (here > highest) {
      const shrink = Math.exp(highest - here);
      for (let i = 0; i < weights.length; i += 1) weights[i]! *= shrink;
      highest = here;
    }
    for (let i = 0; i < log.length; i += 1)
      if (log[i]! > highest - VANISHING) weights[i]! += Math.exp(log[i]! - highest);
  }
  return weights;
}

/** The graphs whose likelihood comes anywhere near the best one's, by a look at some of the numbers. */
function worthWeighing(overlaps: ListOverlaps, numbers: Float64Array): DecomposableGraph[] {
  const lists = overlaps.lists.length;
  // Closer together where there are few hidden ones: what can be told apart there is a ratio.
  const some = Float64Array.from(
    { length: Math.min(LOOKED_AT, numbers.length) },
    (_, i, of = LOOKED_AT - 1) => {
      const place = Math.expm1((i / of) * Math.log1p(numbers.length - 1));
      return numbers[Math.min(numbers.length - 1, Math.round(place))]!;
    },
  );
  const margins = Array.from({ length: 2 ** lists }, (_, set) => marginLikelihood(overlaps, set, some));
  const common = commonTerm(overlaps, some);
  const log = new Float64Array(some.length);
  const seen = decomposableGraphs(lists).map((graph) => {
    logWeight(log, common, { margins, graph });
    return { graph, best: highestOf(log) };
  });
  const highest = seen.reduce((most, { best }) => Math.max(most, best), Number.NEGATIVE_INFINITY);
  return seen.filter(({ best }) => best >= highest - NEGLIGIBLE - MARGIN).map(({ graph }) => graph);
}

type Weighed = { margins: readonly Float64Array[]; graph: DecomposableGraph };

function logWeight(log: Float64Array, common: Float64Array, { margins, graph }: Weighed): void {
  log.set(common);
  for (const clique of graph.cliques) add(log, margins[clique]!, 1);
  for (const separator of graph.separators) add(log, margins[separator]!, -1);
}

/** What all graphs share: the ways to choose who is hidden, and the prior of the total. */
function commonTerm(overlaps: ListOverlaps, numbers: Float64Array): Float64Array {
  const known = knownIn(overlaps);
  return numbers.map((hidden) => {
    const total = known + hidden;
    return logGamma(total + 1) - logGamma(hidden + 1) - Math.log(total);
  });
}

/** Log likelihood of the table over some lists, for each number of hidden ones; these stand in its empty cell. */
function marginLikelihood({ lists, counts }: ListOverlaps, set: number, numbers: Float64Array): Float64Array {
  const known = counts.reduce((sum, count) => sum + count, 0);
  const share = 2 ** (lists.length - bitsIn(set)) / 2 ** lists.length;
  const cells = new Map<number, number>();
  for (let sub = set; ; sub = (sub - 1) & set) {
    cells.set(sub, 0);
    if (sub === 0) break;
  }
  for (const [held, count] of counts.entries()) cells.set(held & set, cells.get(held & set)! + count);
  const others = [...cells].filter(([sub]) => sub !== 0);
  const fixed =
    others.reduce((sum, [, count]) => sum + logGamma(count + share) - logGamma(share), 0) - logGamma(share);
  const empty = cells.get(0)!;
  return numbers.map((hidden) => fixed + logGamma(empty + hidden + share) - logGamma(known + hidden + 1));
}

function add(sum: Float64Array, other: Float64Array, sign: 1 | -1): void {
  for (let i = 0; i < sum.length; i += 1) sum[i]! += sign * other[i]!;
}

function highestOf(log: Float64Array): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < log.length; i += 1) if (log[i]! > highest) highest = log[i]!;
  return highest;
}

function largestOf(weights: Float64Array): number {
  return weights.reduce((best, weight, i) => (weight > weights[best]! ? i : best), 0);
}

/** Lanczos' approximation; error below 2e-10 in the log. Source: Numerical analysis, Lanczos 1964. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const terms = [
    676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
    -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const series = terms.reduce((sum, term, i) => sum + term / (x + i), 0.9999999999998099);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}
