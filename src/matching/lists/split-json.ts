import { LARGEST_ENTRY } from './given-entry.ts';

export type JsonObject = Record<string, unknown>;

/** An object cut out of one of the wanted arrays, or a string that stands outside of them. */
export type JsonPiece =
  | { what: 'element'; value: JsonObject; line: number }
  | { what: 'spoilt'; code: 'entry.too-large' | 'entry.unreadable'; line: number }
  | { what: 'string'; key: string; value: string };

type Container = { closes: '}' | ']'; key: string };
/** `parts` null: it is too large to be kept. */
type Element = { parts: string[] | null; size: number; depth: number; deepest: number; line: number };

/** Levels around and inside the elements. No list nests half as deep; without a bound hostile nesting fills memory. */
const DEEPEST = 64;
const LONGEST_STRING = 4_096;
/** So often is reading taken up inside an element whose brackets do not close. Chosen: each try reads up to its size again. */
const MOST_RECOVERIES = 1_000;

/**
 * Cuts the elements out of a JSON document of any size without reading it as a whole: an element that is broken inside
 * its brackets spoils nothing but itself. `wants`: whether the array under this key holds entries; '' is an array that
 * is the whole document. `begins`: how an element begins; where one does not close, reading goes on at the next.
 */
export class JsonSplitter {
  readonly #wants: (key: string) => boolean;
  readonly #begins: RegExp;
  readonly #onString: (key: string, value: string) => void;
  #recoveries = 0;
  readonly #open: Container[] = [];
  #key = '';
  #expectsKey = false;
  #string: string | null = null;
  #inString = false;
  #escaped = false;
  /** A line ended within the string. */
  #broken = false;
  #line = 1;
  #element: Element | null = null;
  #pieces: JsonPiece[] = [];

  /** `onString` is told of each string outside before what follows it is read: it may decide what is wanted. */
  constructor(
    wants: (key: string) => boolean,
    begins: RegExp,
    onString: (key: string, value: string) => void = () => undefined,
  ) {
    this.#wants = wants;
    this.#begins = begins;
    this.#onString = onString;
  }

  /** Whether the document is whole: all that was opened is closed. */
  get isWhole(): boolean {
    return this.#open.length === 0 && this.#element === null && !this.#inString;
  }

  push(text: string): JsonPiece[] {
    this.#pieces = [];
    this.#take(text);
    return this.#pieces;
  }

  #take(text: string): void {
    let at = 0;
    while (at < text.length) {
      if (this.#element) at = this.#takeElement(text, at);
      else if (this.#inString) at = this.#takeString(text, at);
      else at = this.#takeStructure(text, at);
    }
  }

  /** Goes on inside an element until its last bracket closes. */
  #takeElement(text: string, from: number): number {
    const element = this.#element!;
    let at = from;
    for (; at < text.length && element.depth > 0; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 10) this.#line += 1;
      if (this.#inString && this.#broken && code > 32) this.#mendString(code);
      if (this.#inString) {
        if (code === 10) this.#broken = true;
        else if (this.#escaped) this.#escaped = false;
        else if (code === 92) this.#escaped = true;
        else if (code === 34) this.#inString = false;
      } else if (code === 34) this.#inString = true;
      else if (code === 123 || code === 91) element.deepest = Math.max(element.deepest, ++element.depth);
      else if (code === 125 || code === 93) element.depth -= 1;
    }
    element.size += at - from;
    if (element.parts) element.parts.push(text.slice(from, at));
    if (element.depth === 0) this.#endElement(element);
    else if (element.parts && element.size > LARGEST_ENTRY && !this.#recover(element)) element.parts = null;
    return at;
  }

  /**
   * No string of JSON goes on in the next line. Where that begins as a line of JSON does, a quotation mark is missing
   * before it; else the line end stands within the string. Either way no other entry is spoilt.
   */
  #mendString(code: number): void {
    this.#broken = false;
    if ([34, 91, 93, 123, 125].includes(code)) this.#inString = false;
  }

  #endElement(element: Element): void {
    this.#element = null;
    const { parts, deepest, line } = element;
    const value = parts && deepest <= DEEPEST ? parsed(parts.join('')) : undefined;
    if (value) this.#pieces.push({ what: 'element', value, line });
    else if (!this.#recover(element))
      this.#pieces.push({ what: 'spoilt', code: parts ? 'entry.unreadable' : 'entry.too-large', line });
  }

  /** Whether another element begins inside of one that cannot be read: then that one is read as if this had ended. */
  #recover({ parts, line }: Element): boolean {
    const text = parts?.join('') ?? '';
    this.#begins.lastIndex = 1;
    const next = this.#begins.exec(text)?.index;
    if (next === undefined || this.#recoveries >= MOST_RECOVERIES) return false;
    this.#recoveries += 1;
    this.#pieces.push({ what: 'spoilt', code: 'entry.unreadable', line });
    this.#element = null;
    this.#inString = false;
    this.#escaped = false;
    this.#line = line + text.slice(0, next).split('\n').length - 1;
    this.#take(text.slice(next));
    return true;
  }

  #takeString(text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 10) this.#line += 1;
      if (this.#escaped) this.#escaped = false;
      else if (code === 92) this.#escaped = true;
      else if (code === 34) {
        this.#keep(text.slice(from, at));
        this.#endString();
        return at + 1;
      }
    }
    this.#keep(text.slice(from));
    return text.length;
  }

