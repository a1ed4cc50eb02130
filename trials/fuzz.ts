import type { RunOptions, TrialResult } from '../checks/named-runs.ts';
import { registerSource } from '../src/access/index.ts';
import { DEMO_SOURCES, type ExampleDocument, monthPeriod, writeExampleDocuments } from '../src/demo/index.ts';
import { openIntake, proveConservation, receiveDocument } from '../src/flow/index.ts';
import { damageDocument } from '../src/intake/fuzz-mutations.ts';
import { ADAPTERS, type Adapter } from '../src/intake/index.ts';
import type { Store } from '../src/shared/db.ts';
import { Problem } from '../src/shared/problem.ts';
import { startTestServer, testStore } from '../src/store/test-database.ts';

export const title =
  'Damaged documents: each ends accepted, refused with a code, or in quarantine (--documents=10000 for each format, --seed=1)';

/** A reader that takes longer than this over one document holds up all others. */
const SLOW_MS = 2_000;
const AT_ONCE = 100;
/** Samples of each format that are damaged in turn. */
const SAMPLES = 60;

export async function run(options: RunOptions): Promise<TrialResult> {
  const server = await startTestServer();
  Object.assign(process.env, server.env);
  try {
    return await fuzzAdapters({
      documents: Number(options['documents'] ?? 10_000),
      seed: Number(options['seed'] ?? 1),
    });
  } finally {
    await server.stop();
  }
}

/** Sends damaged documents of every format through the real intake into a database of its own. */
export async function fuzzAdapters({
  documents,
  seed,
}: {
  documents: number;
  seed: number;
}): Promise<TrialResult> {
  const { store, drop } = await testStore(new Date('2026-11-01T00:00:00Z'));
  try {
    const tallies = [];
    for (const adapter of ADAPTERS) tallies.push(await fuzzOne(store, adapter, { documents, seed }));
    const conservation = await proveConservation(store);
    const receipts = sum(tallies.map(({ open, quarantined }) => open + quarantined));
    const amiss = sum(
      tallies.map(
        ({ crashed, readerFaults, slow, leaks, unanswered }) =>
          crashed + readerFaults + slow + leaks + unanswered,
      ),
    );
    return {
      held: amiss === 0 && conservation.holds && conservation.received === receipts,
      facts: {
        documents: documents * ADAPTERS.length,
        'receipts counted by the database': conservation.received,
        'receipts told to senders': receipts,
        'conservation holds': String(conservation.holds),
        ...Object.fromEntries(tallies.map(({ name, ...counts }) => [name, inWords(counts)])),
      },
    };
  } finally {
    await drop();
  }
}

function newTally(name: string) {
  return {
    name,
    sent: 0,
    repeated: 0,
    open: 0,
    quarantined: 0,
    refused: 0,
    crashed: 0,
    readerFaults: 0,
    slow: 0,
    leaks: 0,
    unanswered: 0,
    slowestMs: 0,
  };
}
type Tally = ReturnType<typeof newTally>;

async function fuzzOne(
  store: Store,
  adapter: Adapter,
  { documents, seed }: { documents: number; seed: number },
): Promise<Tally> {
  const tally = newTally(adapter.name);
  const samples = samplesOf(adapter.name, seed);
  const sender = await registerSource(
    store,
    { kind: 'system', part: 'trial' },
    DEMO_SOURCES.find(({ id }) => id === samples[0]!.sourceId)!,
  );
  const intake = openIntake(store, {
    adapters: ADAPTERS.map((each) => watched(each, tally)),
    onReaderFault: () => {
      tally.readerFaults += 1;
    },
  });
  for (let from = 0; from < documents; from += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, documents - from) }, (_, i) => {
      const sample = samples[(from + i) % samples.length]!;
      const raw = damageDocument(sample.raw, seed * 1_000_003 + from + i);
      // Every third one comes without a word on what it is.
      return receiveDocument(intake, sender, {
        raw,
        channel: 'api',
        ...((from + i) % 3 > 0 && { mediaType: sample.mediaType }),
      });
    });
    for (const outcome of await Promise.allSettled(batch)) count(tally, outcome);
  }
  return tally;
}

function count(
  tally: Tally,
  outcome: PromiseSettledResult<Awaited<ReturnType<typeof receiveDocument>>>,
): void {
  tally.sent += 1;
  if (outcome.status === 'fulfilled') {
    if (outcome.value.length === 0) tally.unanswered += 1;
    for (const { state, repeated } of outcome.value) {
      if (repeated) tally.repeated += 1;
      else tally[state === 'quarantined' ? 'quarantined' : 'open'] += 1;
    }
  } else if (outcome.reason instanceof Problem && outcome.reason.code.startsWith('intake.'))
    tally.refused += 1;
  else {
    tally.crashed += 1;
    console.error(tally.name, outcome.reason);
  }
}

/** The adapter with a stopwatch, and an eye on what leaves it. */
function watched(adapter: Adapter, tally: Tally): Adapter {
  const timed = <T>(work: () => T): T => {
    const startedMs = performance.now();
    try {
      return work();
    } finally {
      const tookMs = performance.now() - startedMs;
      tally.slowestMs = Math.max(tally.slowestMs, Math.round(tookMs));
      if (tookMs > SLOW_MS) tally.slow += 1;
    }
  };
  return {
    ...adapter,
    ...(adapter.split && { split: (raw) => timed(() => adapter.split!(raw)) }),
    read: (raw, context) =>
      timed(() => {
        const reading = adapter.read(raw, context);
        if (
          holdsPayload(JSON.stringify(reading.content)) ||
          holdsPayload((reading.raw ?? raw).toString('latin1'))
        )
          tally.leaks += 1;
        return reading;
      }),
  };
}

/** A run of base64 that is long enough to be a picture. */
function holdsPayload(text: string): boolean {
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    length = /[A-Za-z0-9+/]/.test(text[at]!) ? length + 1 : 0;
    if (length >= 512) return true;
  }
  return false;
}

function samplesOf(kind: string, seed: number): ExampleDocument[] {
  const { documents, truth } = writeExampleDocuments({ seed, period: monthPeriod('2026-10') });
  const broken = new Set(truth.filter((line) => line.broken).map(({ document }) => document));
  return documents
    .filter(({ adapter, key }) => adapter === kind && !broken.has(key))
    .slice(0, SAMPLES)
    .map((document) => (kind === 'hotline-csv' ? { ...document, raw: firstRows(document.raw) } : document));
}

/** A header and two rows: damage is to meet rows, not to be lost among hundreds. */
function firstRows(raw: Buffer): Buffer {
  return Buffer.from(raw.toString('utf8').split('\r\n').slice(0, 3).join('\r\n'));
}

function inWords(counts: Record<string, number | string>): string {
  return Object.entries(counts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
