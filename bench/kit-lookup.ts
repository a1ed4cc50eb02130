import { randomBytes } from 'node:crypto';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { openHashIndex } from '../src/hashing/index.ts';
import { type HeldList, knownContent, type ListedEntry } from '../src/prevention/lookup/known-content.ts';

export const title = 'Lookups in the kit, one at a time, while entries come and go';

const ENTRIES = 1_000_000;
const LOOKUPS = 20_000;
/** The promise: a frame of a live stream is looked up in less. */
const LIMIT_MS = 1;
const PUT_AT_ONCE = 2_000;
/** So many lookups after one another; then an update of so many entries. */
const BETWEEN_UPDATES = 500;
const UPDATED = 20;

const LIST: HeldList = { code: 'bench', name: 'Bench', holder: 'Nobody', meaning: 'harmful', scheme: 'none' };

/** `--entries=1000000`; each has a PDQ hash and an MD5. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const count = numberOption(options, 'entries', ENTRIES);
  // As the kit opens it.
  const index = await openHashIndex({ threads: 0 });
  const known = knownContent(index);
  const startedMs = performance.now();
  for (let start = 0; start < count; start += PUT_AT_ONCE) {
    known.put(
      LIST,
      Array.from({ length: Math.min(PUT_AT_ONCE, count - start) }, (_, i) => entryOf(start + i)),
    );
  }
  await index.settle();
  const loadSeconds = (performance.now() - startedMs) / 1_000;
  const { pdqMs, exactMs } = await measure(known, count);
  const memoryMb = Math.round(process.memoryUsage().rss / 1_048_576);
  await known.close();
  const p99 = quantile(pdqMs, 0.99);
  return {
    ratio: LIMIT_MS / p99,
    ratioOf: '1 ms / p99 of a lookup by PDQ',
    facts: {
      entries: count,
      loadSeconds: loadSeconds.toFixed(1),
      memoryMb,
      lookups: pdqMs.length,
      pdqP50Ms: quantile(pdqMs, 0.5).toFixed(3),
      pdqP99Ms: p99.toFixed(3),
      pdqSlowestMs: Math.max(...pdqMs).toFixed(1),
      md5P50Ms: quantile(exactMs, 0.5).toFixed(4),
      md5P99Ms: quantile(exactMs, 0.99).toFixed(4),
    },
  };
}

function entryOf(n: number): ListedEntry {
  const values = [
    { kind: 'pdq', hex: randomBytes(32).toString('hex'), quality: undefined },
    { kind: 'md5', hex: randomBytes(16).toString('hex'), quality: undefined },
  ] as const;
  return { entryId: `e${n}`, media: 'image', classification: 'A', standing: 'stands', values };
}

async function measure(known: ReturnType<typeof knownContent>, count: number) {
  const pdqMs: number[] = [];
  const exactMs: number[] = [];
  for (let i = 0; i < LOOKUPS; i += 1) {
    if (i % BETWEEN_UPDATES === 0) {
      known.put(
        LIST,
        Array.from({ length: UPDATED }, () => entryOf(Math.floor(Math.random() * count))),
      );
    }
    const pdq = { hash: randomBytes(32).toString('hex'), quality: 100 };
    const startedMs = performance.now();
    await known.hitsOf({ pdq });
    const betweenMs = performance.now();
    await known.hitsOf({ md5: pdq.hash.slice(0, 32) });
    pdqMs.push(betweenMs - startedMs);
    exactMs.push(performance.now() - betweenMs);
  }
  return { pdqMs, exactMs };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)]!;
}
