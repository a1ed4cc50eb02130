import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { readEvent, type ScreenEvent } from '../prevention/index.ts';
import { type Fault, Problem } from '../shared/problem.ts';

/** A line that was refused: its number, the code, and what is wrong with it. */
export type RefusedLine = { line: number; code: string; faults: readonly Fault[] };

/** The longest line. Chosen: an event with the most hits that are allowed is a tenth of it. */
const LONGEST_LINE = 200_000;

/** Events one a line, from a file or from standard input (`-`). A bad line is told and the rest goes on. */
export async function* readEventLines(
  file: string,
  onRefused: (refused: RefusedLine) => void,
): AsyncGenerator<{ event: ScreenEvent; line: number }> {
  let line = 0;
  for await (const text of createInterface({
    input: await openLines(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      yield { event: readEvent(parsedLine(line === 1 ? withoutMark(text) : text)), line };
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      onRefused({ line, code: failure.code, faults: failure.faults });
    }
  }
}

/** Some programs begin a file with a byte-order mark. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function parsedLine(text: string): unknown {
  if (text.length > LONGEST_LINE)
    throw new Problem('prevention.invalid-event', {
      faults: [{ path: '/', reason: 'is longer than an event can be' }],
    });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('prevention.invalid-event', { faults: [{ path: '/', reason: 'is no JSON' }], cause });
  }
}

async function openLines(file: string): Promise<NodeJS.ReadableStream> {
  if (file === '-') return process.stdin;
  try {
    await access(file, constants.R_OK);
  } catch (cause) {
    throw new Problem('command.file-unreadable', { detail: path.basename(file), cause });
  }
  return createReadStream(file);
}
