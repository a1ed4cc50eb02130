import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../shared/problem.ts';
import { syncFolder } from './durable-file.ts';
import { lineOf, recordOf } from './journal-lines.ts';

/** A file that is only ever added to. */
export type Journal<R> = {
  /** Resolves when the records are on disk, together and in order. What waits meanwhile shares the next flush. */
  append(...records: readonly R[]): Promise<void>;
  /** Bytes in the file. */
  readonly size: number;
  close(): Promise<void>;
};

type Waiting = { text: string; done(): void; failed(cause: unknown): void };

/**
 * Opens or makes a journal and hands its records to `onRecord` in their order. A last line that a crash cut short is
 * taken off: nobody was told that it is on disk. Throws `prevention.journal-damaged` where anything before it is amiss.
 */
export async function openJournal<R>(file: string, onRecord: (record: R) => void): Promise<Journal<R>> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const whole = await readWhole(file, onRecord);
    if (whole < (await handle.stat()).size) await handle.truncate(whole);
    await handle.sync();
    await syncFolder(path.dirname(file));
    return writer(handle, whole);
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

/** Bytes up to the end of the last whole line. */
async function readWhole<R>(file: string, onRecord: (record: R) => void): Promise<number> {
  let whole = 0;
  let torn = false;
  for await (const line of endedLines(file)) {
    const record = recordOf(line.toString('utf8'));
    if (torn) throw new Problem('prevention.journal-damaged', { detail: path.basename(file) });
    if (record === undefined) torn = true;
    else {
      onRecord(record as R);
      whole += line.length + 1;
    }
  }
  return whole;
}

const LINE_BREAK = 0x0a;

/** The lines that end with a line break, without it. Not readline, which also breaks at U+2028 inside a text. */
async function* endedLines(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file)) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(LINE_BREAK); end >= 0; end = rest.indexOf(LINE_BREAK, start)) {
      yield rest.subarray(start, end);
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
}

function writer<R>(handle: FileHandle, start: number): Journal<R> {
  let size = start;
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;
  let broken: unknown;
  const flushAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (broken !== undefined) throw broken;
        const bytes = Buffer.from(batch.map(({ text }) => text).join(''));
        await handle.appendFile(bytes);
        await handle.datasync();
        size += bytes.length;
        for (const { done } of batch) done();
      } catch (cause) {
        // After a failed flush nobody knows what is on disk: only a new start, which reads it, can go on.
        broken = cause;
        for (const { failed } of batch) failed(cause);
      }
    }
    flushing = undefined;
  };
  return {
    get size() {
      return size;
    },
    append: (...records) =>
      new Promise((done, failed) => {
        waiting.push({ text: records.map(lineOf).join(''), done, failed });
        flushing ??= flushAll();
      }),
    async close() {
      await flushing;
      await handle.close();
    },
  };
}
