import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { seededRandom } from '../src/hashing/index/sample-hashes.ts';
import { HASH_BYTES, type HashIndex, type HashIndexOptions, openHashIndex } from '../src/hashing/index.ts';
import { type FaissResult, measureFaiss } from './match/faiss.ts';
import {
  fill,
  latencies,
  pairs,
  plainPairs,
  quantile,
  recall,
  seconds,
  throughput,
} from './match/measure.ts';
import { clusteredSet, type HashSet, randomSet } from './match/sets.ts';
import { measureUpdates } from './match/updates.ts';

export const title = 'Hashes found within distance 31: the exact index, beside faiss';

const PER_PROCESSOR = 'queries a processor second';

/** Source: issue "Matching at national scale". */
const PROMISED = 6_000;

const FLAT = 'flat';
const HMA = 'multi-hash 16x16 (HMA)';
const BEST_EXACT = 'multi-hash 11x23, nflip 2';

/** Chosen: so many queries are compared with a scan in plain TypeScript; all are with the index's own scan. */
const PLAIN_QUERIES = 4;
const LOOKUPS = 5_000;

type Facts = Record<string, number | string>;

/** Facts that are told on standard error as they come: at 10 million, faiss alone takes minutes. */
function tellingFacts(): Facts {
  return new Proxy<Facts>(
    {},
    {
      set(facts, name, value) {
        console.error(`${String(name)}: ${value}`);
        return Reflect.set(facts, name, value);
      },
    },
  );
}

/** Options: `size`, `queries`, `clustered` (its size), `python` (one that has faiss), `peers=no`, `seed`. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const size = numberOption(options, 'size', 10_000_000);
  const queries = numberOption(options, 'queries', 1_024);
  const random = seededRandom(numberOption(options, 'seed', 1));
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-match-'));
  const snapshot = path.join(folder, 'snapshot');
  const facts = tellingFacts();
  Object.assign(facts, { hashes: size, queries, 'load before': loadavg()[0]!.toFixed(2) });
  try {
    const set = randomSet(size, queries, random);
    const expected = await measureBuilt(set, snapshot, facts);
    await measureTwoThreads(set, snapshot, facts);
    await measureRestartAndUpdates(set, { snapshot, random }, facts);
    await rm(snapshot);
    const clustered = clusteredSet(numberOption(options, 'clustered', size), queries, random);
    await withFilled(clustered, { threads: 1 }, async (index) => {
      facts['clustered: matches a query'] = Math.round(
        (await index.search(clustered.queries)).ids.length / queries,
      );
      const { perSecond, perProcessorSecond } = await throughput(index, clustered.queries);
      facts['clustered: queries/s'] = Math.round(perSecond);
      facts['clustered: per processor s'] = Math.round(perProcessorSecond);
    });
    const faiss =
      options['peers'] === 'no'
        ? 'faiss was not asked for'
        : await measureFaiss(set, expected, { folder, python: options['python'] });
    facts['load after'] = loadavg()[0]!.toFixed(2);
    return { ...compare(facts, faiss), facts };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One thread: build, recall, throughput, latency; writes the snapshot. Gives the pairs that are right. */
async function measureBuilt(set: HashSet, snapshot: string, facts: Facts): Promise<Uint32Array> {
  let right: Uint32Array = new Uint32Array(0);
  await withFilled(
    set,
    { threads: 1 },
    async (index) => {
      facts['bytes a hash'] = (index.status().bytes / index.status().size).toFixed(1);
      const one = await throughput(index, set.queries);
      facts['queries/s, 1 thread'] = Math.round(one.perSecond);
      facts[PER_PROCESSOR] = Math.round(one.perProcessorSecond);
      const times = await latencies(index, set.queries, LOOKUPS);
      facts['lookup p50 ms'] = quantile(times, 0.5).toFixed(3);
      facts['lookup p99 ms'] = quantile(times, 0.99).toFixed(3);
      right = await measureRecall(index, set, facts);
      facts['snapshot: seconds to write'] = (await seconds(() => index.writeSnapshot(snapshot))).toFixed(1);
    },
    facts,
  );
  return right;
}

