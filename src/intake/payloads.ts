import { createHash } from 'node:crypto';
import type { StrippedPayload } from './adapter.ts';

// Content is never kept, whatever field it arrives in: data: addresses, long runs of base64 or hexadecimal digits
// (also wrapped into lines), and lists of bytes give way to their size and SHA-256.

/** The longest hash in use as text is shorter (PhotoDNA: 288 hex digits); the smallest picture is longer. */
export const SHORTEST_RUN = 512;
const SHORTEST_LINE = 40;
/** Between the lines of one payload: a line break and some indentation. */
const WIDEST_GAP = 8;
const SHORTEST_BYTE_LIST = 256;

export type Stripped = { text: string; payloads: Omit<StrippedPayload, 'path'>[] };

/** The text without payloads, and what was taken out of it. */
export function stripPayloads(text: string): Stripped {
  if (text.length < SHORTEST_RUN && !/data:/i.test(text)) return { text, payloads: [] };
  const addresses = cutOut(text, dataAddresses(text), bytesOfAddress);
  const runs = cutOut(addresses.text, base64Runs(addresses.text), (run) => Buffer.from(run, 'base64'));
  return { text: runs.text, payloads: [...addresses.payloads, ...runs.payloads] };
}

/** A list of bytes, as some programs write a buffer; undefined if it is anything else. */
export function stripByteList(list: readonly unknown[]): Stripped | undefined {
  if (list.length < SHORTEST_BYTE_LIST || !list.every(isByte)) return undefined;
  return cutOut(' ', [[0, 1]], () => Buffer.from(list as number[]));
}

type Span = [from: number, to: number];

/** What stands in a payload's place holds no comma, semicolon or quote: it must not change how a document parts. */
function cutOut(text: string, spans: readonly Span[], bytesOf: (piece: string) => Buffer): Stripped {
  const payloads: Stripped['payloads'] = [];
  let result = '';
  let at = 0;
  for (const [from, to] of spans) {
    const bytes = bytesOf(text.slice(from, to));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    payloads.push({ bytes: bytes.length, sha256 });
    result += `${text.slice(at, from)}[content removed: ${bytes.length} bytes with sha256 ${sha256}]`;
    at = to;
  }
  return { text: result + text.slice(at), payloads };
}

const DATA_ADDRESS = /data:[a-z]{1,20}\/[^,\s"'<>]{0,200},/gi;
const ENDS_ADDRESS = /[\s"'<>)]/g;

function dataAddresses(text: string): Span[] {
  const spans: Span[] = [];
  for (const { index, 0: opening } of text.matchAll(DATA_ADDRESS)) {
    if (index < (spans.at(-1)?.[1] ?? 0)) continue;
    ENDS_ADDRESS.lastIndex = index + opening.length;
    spans.push([index, ENDS_ADDRESS.exec(text)?.index ?? text.length]);
  }
  return spans;
}

function bytesOfAddress(address: string): Buffer {
  const comma = address.indexOf(',');
  const body = address
    .slice(comma + 1)
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(body, /;base64$/i.test(address.slice(0, comma)) ? 'base64' : 'latin1');
}

/** Where base64 stands in a text. A loop, because a regular expression overflows the stack on long runs. */
function base64Runs(text: string): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < text.length; from += 1) {
    let to = from;
    while (isBase64Digit(text.charCodeAt(to))) to += 1;
    if (to - from >= SHORTEST_LINE) addLine(spans, text, [from, to]);
    from = to;
  }
  return spans.filter(([from, to]) => isPayload(text.slice(from, to)));
}

function addLine(spans: Span[], text: string, [from, to]: Span): void {
  const last = spans.at(-1);
  const follows = last && from - last[1] <= WIDEST_GAP && text.slice(last[1], from).trim() === '';
  if (follows) last[1] = to;
  else spans.push([from, to]);
}

/** In base64 one sign in 64 is a plus; in words that a form has joined by it, one in six. */
const MOST_PLUSES = 1 / 20;

/** A column of hashes is no payload: its lines hold nothing but hexadecimal digits. Nor are words joined by plus signs. */
function isPayload(run: string): boolean {
  if (run.length < SHORTEST_RUN) return false;
  if (run.split('+').length - 1 > run.length * MOST_PLUSES) return false;
  const lines = run.split(/\s+/);
  return lines.length === 1 || !lines.every((line) => /^[0-9a-f]+$/i.test(line));
}

const BASE64_DIGITS = new Set(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-='].map((sign) =>
    sign.charCodeAt(0),
  ),
);
const IS_BASE64_DIGIT = Uint8Array.from({ length: 128 }, (_, code) => Number(BASE64_DIGITS.has(code)));

function isBase64Digit(code: number): boolean {
  return IS_BASE64_DIGIT[code] === 1;
}

function isByte(item: unknown): boolean {
  return Number.isInteger(item) && Number(item) >= 0 && Number(item) <= 255;
}
