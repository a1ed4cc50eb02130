import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { readEvent, type ScreenEvent } from '../prevention/index.ts';
import { type Fault, Problem } from '../shared/problem.ts';

/** A line that was refused: its number, the code, and what is wrong with it. */
export type RefusedLine = { line: number; code: string; faults: readonly Fault[] };

/** The longest line. Chosen: an event with the most hits that are allowed is a tenth of it. */
const LONGEST_LINE = 200_000;

/** An event so far ahead is a slip, and all after it would be too late. Chosen: clocks of machines that replay are months off. */
const AHEAD_MS = 366 * 86_400_000;

/** Events one a line, from a file or from standard input (`-`). A bad line is told and the rest goes on. */
export async function* readEventLines(
  file: string,
  onRefused: (refused: RefusedLine) => void,
): AsyncGenerator<{ event: ScreenEvent; line: number }> {
  let line = 0;
  const nowMs = Date.now() + AHEAD_MS;
  for await (const text of splitLines(openLines(file))) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      yield { event: readEvent(parsedLine(text), { nowMs }), line };
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure;
      onRefused({ line, code: failure.code, faults: failure.faults });
    }
  }
}

/** Lines, however they end. Of one that is too long only so much is kept as shows it, so that it cannot fill the memory. */
async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  // Drops a byte-order mark, with which some programs begin a file.
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const text = rest + decoder.decode(chunk, { stream: true });
    // A carriage return at the end may be the first half of an end of line.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    rest = keptOf(lines.pop()!);
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function keptOf(line: string): string {
  if (line.length <= LONGEST_LINE) return line;
  return line.slice(0, LONGEST_LINE + 1) + (line.endsWith('\r') ? '\r' : '');
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

function openLines(file: string): AsyncIterable<Uint8Array> {
  return file === '-' ? process.stdin : createReadStream(file);
}

/** Throws `command.file-unreadable`, before anything has been printed. */
export async function ensureReadable(file: string): Promise<void> {
  if (file === '-') return;
  try {
    const opened = await open(file);
    const isFolder = (await opened.stat()).isDirectory();
    await opened.close();
    if (!isFolder) return;
  } catch (cause) {
    throw new Problem('command.file-unreadable', { detail: path.basename(file), cause });
  }
  throw new Problem('command.file-unreadable', { detail: path.basename(file) });
}
