import { isUtf8 } from 'node:buffer';
import type { Fault } from '../../shared/problem.ts';

/** Bytes of a document that a form can carry: sent as a form it may become three times as large. */
export const MOST_EDITED_BYTES = 500_000;

/** The document as text, as which old spreadsheets are written too; null where the bytes are no text. */
export function textOfDocument(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null;
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

/** A line at or beside a fault. `number` counts from 1. */
export type ShownLine = { number: number; text: string; isFaulty: boolean };

/** Faults whose surroundings are shown: more would be a second copy of the document. */
const MOST_SHOWN = 10;
const LINES_BESIDE = 1;
const MOST_CHARACTERS = 240;

/** Pure: the lines that faults name, each with its neighbours, in the order of the document. */
export function linesAtFault(text: string, faults: readonly Fault[]): ShownLine[] {
  const lines = text.split(/\r\n|\n|\r/);
  const faulty = new Map(faults.flatMap(({ line, column }) => (line ? [[line, column ?? 1]] : [])));
  const shown = [...faulty.keys()]
    .slice(0, MOST_SHOWN)
    .flatMap((line) => [line - LINES_BESIDE, line, line + LINES_BESIDE]);
  return [...new Set(shown)]
    .filter((line) => line >= 1 && line <= lines.length)
    .sort((a, b) => a - b)
    .map((number) => ({
      number,
      text: around(lines[number - 1]!, faulty.get(number) ?? 1),
      isFaulty: faulty.has(number),
    }));
}

/** The part of a long line that holds the column. */
function around(line: string, column: number): string {
  if (line.length <= MOST_CHARACTERS) return line;
  const from = Math.max(0, Math.min(column - MOST_CHARACTERS / 2, line.length - MOST_CHARACTERS));
  const to = from + MOST_CHARACTERS;
  return `${from > 0 ? '… ' : ''}${line.slice(from, to)}${to < line.length ? ' …' : ''}`;
}
