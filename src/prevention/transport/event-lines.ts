import { type Fault, Problem } from '../../shared/problem.ts';

/** Events as they come: one JSON document, an array of them, or one a line. */
export type ReadLines = { events: unknown[]; faults: { line: number; fault: Fault }[] };

/** Chosen: what one request may hold; a stream of more comes as several. */
const MOST_EVENTS = 10_000;

/** Reads a body. A line that is no JSON is a fault of its own; the others stand. */
export function readEventLines(text: string, mediaType: string): ReadLines {
  const read = isLines(mediaType) ? readLines(text) : { events: readDocument(text), faults: [] };
  if (read.events.length + read.faults.length > MOST_EVENTS) {
    throw new Problem('intake.too-large', { detail: `at most ${MOST_EVENTS} events at once` });
  }
  return read;
}

function isLines(mediaType: string): boolean {
  return /ndjson|jsonl|json-lines|json-seq/i.test(mediaType);
}

function readDocument(text: string): unknown[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [read];
  } catch (cause) {
    if (cause instanceof SyntaxError) {
      throw new Problem('prevention.invalid-event', { faults: [{ path: '/', reason: 'is no JSON' }] });
    }
    throw cause;
  }
}

function readLines(text: string): ReadLines {
  const read: ReadLines = { events: [], faults: [] };
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      read.events.push(JSON.parse(line));
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      read.faults.push({ line: i + 1, fault: { line: i + 1, reason: 'is no JSON' } });
    }
  }
  return read;
}
