import { openBureau, readBureau, registerSource } from '../access/index.ts';
import { fillSyntheticUnits, type Intake, openIntake, refreshPicture } from '../flow/index.ts';
import { settableClock } from '../shared/clock.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { Signer } from '../shared/signer.ts';
import { type ExampleDocument, writeExampleDocuments } from './example-documents.ts';
import { addPeople, type Cast } from './people.ts';
import { daysBefore, type Period } from './period.ts';
import { deriveReceived, receiveAll } from './receive-example.ts';
import { DEMO_SOURCES } from './senders.ts';
import type { Truth } from './truth.ts';

/** An opened Everydot, as far as the example needs it. */
export type Opened = { store: Store; signer: Signer };

export type Progress = (step: string, done: number, total: number) => void;

/** `period`: the thirty days up to now unless said otherwise. `settle`: works off what follows from what was done. */
export type LoadOptions = {
  seed: number;
  period?: Period;
  onProgress?: Progress;
  settle?: () => Promise<void>;
};

const EXAMPLE_DAYS = 30;
const LOADER = { kind: 'system', part: 'example' } as const;

/** Opens an empty database as the bureau of generated referrals. Throws `demo.not-empty`. */
export async function openExampleBureau(store: Store, name: string, from: Date): Promise<Cast> {
  if (await readBureau(store.db)) throw new Problem('demo.not-empty');
  await openBureau(store.db, { name, synthetic: true, openedAt: from });
  for (const source of DEMO_SOURCES) await registerSource(store, LOADER, source);
  await fillSyntheticUnits(store, LOADER, from.toISOString().slice(0, 10));
  return addPeople(store, from);
}

/** Fills an empty database with a month: documents through the real intake, then the bureau's work on them. */
export async function loadExample(opened: Opened, options: LoadOptions): Promise<Record<string, unknown>> {
  const startedMs = performance.now();
  const period = options.period ?? daysBefore(opened.store.clock.now(), EXAMPLE_DAYS);
  const clock = settableClock(new Date(period.from));
  const store = { ...opened.store, clock };
  await openExampleBureau(store, 'Example bureau (synthetic)', new Date(period.from));
  const { documents, truth } = writeExampleDocuments({ seed: options.seed, period });
  const intake = openIntake(store);
  await receiveInOrder({ intake, clock, documents, truth, onProgress: options.onProgress });
  await options.settle?.();
  await refreshPicture(opened.store);
  return {
    documents: documents.length,
    referrals: truth.length,
    seconds: Math.round((performance.now() - startedMs) / 100) / 10,
  };
}

type Receiving = {
  intake: Intake;
  clock: ReturnType<typeof settableClock>;
  documents: readonly ExampleDocument[];
  truth: readonly Truth[];
  onProgress: Progress | undefined;
};

async function receiveInOrder({ intake, clock, documents, truth, onProgress }: Receiving): Promise<void> {
  let done = 0;
  for (const together of chunksOf(documents, truth)) {
    await receiveAll(intake, together);
    clock.set(new Date(together.at(-1)!.receivedAt.getTime() + DERIVED_AFTER_MS));
    await deriveReceived(intake.store);
    done += together.length;
    onProgress?.('receiving', done, documents.length);
  }
}

/** What derivation takes in the service. */
const DERIVED_AFTER_MS = 2_000;
const RECEIVE_TOGETHER = 120;

/** An alarm is raised when its referral comes in: such a document ends its chunk. */
function* chunksOf(
  documents: readonly ExampleDocument[],
  truth: readonly Truth[],
): Generator<ExampleDocument[]> {
  const alarming = new Set(truth.filter((line) => line.alarming).map(({ document }) => document));
  let chunk: ExampleDocument[] = [];
  for (const document of documents) {
    chunk.push(document);
    if (chunk.length < RECEIVE_TOGETHER && !alarming.has(document.key)) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
