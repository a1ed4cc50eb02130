import { type Fault, Problem } from '../shared/problem.ts';
import type { StrippedPayload } from './adapter.ts';
import { storable } from './evidence-list.ts';
import { stripByteList, stripPayloads } from './payloads.ts';
import { quickJson } from './quick-json.ts';

// JSON with places: every value knows its line, payloads are cut out of the text where they stood, and what
// JSON.parse would let pass unseen (a key given twice, of which one would be lost) is a fault.

/** Deeper nesting serves no report; without a bound it would exhaust the stack. */
const DEEPEST = 64;

export type JsonDocument = {
  value: unknown;
  /** Line (1-based) on which the value at a JSON pointer begins. */
  lineOf(pointer: string): number | undefined;
  stripped: StrippedPayload[];
  /** The text with its payloads cut out; absent where nothing had to be cut. */
  raw?: Buffer;
};

type Place = { pointer: string; start: number };
type Edit = { start: number; end: number; text: string };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The document's text: UTF-8, with or without byte order mark. */
export function decodeText(raw: Buffer): string {
  try {
    return utf8.decode(raw);
  } catch (cause) {
    throw invalid([{ reason: 'the text is not UTF-8' }], cause);
  }
}

/** Throws `intake.invalid` with the line where the text stops being JSON. */
export function readJson(raw: Buffer): JsonDocument {
  const text = decodeText(raw);
  const quick = quickJson(text, DEEPEST);
  if (!quick) return scanJson(text);
  return { value: quick.value, lineOf: (pointer) => scanJson(text).lineOf(pointer), stripped: [] };
}

/** The same without a short cut. */
export function scanJson(text: string): JsonDocument {
  const scanner = new Scanner(text);
  const value = scanner.document();
  return {
    value,
    lineOf: (pointer) => scanner.lineOf(pointer),
    stripped: scanner.stripped,
    ...(scanner.edits.length > 0 && { raw: Buffer.from(applyEdits(text, scanner.edits)) }),
  };
}

/** The elements of a JSON array, each as its own text; undefined if the document is not a readable array. */
export function jsonArrayParts(raw: Buffer): Buffer[] | undefined {
  try {
    const text = decodeText(raw);
    if (!/^\s*\[/.test(text)) return undefined;
    const scanner = new Scanner(text);
    scanner.document();
    return scanner.elements.map(([start, end]) => Buffer.from(text.slice(start, end)));
  } catch (failure) {
    if (failure instanceof Problem) return undefined;
    throw failure;
  }
}

export function invalid(faults: readonly Fault[], cause?: unknown): Problem {
  return new Problem('intake.invalid', { faults, cause });
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: replacement } of edits) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\r\n]*/y;
const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

/** RFC 8259, by recursive descent. */
class Scanner {
  readonly #text: string;
  #at = 0;
  readonly #places: Place[] = [];
  readonly stripped: StrippedPayload[] = [];
  edits: Edit[] = [];
  /** Where the elements of a top-level array stand. */
  readonly elements: [number, number][] = [];

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    this.#space();
    const value = this.#value('', 0);
    this.#space();
    if (this.#at < this.#text.length) throw this.#fault('something follows the end of the document');
    return value;
  }

  lineOf(pointer: string): number | undefined {
    const place = this.#places.find((candidate) => candidate.pointer === pointer);
    return place && this.#lineAt(place.start);
  }

  #value(pointer: string, depth: number): unknown {
    if (depth > DEEPEST) throw this.#fault(`nested deeper than ${DEEPEST} levels`);
    this.#places.push({ pointer, start: this.#at });
    const next = this.#text[this.#at];
    if (next === '{') return this.#object(pointer, depth);
    if (next === '[') return this.#array(pointer, depth);
    if (next === '"') return this.#stringValue(pointer);
    return this.#scalar();
  }

  #object(pointer: string, depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    this.#list('}', () => {
      const key = this.#stringValue(pointer);
      if (entries.has(key)) throw this.#fault('a key is given twice in the same object');
      this.#space();
      this.#expect(':');
      this.#space();
      entries.set(key, this.#value(`${pointer}/${escapePointer(key)}`, depth + 1));
    });
    return Object.fromEntries(entries);
  }

  #array(pointer: string, depth: number): unknown {
    const start = this.#at;
    const items: unknown[] = [];
    this.#list(']', () => {
      const from = this.#at;
      items.push(this.#value(`${pointer}/${items.length}`, depth + 1));
      if (depth === 0) this.elements.push([from, this.#at]);
    });
    const bytes = stripByteList(items);
    if (!bytes) return items;
    this.#strip(pointer, start, bytes);
    return bytes.text;
  }

  #list(end: string, item: () => void): void {
    this.#at += 1;
    this.#space();
    if (this.#text[this.#at] === end) {
      this.#at += 1;
      return;
    }
    for (;;) {
      item();
      this.#space();
      if (this.#text[this.#at] === end) break;
      this.#expect(',');
      this.#space();
    }
    this.#at += 1;
  }

  #stringValue(pointer: string): string {
    const start = this.#at;
    const value = storable(this.#string());
    const result = stripPayloads(value);
    if (result.payloads.length > 0) this.#strip(pointer, start, result);
    return result.text;
  }

  #strip(pointer: string, start: number, { text, payloads }: ReturnType<typeof stripPayloads>): void {
    this.stripped.push(...payloads.map((payload) => ({ path: pointer, ...payload })));
    this.edits = this.edits.filter((edit) => edit.start < start);
    this.edits.push({ start, end: this.#at, text: JSON.stringify(text) });
  }

  #string(): string {
    if (this.#text[this.#at] !== '"') throw this.#fault('a string was expected');
    const end = this.#endOfString();
    try {
      return JSON.parse(this.#text.slice(this.#at, end)) as string;
    } catch {
      throw this.#fault('a string holds a control character or an unknown escape');
    } finally {
      this.#at = end;
    }
  }

  #endOfString(): number {
    let end = this.#at;
    do {
      end = this.#text.indexOf('"', end + 1);
      if (end < 0) throw this.#fault('a string does not end');
    } while (this.#isEscaped(end));
    return end + 1;
  }

  #isEscaped(position: number): boolean {
    let first = position;
    while (this.#text[first - 1] === '\\') first -= 1;
    return (position - first) % 2 === 1;
  }

  /** A number that cannot be held exactly stays as it is written. */
  #scalar(): unknown {
    for (const [word, value] of WORDS) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    const number = this.#match(NUMBER);
    if (number === undefined) throw this.#fault('a value was expected');
    const value = Number(number);
    const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    return exact ? value : number;
  }

  #space(): void {
    this.#match(SPACE);
  }

  #expect(sign: string): void {
    if (this.#text[this.#at] !== sign) throw this.#fault(`"${sign}" was expected`);
    this.#at += 1;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  /** The line tells where: a pointer would quote names that are the sender's own. */
  #fault(reason: string): Problem {
    return invalid([{ reason, line: this.#lineAt(this.#at) }]);
  }

  #lineAt(position: number): number {
    let line = 1;
    for (let at = this.#text.indexOf('\n'); at >= 0 && at < position; at = this.#text.indexOf('\n', at + 1))
      line += 1;
    return line;
  }
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