  #keep(part: string): void {
    if (this.#string !== null) this.#string = (this.#string + part).slice(0, LONGEST_STRING);
  }

  #endString(): void {
    const value = this.#string ?? '';
    this.#inString = false;
    if (this.#expectsKey) {
      this.#key = value;
      this.#expectsKey = false;
    } else if (this.#open.at(-1)?.closes === '}') {
      this.#onString(this.#key, value);
      this.#pieces.push({ what: 'string', key: this.#key, value });
    }
  }

  #takeStructure(text: string, at: number): number {
    const char = text[at]!;
    if (char === '\n') this.#line += 1;
    if (char === '{' || char === '[') this.#openAt(char);
    else if (char === '"') this.#startString();
    else if (char === '}' || char === ']') this.#close(char);
    else if (char === ',') this.#expectsKey = this.#open.at(-1)?.closes === '}';
    else if (/[^\s:]/.test(char) && this.#isWanted()) {
      return this.#passWord(text, at);
    }
    return at + 1;
  }

  #isWanted(): boolean {
    const inside = this.#open.at(-1);
    return inside?.closes === ']' && this.#wants(inside.key);
  }

  /** Something that is no object stands where an entry should. */
  #passWord(text: string, from: number): number {
    this.#pieces.push({ what: 'spoilt', code: 'entry.unreadable', line: this.#line });
    let at = from + 1;
    while (at < text.length && !/[,\]}\n]/.test(text[at]!)) at += 1;
    return at;
  }

  #startString(): void {
    if (this.#isWanted()) this.#pieces.push({ what: 'spoilt', code: 'entry.unreadable', line: this.#line });
    this.#inString = true;
    this.#string = '';
  }

  #openAt(char: '{' | '['): void {
    if (char === '{' && this.#isWanted()) {
      this.#element = { parts: ['{'], size: 1, depth: 1, deepest: 1, line: this.#line };
      return;
    }
    if (this.#open.length >= DEEPEST) throw new RangeError('nested too deep');
    const isRoot = this.#open.length === 0;
    const parent = this.#open.at(-1);
    const key = isRoot ? '' : parent!.closes === '}' ? this.#key : '[]';
    this.#open.push({ closes: char === '{' ? '}' : ']', key });
    this.#expectsKey = char === '{';
  }

  #close(char: '}' | ']'): void {
    const inside = this.#open.pop();
    if (inside?.closes !== char) throw new SyntaxError('brackets do not match');
    this.#expectsKey = false;
  }
}

function parsed(text: string): JsonObject | undefined {
  try {
    return JSON.parse(text) as JsonObject;
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
