import { HASH_BYTES } from '../hash-index.ts';

/** Why a line is passed over. */
export const LINE_REFUSALS = {
  'wrong-length': `not ${HASH_BYTES * 2} hexadecimal digits`,
  'not-hexadecimal': 'something else than a hexadecimal digit in the hash',
  'too-long': 'a line of more than 4,096 bytes',
} as const satisfies Record<string, string>;

export type LineRefusal = { line: number; code: keyof typeof LINE_REFUSALS };

/** Some lines' hashes, one after the other. The labels stay bytes until one is asked for. */
export type HashLines = {
  rows: number;
  hashes: Uint8Array;
  /** The line of each row, from 1. */
  lines: Uint32Array;
  labelBytes: Uint8Array;
  /** Where each row's label ends in `labelBytes`; the next one starts there. */
  labelEnds: Uint32Array;
  refused: LineRefusal[];
};

const UTF8 = new TextDecoder();
const LONGEST_LINE = 4_096;
const DIGITS = HASH_BYTES * 2;

const [NEW_LINE, COMMA, QUOTE] = [...Buffer.from('\n,"')] as [number, number, number];

/** The value of each byte as a hexadecimal digit of either case; -1 if it is none. */
const DIGIT_VALUES = Int8Array.from({ length: 256 }, (_, byte) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase());
  return digit;
});

/**
 * Hashes of a text: 64 hexadecimal digits of either case a line, then perhaps a comma and a label, either in quotes or not.
 * Blank lines and a byte order mark are passed over. Yields `most` rows at a time; fewer where the text ends, or where as
 * many lines were refused.
 */
export async function* readHashLines(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<HashLines> {
  let reader = newLineReader(most);
  let line = 0;
  let rest: Uint8Array = new Uint8Array(0);
  let skipping = false;
  const take = (bytes: Uint8Array, from: number, to: number) => {
    line += 1;
    if (skipping || to - from > LONGEST_LINE) reader.refuse(line, 'too-long');
    else reader.read(bytes, from, to, line);
    skipping = false;
  };
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(NEW_LINE); end !== -1; end = bytes.indexOf(NEW_LINE, from)) {
      take(bytes, from, end);
      from = end + 1;
      if (reader.isFull()) {
        yield reader.end();
        reader = newLineReader(most);
      }
    }
    // Of a line without an end only its number is kept, so that it cannot fill the memory.
    skipping ||= bytes.length - from > LONGEST_LINE;
    rest = skipping ? new Uint8Array(0) : new Uint8Array(bytes.subarray(from));
  }
  if (rest.length > 0 || skipping) take(rest, 0, rest.length);
  yield reader.end();
}

type LineReader = {
  read(bytes: Uint8Array, from: number, to: number, line: number): void;
  refuse(line: number, code: LineRefusal['code']): void;
  isFull(): boolean;
  end(): HashLines;
};

function newLineReader(most: number): LineReader {
  const hashes = new Uint8Array(most * HASH_BYTES);
  const lines = new Uint32Array(most);
  const labelEnds = new Uint32Array(most);
  const refused: LineRefusal[] = [];
  let labels = Buffer.alloc(0);
  let labelled = 0;
  let rows = 0;
  const addLabel = (bytes: Uint8Array, from: number, to: number, isQuoted: boolean) => {
    if (labelled + to - from > labels.length) {
      labels = Buffer.concat([labels], Math.max(labels.length * 2, LONGEST_LINE * 4));
    }
    for (let at = from; at < to; at += 1) {
      labels[labelled] = bytes[at]!;
      labelled += 1;
      // Within quotes a quote is written twice.
      if (isQuoted && bytes[at] === QUOTE && bytes[at + 1] === QUOTE && at + 1 < to) at += 1;
    }
  };
  return {
    read(bytes, lineFrom, lineTo, line) {
      const [from, to] = trimmed(bytes, line === 1 ? afterMark(bytes, lineFrom) : lineFrom, lineTo);
      if (from === to) return;
      const hashTo = firstComma(bytes, from, to);
      const refusal = readHash(bytes, unquoted(bytes, ...trimmed(bytes, from, hashTo)), hashes, rows);
      if (refusal !== null) {
        refused.push({ line, code: refusal });
        return;
      }
      if (hashTo < to) {
        const [labelFrom, labelTo] = trimmed(bytes, hashTo + 1, to);
        const [start, end] = unquoted(bytes, labelFrom, labelTo);
        addLabel(bytes, start, end, start > labelFrom);
      }
      lines[rows] = line;
      labelEnds[rows] = labelled;
      rows += 1;
    },
    refuse: (line, code) => refused.push({ line, code }),
    // Of a file of something else the refusals must not fill the memory either.
    isFull: () => rows === most || refused.length >= most,
    end: () => ({
      rows,
      hashes: hashes.subarray(0, rows * HASH_BYTES),
      lines: lines.subarray(0, rows),
      labelBytes: labels.subarray(0, labelled),
      labelEnds: labelEnds.subarray(0, rows),
      refused,
    }),
  };
}

type Span = [from: number, to: number];

function readHash(
  bytes: Uint8Array,
  [from, to]: Span,
  hashes: Uint8Array,
  row: number,
): LineRefusal['code'] | null {
  for (let at = from; at < to; at += 1) if (DIGIT_VALUES[bytes[at]!] === -1) return 'not-hexadecimal';
  if (to - from !== DIGITS) return 'wrong-length';
  for (let byte = 0; byte < HASH_BYTES; byte += 1) {
    const at = from + byte * 2;
    hashes[row * HASH_BYTES + byte] = DIGIT_VALUES[bytes[at]!]! * 16 + DIGIT_VALUES[bytes[at + 1]!]!;
  }
  return null;
}

/** Without the spaces, tabs and carriage returns around. */
function trimmed(bytes: Uint8Array, start: number, end: number): Span {
  let [from, to] = [start, end];
  while (from < to && isBlank(bytes[from]!)) from += 1;
  while (from < to && isBlank(bytes[to - 1]!)) to -= 1;
  return [from, to];
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

/** Where the line's first comma stands; its end if it has none. */
function firstComma(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== COMMA) at += 1;
  return at;
}

function unquoted(bytes: Uint8Array, from: number, to: number): Span {
  const isQuoted = to - from >= 2 && bytes[from] === QUOTE && bytes[to - 1] === QUOTE;
  return isQuoted ? [from + 1, to - 1] : [from, to];
}

/** The byte order mark of UTF-8 may stand before the first line. */
function afterMark(bytes: Uint8Array, from: number): number {
  const isMark = bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
  return isMark ? from + 3 : from;
}

/** The label of a row; null if its line had none. */
export function labelOf(
  { labelBytes, labelEnds }: Pick<HashLines, 'labelBytes' | 'labelEnds'>,
  row: number,
): string | null {
  const from = row === 0 ? 0 : labelEnds[row - 1]!;
  const label = UTF8.decode(labelBytes.subarray(from, labelEnds[row]!));
  return label === '' ? null : label;
}
