import { type Fault, Problem } from '../../shared/problem.ts';
import type { PdqHash } from '../hash-index.ts';
import { parsePdq } from '../pdq/pdq-hash.ts';

/** One picture of a video: `frame` counts from the start of the video, the quality is 0 to 100. */
export type FrameHash = { frame: number; quality: number; hash: PdqHash; timestampSeconds: number };

/** Chosen: enough to see what is wrong with a list. */
const MOST_FAULTS = 100;

const WHOLE = /^\d{1,9}$/;
const SECONDS = /^\d{1,9}(?:\.\d{1,9})?$/;
const HIGHEST_QUALITY = 100;

/**
 * Reads `frame,quality,hash,timestamp` lines (vPDQ's own lists) or `hash,quality,timestamp` ones, alone or as strings of
 * a JSON array (what ThreatExchange programs exchange). Throws 'hashing.frame-list-invalid' with the faulty lines.
 */
export function readFrameList(text: string): FrameHash[] {
  const lines = linesOf(text.replace(/^\ufeff/, ''));
  const faults: Fault[] = [];
  const frames: FrameHash[] = [];
  for (const { line, fields } of lines) {
    const read = readFields(fields, frames.length);
    if (typeof read !== 'string') frames.push(read);
    else if (!(isHeader(fields) && frames.length + faults.length === 0)) faults.push({ line, reason: read });
  }
  if (faults.length > 0)
    throw new Problem('hashing.frame-list-invalid', {
      detail: `${faults.length} of ${lines.length} lines`,
      faults: faults.slice(0, MOST_FAULTS),
    });
  if (frames.length === 0) throw new Problem('hashing.frame-list-invalid', { detail: 'it holds no frame' });
  return frames;
}

type Line = { line: number; fields: string[] };

/** Blank lines are passed over; numbers of lines (of entries, in JSON) count from 1. */
function linesOf(text: string): Line[] {
  const lines = text.trimStart().startsWith('[') ? jsonStrings(text) : text.split(/\r\n|\n|\r/);
  return lines
    .map((content, at) => ({ line: at + 1, fields: content.split(',').map((field) => field.trim()) }))
    .filter(({ fields }) => fields.join('') !== '');
}

function jsonStrings(text: string): string[] {
  const parsed = parseJson(text);
  if (Array.isArray(parsed)) return parsed.map((entry) => (typeof entry === 'string' ? entry : 'no text'));
  throw new Problem('hashing.frame-list-invalid', { detail: 'it is no JSON array' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem('hashing.frame-list-invalid', { detail: 'it is no JSON', cause });
  }
}

function isHeader(fields: readonly string[]): boolean {
  return fields.every((field) => /^[a-z][a-z _()-]*$/i.test(field));
}

/** A frame, or what is wrong with it. */
function readFields(fields: readonly string[], position: number): FrameHash | string {
  const ordered =
    fields.length === 4 ? fields : [String(position), fields[1] ?? '', fields[0]!, fields[2] ?? ''];
  if (fields.length !== 4 && fields.length !== 3)
    return 'it is neither frame,quality,hash,timestamp nor hash,quality,timestamp';
  const [frame, quality, hex, seconds] = ordered as [string, string, string, string];
  const hash = parsePdq(hex);
  if (!hash) return 'the hash is not 64 hexadecimal digits';
  if (!WHOLE.test(frame)) return 'the number of the frame is not a whole number';
  if (!WHOLE.test(quality) || Number(quality) > HIGHEST_QUALITY) return 'the quality is not 0 to 100';
  if (!SECONDS.test(seconds)) return 'the timestamp is not a number of seconds';
  return { frame: Number(frame), quality: Number(quality), hash, timestampSeconds: Number(seconds) };
}
