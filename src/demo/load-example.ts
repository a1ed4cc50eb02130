import { openBureau, readBureau, registerSource } from '../access/index.ts';
import {
  deriveReferrals,
  fillSyntheticUnits,
  type Intake,
  openIntake,
  refreshPicture,
} from '../flow/index.ts';
import { settableClock } from '../shared/clock.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { Signer } from '../shared/signer.ts';
import { type Cases, closeMonth, openOperations, startStory } from './bureau-month.ts';
import { Dice } from './dice.ts';
import { type Example, type ExampleDocument, writeExampleDocuments } from './example-documents.ts';
import { addPeople, type Cast } from './people.ts';
import { daysBefore, type Period } from './period.ts';
import { openPlay, type Play } from './play.ts';
import { deriveReceived, receiveAll } from './receive-example.ts';
import type { Received } from './received.ts';
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
  const cast = await openExampleBureau(opened.store, 'Example bureau (synthetic)', new Date(period.from));
  const example = writeExampleDocuments({ seed: options.seed, period });
  const play = openPlay(opened, { cast, dice: new Dice(options.seed).fork('play'), until: period.to });
  await openOperations(play.stage, period.from);
  await tellMonth(opened.store, { ...example, play, onProgress: options.onProgress });
  await play.runUntil(period.to);
  await closeMonth(play.stage);
  await options.settle?.();
  await refreshPicture(opened.store);
  const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
  return { documents: example.documents.length, referrals: example.truth.length, ...play.counts(), seconds };
}

type Telling = Example & { play: Play; onProgress: Progress | undefined };

/** Documents come in, are joined up and ordered; the desk works on what is there; then the next ones come. */
async function tellMonth(store: Store, { documents, truth, play, onProgress }: Telling): Promise<void> {
  const clock = settableClock(new Date(0));
  const intake = openIntake({ ...store, clock });
  const truthOf = Map.groupBy(truth, ({ document }) => document);
  const cases: Cases = { firstOfIncident: new Map() };
  for (let from = 0; from < documents.length; from += RECEIVE_TOGETHER) {
    const together = documents.slice(from, from + RECEIVE_TOGETHER);
    const received = await receiveTogether(intake, clock, { together, truthOf });
    for (const one of received) startStory(play.stage, one, cases);
    await play.runUntil(together.at(-1)!.receivedAt.getTime());
    onProgress?.('Receiving and working', from + together.length, documents.length);
  }
}

/** What derivation takes in the service. */
const DERIVED_AFTER_MS = 2_000;
const RECEIVE_TOGETHER = 200;

type Together = { together: readonly ExampleDocument[]; truthOf: ReadonlyMap<string, Truth[]> };

/** What can be read of these documents. An alarm is raised when its referral comes in, the others are joined up at once. */
async function receiveTogether(
  intake: Intake,
  clock: ReturnType<typeof settableClock>,
  { together, truthOf }: Together,
): Promise<Received[]> {
  const receipts = await receiveAll(intake, together);
  const readable = together.flatMap(({ key, receivedAt }, i) =>
    receipts[i]!.flatMap(({ id, state }, position): Received[] =>
      state === 'open' ? [{ id, receivedAt: receivedAt.getTime(), truth: truthOf.get(key)![position]! }] : [],
    ),
  );
  for (const { id, receivedAt } of readable.filter(({ truth }) => truth.alarming)) {
    clock.set(new Date(receivedAt + DERIVED_AFTER_MS));
    await deriveReferrals(intake.store, [id]);
  }
  clock.set(new Date(together.at(-1)!.receivedAt.getTime() + DERIVED_AFTER_MS));
  await deriveReceived(intake.store);
  return readable;
}
