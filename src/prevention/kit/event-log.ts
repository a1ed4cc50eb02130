import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ScreenEvent } from '../events/screen-event.ts';
import { replaceFile } from '../journal/durable-file.ts';
import { type Journal, openJournal } from '../journal/journal.ts';

/** One taken event. `mark`: its place in the stream that it came from, where that has one. */
export type LoggedEvent = { event: ScreenEvent; mark?: number };

/** What a snapshot stands for: all events of the segments before `segment`. `body` is the caller's. */
export type Snapshot<Body> = { format: 1; segment: number; body: Body };

export type EventLog<Body> = {
  append(events: readonly LoggedEvent[]): Promise<void>;
  /** Bytes that a restart has to read again. */
  readonly bytes: number;
  /** Starts a new segment, to which all that follows goes; then writes the snapshot and drops what it stands for. */
  snapshot(body: Body): Promise<{ written: Promise<void> }>;
  close(): Promise<void>;
};

const SNAPSHOT_FILE = 'screen.snapshot';
const SEGMENT = /^events-(\d{8})\.journal$/;

/** Reads the last snapshot, then every event since: in this order, so that the caller stands where it stood. */
export async function openEventLog<Body>(
  folder: string,
  reader: { onSnapshot(body: Body): void; onEvent(logged: LoggedEvent): void },
): Promise<EventLog<Body>> {
  const snapshot = await readSnapshot<Body>(path.join(folder, SNAPSHOT_FILE));
  if (snapshot) reader.onSnapshot(snapshot.body);
  const segments = await segmentsIn(folder);
  const wanted = segments.filter((segment) => segment >= (snapshot?.segment ?? 0));
  let segment = wanted.at(-1) ?? snapshot?.segment ?? 0;
  let journal!: Journal<LoggedEvent>;
  let earlierBytes = 0;
  for (const each of wanted.length > 0 ? wanted : [segment]) {
    earlierBytes += journal?.size ?? 0;
    await journal?.close();
    journal = await openJournal(segmentFile(folder, each), reader.onEvent);
  }
  return {
    append: (events) => journal.append(...events),
    get bytes() {
      return earlierBytes + journal.size;
    },
    async snapshot(body) {
      const before = journal;
      const next = segment + 1;
      const text = JSON.stringify({ format: 1, segment: next, body } satisfies Snapshot<Body>);
      journal = await openJournal(segmentFile(folder, next), () => undefined);
      segment = next;
      earlierBytes = 0;
      const write = async (): Promise<void> => {
        await before.close();
        await replaceFile(path.join(folder, SNAPSHOT_FILE), text);
        for (const old of await segmentsIn(folder)) {
          if (old < next) await rm(segmentFile(folder, old));
        }
      };
      return { written: write() };
    },
    close: () => journal.close(),
  };
}

function segmentFile(folder: string, segment: number): string {
  return path.join(folder, `events-${String(segment).padStart(8, '0')}.journal`);
}

async function segmentsIn(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .flatMap((name) => SEGMENT.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
}

async function readSnapshot<Body>(file: string): Promise<Snapshot<Body> | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Snapshot<Body>;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  }
}
