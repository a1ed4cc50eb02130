import { markBureauReady, openBureau, readBureau, registerSource } from '../access/index.ts';
import { deriveReferrals, fillSyntheticUnits, openIntake, refreshPicture } from '../flow/index.ts';
import type { Receipt } from '../intake/index.ts';
import { settableClock } from '../shared/clock.ts';
import type { Store } from '../shared/db.ts';
import { Dice } from '../shared/dice.ts';
import { Problem } from '../shared/problem.ts';
import type { Signer } from '../shared/signer.ts';
import { type Cases, closeMonth, openOperations, startStory } from './bureau-month.ts';
import { type Example, type ExampleDocument, writeExampleDocuments } from './example-documents.ts';
import { importExampleLists } from './import-example-lists.ts';
import { addPeople, type Cast } from './people.ts';
import { daysBefore, type Period } from './period.ts';
import { worldOfMonth } from './plan-month.ts';
import { openPlay, type Play } from './play.ts';
import { deriveReceived, receiveAll } from './receive-example.ts';
import type { Received } from './received.ts';
import { reportsOfMonth } from './reports-of-month.ts';
import { DEMO_SOURCES } from './senders.ts';
import { auditOldWave } from './story-of-circulation.ts';
import { keepClaims } from './story-of-claims.ts';
import { markWhatIsNew } from './story-of-emerging.ts';
import { gradeSamples } from './story-of-grading.ts';
import { askAboutHidden } from './story-of-hidden.ts';
import { suspectsStory } from './story-of-instrument.ts';
import { decideOnLinks, judgeLinkSample } from './story-of-links.ts';
import { keepOwnList } from './story-of-own-list.ts';
import { askForcesAboutRemovals, registerExampleHosts } from './story-of-removal.ts';
import { writeReports } from './story-of-reports.ts';
import { sendReturns } from './story-of-returns.ts';
import type { Truth } from './truth.ts';

/** An opened Everydot, as far as the example needs it. */
export type Opened = { store: Store; signer: Signer };

export type Progress = (step: string, done: number, total: number) => void;

/** `period`: the thirty days up to now unless said otherwise. `settle`: works off what follows from what was done. */
export type LoadOptions = {
  seed: number;
  period?: Period;
  scale?: number;
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
  const example = writeExampleDocuments({ seed: options.seed, period, scale: options.scale ?? 1 });
  const world = worldOfMonth({ seed: options.seed, scale: options.scale ?? 1 });
  await importExampleLists(opened.store, world, new Date(period.from));
  await registerExampleHosts(opened.store, new Date(period.from));
  const play = openPlay(opened, { cast, dice: new Dice(options.seed).fork('play'), until: period.to });
  await openOperations(play.stage, period.from);
  const received = await tellMonth(opened.store, { ...example, play, onProgress: options.onProgress });
  await play.runUntil(period.to);
  await closeMonth(play.stage);
  await askForcesAboutRemovals(play.stage);
  await auditOldWave(play.stage);
  await gradeSamples(play.stage);
  await decideOnLinks(play.stage, received);
  await judgeLinkSample(play.stage, received);
  // As a story of its own: what the bureau's rules do not allow ends it, and is counted.
  play.stage.start(suspectsStory(play.stage), period.to);
  await play.runUntil(period.to);
  await keepOwnList(play.stage, opened.signer);
  await sendReturns(play.stage);
  await keepClaims(play.stage);
  await markWhatIsNew(play.stage, received);
  await options.settle?.();
  await refreshPicture(opened.store);
  await writeReports(
    { store: opened.store, cast, at: period.to },
    reportsOfMonth({ from: period.from, until: period.to }),
  );
  await askAboutHidden(opened.store, cast, period);
  await markBureauReady(opened.store.db, opened.store.clock.now());
  const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
  return { documents: example.documents.length, referrals: example.truth.length, ...play.counts(), seconds };
}

type Telling = Example & { play: Play; onProgress: Progress | undefined };

/** Documents come in, are joined up and ordered; the desk works on what is there while the next ones come in. */
async function tellMonth(store: Store, { documents, truth, play, onProgress }: Telling): Promise<Received[]> {
  const clock = settableClock(new Date(0));
  const intake = openIntake({ ...store, clock });
  const truthOf = Map.groupBy(truth, ({ document }) => document);
  const cases: Cases = { firstOfIncident: new Map() };
  const all: Received[] = [];
  let coming = receiveAll(intake, documents.slice(0, RECEIVE_TOGETHER));
  for (let from = 0; from < documents.length; from += RECEIVE_TOGETHER) {
    const next = from + RECEIVE_TOGETHER;
    const together = documents.slice(from, next);
    const received = readable(together, await coming, truthOf);
    await derive(intake.store, clock, { received, until: together.at(-1)!.receivedAt });
    coming = receiveAll(intake, documents.slice(next, next + RECEIVE_TOGETHER));
    for (const one of received) startStory(play.stage, one, cases);
    all.push(...received);
    await Promise.all([play.runUntil(together.at(-1)!.receivedAt.getTime()), coming]);
    onProgress?.('Receiving and working', Math.min(next, documents.length), documents.length);
  }
  return all;
}

/** What derivation takes in the service. */
const DERIVED_AFTER_MS = 2_000;
const RECEIVE_TOGETHER = 200;

/** The referrals that could be read, each with the truth about it. */
function readable(
  documents: readonly ExampleDocument[],
  receipts: readonly Receipt[][],
  truthOf: ReadonlyMap<string, Truth[]>,
): Received[] {
  return documents.flatMap(({ key, receivedAt }, i) =>
    receipts[i]!.flatMap(({ id, state }, position): Received[] =>
      state === 'open' ? [{ id, receivedAt: receivedAt.getTime(), truth: truthOf.get(key)![position]! }] : [],
    ),
  );
}

/** An alarm is raised when its referral comes in; the others are joined up together, once the last one is there. */
async function derive(
  store: Store,
  clock: ReturnType<typeof settableClock>,
  { received, until }: { received: readonly Received[]; until: Date },
): Promise<void> {
  for (const { id, receivedAt } of received.filter(({ truth }) => truth.alarming)) {
    clock.set(new Date(receivedAt + DERIVED_AFTER_MS));
    await deriveReferrals(store, [id]);
  }
  clock.set(new Date(until.getTime() + DERIVED_AFTER_MS));
  await deriveReceived(store);
}
