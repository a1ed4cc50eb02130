import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import type { RunOptions, TrialResult } from '../checks/named-runs.ts';
import { createHashList, importHashList } from '../src/flow/index.ts';
import { damageDocument } from '../src/intake/fuzz-mutations.ts';
import { checkEntry } from '../src/matching/lists/check-entry.ts';
import { REJECTIONS } from '../src/matching/lists/given-entry.ts';
import type { ListFormat } from '../src/matching/lists/read-list.ts';
import { readAll, sampleList } from '../src/matching/lists/test-lists.ts';
import type { Store } from '../src/shared/db.ts';
import { Problem } from '../src/shared/problem.ts';
import { startTestServer, testStore } from '../src/store/test-database.ts';

export const title =
  'Damaged hash lists: each is read or refused with a code, and imported twice is as if once (--lists=20000 for each format, --seed=1)';

const SYSTEM = { kind: 'system', part: 'trial' } as const;
const FORMATS = ['ncmec-xml', 'vics-json', 'threat-exchange-json', 'csv'] as const;
/** A file that takes longer than this holds an import up. */
const SLOW_MS = 2_000;
/** Of so many damaged lists one goes through the whole import, twice. */
const IMPORTED_OF = 50;
const SAMPLE_ENTRIES = [1, 3, 12, 40];

type Tally = {
  read: number;
  refused: number;
  crashed: number;
  slow: number;
  imported: number;
  changedBySecond: number;
};

export async function run(options: RunOptions): Promise<TrialResult> {
  const server = await startTestServer();
  Object.assign(process.env, server.env);
  try {
    return await fuzzLists({
      lists: Number(options['lists'] ?? 20_000),
      seed: Number(options['seed'] ?? 1),
    });
  } finally {
    await server.stop();
  }
}

/** Reads damaged lists of every format, and imports some of them twice into a database of its own. */
export async function fuzzLists({ lists, seed }: { lists: number; seed: number }): Promise<TrialResult> {
  const { store, drop } = await testStore();
  try {
    const tallies: [ListFormat, Tally][] = [];
    for (const format of FORMATS) tallies.push([format, await fuzzFormat(store, format, { lists, seed })]);
    const amiss = tallies.reduce((sum, [, t]) => sum + t.crashed + t.slow + t.changedBySecond, 0);
    const words = tallies.map(([format, t]) => [
      format,
      `read ${t.read}, refused ${t.refused}, crashed ${t.crashed}, slow ${t.slow}, imported ${t.imported}, changed by a second import ${t.changedBySecond}`,
    ]);
    return { held: amiss === 0, facts: { lists: lists * FORMATS.length, ...Object.fromEntries(words) } };
  } finally {
    await drop();
  }
}

async function fuzzFormat(
  store: Store,
  format: (typeof FORMATS)[number],
  { lists, seed }: { lists: number; seed: number },
): Promise<Tally> {
  const tally: Tally = { read: 0, refused: 0, crashed: 0, slow: 0, imported: 0, changedBySecond: 0 };
  const samples = SAMPLE_ENTRIES.map((entries) => Buffer.from(sampleList(format, entries)));
  for (let n = 0; n < lists; n += 1) {
    const damaged = packed(damageDocument(samples[n % samples.length]!, seed * 1_000_003 + n), n);
    await readDamaged(damaged, tally);
    if (n % IMPORTED_OF === 0) await importDamaged(store, damaged, { tally, code: `${format}-${n}` });
  }
  return tally;
}

/** Now and then the list comes compressed, and the archive is what is damaged. */
function packed(list: Buffer, n: number): Buffer {
  if (n % 16 === 7) return damageDocument(gzipSync(list), n);
  return n % 16 === 15 ? damageDocument(Buffer.from(zipSync({ list })), n) : list;
}

async function readDamaged(damaged: Buffer, tally: Tally): Promise<void> {
  const started = performance.now();
  try {
    const { items } = await readAll([damaged]);
    for (const item of items) {
      if (item.what === 'rejected' && !Object.hasOwn(REJECTIONS, item.code)) throw new Error(item.code);
      if (item.what === 'entry') checkEntry(item, 'other');
    }
    tally.read += 1;
  } catch (failure) {
    if (failure instanceof Problem && failure.code.startsWith('lists.')) tally.refused += 1;
    else {
      tally.crashed += 1;
      console.error(failure);
    }
  }
  if (performance.now() - started > SLOW_MS) tally.slow += 1;
}

async function importDamaged(
  store: Store,
  damaged: Buffer,
  { tally, code }: { tally: Tally; code: string },
): Promise<void> {
  await createHashList(store, SYSTEM, {
    code,
    name: code,
    holder: 'Trial',
    meaning: 'harmful',
    scheme: 'other',
    country: null,
    own: false,
    handling: null,
    contact: null,
  });
  const once = () =>
    importHashList(store, SYSTEM, { list: code, open: () => Readable.from([damaged]), again: true });
  try {
    const first = await once();
    const { counts } = await once();
    tally.imported += 1;
    const isSame = counts.added === 0 && counts.updated === 0 && counts.entries === first.counts.entries;
    if (!isSame || counts.opinions !== 0) tally.changedBySecond += 1;
  } catch (failure) {
    if (failure instanceof Problem) return;
    tally.crashed += 1;
    console.error(failure);
  }
}