/** Against the index's own scan for every query, and that against plain TypeScript for some. */
async function measureRecall(index: HashIndex, set: HashSet, facts: Facts): Promise<Uint32Array> {
  const found = await index.search(set.queries);
  const scanned = await index.search(set.queries, { radius: 32 });
  const within = [...scanned.ids.keys()].filter((hit) => scanned.distances[hit]! <= 31);
  const right = within.map((hit) => `${scanned.queries[hit]}:${scanned.ids[hit]}`).sort();
  const { share, wrong } = recall(pairs(found), right);
  facts['recall'] = `${(share * 100).toFixed(2)} % of ${right.length} pairs, ${wrong} wrong`;
  const few = set.queries.subarray(0, PLAIN_QUERIES * HASH_BYTES);
  const agree = String(await plainPairs(set.hashes, few)) === String(pairs(await index.search(few)));
  facts[`plain scan agrees (${PLAIN_QUERIES})`] = agree ? 'yes' : 'NO';
  return Uint32Array.from(within.flatMap((hit) => [scanned.queries[hit]!, scanned.ids[hit]!]));
}

async function measureTwoThreads(set: HashSet, snapshot: string, facts: Facts): Promise<void> {
  const index = await openHashIndex({ threads: 2, snapshot });
  try {
    const { perSecond: two } = await throughput(index, set.queries);
    facts['queries/s, 2 threads'] = Math.round(two);
    facts['2 threads / 1'] = (two / Number(facts['queries/s, 1 thread'])).toFixed(2);
  } finally {
    await index.close();
  }
}

async function measureRestartAndUpdates(
  { queries }: HashSet,
  { snapshot, random }: { snapshot: string; random: () => number },
  facts: Facts,
): Promise<void> {
  const started = performance.now();
  const index = await openHashIndex({ threads: 1, snapshot });
  try {
    await index.search(queries.subarray(0, HASH_BYTES));
    facts['restart to first answer s'] = ((performance.now() - started) / 1000).toFixed(2);
    const updates = await measureUpdates(index, queries, random);
    facts['update visible, slowest ms'] = updates.visibleMs.toFixed(2);
    facts['slowest lookup, quiet ms'] = updates.quietSlowestMs.toFixed(2);
    facts['lookups while rebuilding'] = updates.lookups;
    facts['p99.9 of these ms'] = updates.p999Ms.toFixed(2);
    facts['slowest of these ms'] = updates.slowestMs.toFixed(2);
    facts['rebuilt and swapped in s'] = updates.rebuildSeconds.toFixed(1);
  } finally {
    await index.close();
  }
}

async function withFilled(
  set: HashSet,
  options: HashIndexOptions,
  work: (index: HashIndex) => Promise<void>,
  facts: Facts = {},
): Promise<void> {
  const index = await openHashIndex({ ...options, deltaRows: Number.POSITIVE_INFINITY });
  try {
    facts['put, seconds'] = (await seconds(() => fill(index, set.hashes))).toFixed(1);
    facts['build, seconds'] = (await seconds(() => index.settle())).toFixed(1);
    await work(index);
  } finally {
    await index.close();
  }
}

/**
 * The ratio is to faiss as HMA sets it; without faiss, to the promise of 6,000 queries a second. Both go by the
 * processor's time, so that other programs of the machine do not count.
 */
function compare(facts: Facts, faiss: FaissResult | string): Pick<BenchResult, 'ratio' | 'ratioOf'> {
  const ours = Number(facts[PER_PROCESSOR]);
  if (typeof faiss === 'string') {
    facts['faiss'] = faiss;
    return {
      ratio: ours / PROMISED,
      ratioOf: 'queries a processor second / the 6,000 promised (no faiss here)',
    };
  }
  facts['faiss'] = faiss.version;
  for (const [name, peer] of Object.entries(faiss.indexes)) {
    facts[`faiss ${name}`] =
      `${peer.perProcessorSecond.toFixed(1)} queries a processor second (${peer.perSecond.toFixed(1)} a second, ` +
      `${peer.queries} queries), recall ${peer.recall.toFixed(4)}, ${peer.wrong} wrong, ` +
      `built in ${peer.buildSeconds.toFixed(0)} s, peak ${(peer.peakBytes / 1e9).toFixed(1)} GB`;
  }
  const ratioTo = (name: string) => ours / faiss.indexes[name]!.perProcessorSecond;
  facts['ratio to best exact'] = ratioTo(BEST_EXACT).toFixed(1);
  facts['ratio to flat'] = ratioTo(FLAT).toFixed(1);
  return { ratio: ratioTo(HMA), ratioOf: 'queries a processor second, one thread / faiss as HMA sets it' };
}
