import { Problem } from '../../shared/problem.ts';
import type { ScreenEvent } from '../events/screen-event.ts';
import type { Decision } from '../screen/decision.ts';
import type { SavedScreen, Screen } from '../screen/screen-types.ts';
import { type EventLog, type LoggedEvent, openEventLog } from './event-log.ts';
import { type RecentEvidence, recentEvidence } from './recent-evidence.ts';

/** A decision with the events that it rests on, as far as they are remembered. */
export type Decided = { decision: Decision; evidence: ScreenEvent[] };

export type ScreeningOptions = {
  folder: string;
  /** A screen that stands where the saved one stood; throws `prevention.saved-state-differs`. */
  restore(saved: SavedScreen | undefined): Screen;
  /** Keeps what follows from decisions. It is called again for the same ones after a crash: it keeps each once. */
  keep(decided: readonly Decided[]): Promise<void>;
  /** Told at once, before anything is on disk: for stopping a stream. Told again after a restart. */
  onDecision?(decision: Decision): void;
  /** Told by code. */
  onTrouble(trouble: { why: string }): void;
};

/** A screen whose memory survives kill -9: taken events are in a log, and what followed from them follows again. */
export type Screening = {
  /**
   * Resolves when the events are on disk, with what was decided on them. Throws `prevention.overloaded` where too
   * many wait.
   */
  take(events: readonly LoggedEvent[]): Promise<Decision[]>;
  /** The last mark that was taken: everything up to it is on disk. 0: none. */
  readonly mark: number;
  readonly waiting: number;
  readonly screen: Screen;
  close(): Promise<void>;
};

type Saved = { screen: SavedScreen; mark: number; evidence: ScreenEvent[] };
type Batch = {
  events: readonly LoggedEvent[];
  done(decisions: Decision[]): void;
  failed(cause: unknown): void;
};

/** Chosen: one flush for as many events as come in during one, without holding others up for long. */
const MOST_AT_ONCE = 2_000;
/** Chosen: a second or two of the fastest stream: what waits longer should wait at its sender. */
const MOST_WAITING = 50_000;
/** Chosen: a restart reads this again within seconds. */
const SNAPSHOT_AFTER_BYTES = 64 * 1024 * 1024;

export async function openScreening(options: ScreeningOptions): Promise<Screening> {
  const evidence = recentEvidence();
  let screen: Screen | undefined;
  let mark = 0;
  const again: Decision[] = [];
  const takeOne = ({ event, mark: place }: LoggedEvent): Decision[] => {
    screen ??= options.restore(undefined);
    evidence.note(event);
    if (place !== undefined) mark = Math.max(mark, place);
    return screen.take(event);
  };
  const log = await openEventLog<Saved>(options.folder, {
    onSnapshot(saved) {
      mark = saved.mark;
      for (const event of saved.evidence) evidence.note(event);
      screen = restoreOrLearn(options, saved, again);
    },
    onEvent: (logged) => void again.push(...takeOne(logged)),
  });
  screen ??= options.restore(undefined);
  // Whoever stops streams may not have been told before the crash: being told twice does no harm.
  for (const decision of again) options.onDecision?.(decision);
  await options.keep(withEvidence(again, evidence));
  return running(options, { log, evidence, screen, takeOne, mark: () => mark });
}

/** Under other rules the saved state means nothing: what is remembered of the events is screened anew. */
function restoreOrLearn(options: ScreeningOptions, saved: Saved, again: Decision[]): Screen {
  try {
    return options.restore(saved.screen);
  } catch (cause) {
    if (!(cause instanceof Problem && cause.code === 'prevention.saved-state-differs')) throw cause;
    const screen = options.restore(undefined);
    again.push(...saved.evidence.flatMap((event) => screen.take(event)));
    return screen;
  }
}

/** Looked up when all that came together was taken: the start of a stream may come after what shows in it. */
function withEvidence(decisions: readonly Decision[], evidence: RecentEvidence): Decided[] {
  return decisions.map((decision) => ({ decision, evidence: evidence.of(decision) }));
}

type Running = {
  log: EventLog<Saved>;
  evidence: RecentEvidence;
  screen: Screen;
  takeOne(logged: LoggedEvent): Decision[];
  mark(): number;
};

function running(options: ScreeningOptions, { log, evidence, screen, takeOne, mark }: Running): Screening {
  const batches: Batch[] = [];
  let waiting = 0;
  let working: Promise<void> | undefined;
  let broken: unknown;
  let snapshotting = Promise.resolve();
  let onDisk = mark();

  const nextBatches = (): Batch[] => {
    const some: Batch[] = [];
    for (let events = 0; batches.length > 0 && events < MOST_AT_ONCE; ) {
      const batch = batches.shift()!;
      events += batch.events.length;
      some.push(batch);
    }
    return some;
  };
  const work = async (): Promise<void> => {
    while (batches.length > 0) {
      const some = nextBatches();
      try {
        if (broken !== undefined) throw broken;
        const written = log.append(some.flatMap(({ events }) => events));
        const decided = some.map(({ events }) => events.flatMap(takeOne));
        for (const decision of decided.flat()) options.onDecision?.(decision);
        await Promise.all([written, options.keep(withEvidence(decided.flat(), evidence))]);
        onDisk = mark();
        some.forEach(({ done }, i) => {
          done(decided[i]!);
        });
        if (log.bytes > SNAPSHOT_AFTER_BYTES) await snapshot();
      } catch (cause) {
        // The screen has seen what may not be on disk: only a restart, which reads the disk, can go on.
        broken = cause;
        for (const { failed } of some) failed(cause);
      }
      for (const { events } of some) waiting -= events.length;
    }
    working = undefined;
  };
  const snapshot = async (): Promise<void> => {
    await snapshotting;
    const { written } = await log.snapshot({
      screen: screen.state(),
      mark: mark(),
      evidence: evidence.all(),
    });
    // One that cannot be written costs a longer restart: the log that it would stand for is still there.
    snapshotting = written.catch((cause) => options.onTrouble({ why: `snapshot: ${(cause as Error).name}` }));
  };
  return {
    async take(events) {
      if (waiting + events.length > MOST_WAITING) throw new Problem('prevention.overloaded');
      waiting += events.length;
      return new Promise((done, failed) => {
        batches.push({ events, done, failed });
        working ??= Promise.resolve().then(work);
      });
    },
    get mark() {
      return onDisk;
    },
    get waiting() {
      return waiting;
    },
    screen,
    async close() {
      await working;
      if (broken === undefined && log.bytes > 0) await snapshot();
      await snapshotting;
      await log.close();
    },
  };
}
