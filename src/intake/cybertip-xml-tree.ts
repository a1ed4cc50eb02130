import { SaxesParser } from 'saxes';
import { type Fault, Problem } from '../shared/problem.ts';
import type { StrippedPayload } from './adapter.ts';
import { COMPLEX_TYPES, ROOTS } from './cybertip-elements.ts';
import type { DocNode } from './cybertip-tree.ts';
import { decodeXml } from './cybertip-xml-text.ts';
import { storable } from './evidence-list.ts';
import { invalid } from './json-text.ts';
import { stripPayloads } from './payloads.ts';

// An XML document as a tree with lines and columns. Document types are refused, so that no entity can be declared;
// namespaces are not read; payloads are cut out wherever they stand, in comments too.

/** The schema nests 8 levels; without a bound hostile nesting would exhaust the stack. */
const DEEPEST = 40;
/** A report with 100,000 files has about this many elements. */
const MOST_NODES = 1_500_000;
/** Of a path in a fault. */
const LONGEST_PATH = 300;

/** What the parser says, in words that quote nothing of the document. */
const REASONS: readonly (readonly [says: RegExp, reason: string])[] = [
  [/unexpected close tag|unmatched closing tag/, 'closes an element that is not open'],
  [/unclosed tag|unexpected end/, 'the document ends before its elements are closed'],
  [/undefined entity/, 'uses an entity that XML itself does not define'],
  [/duplicate attribute/, 'has an attribute twice'],
  [/attribute/, 'has an attribute that is not well formed'],
  [/only one root|outside of root/, 'something stands outside the root element'],
  [/disallowed character|character/, 'has a character that XML does not allow here'],
];

export type XmlDocument = {
  root: DocNode;
  /** Line and column (1-based) at which a node begins. */
  placeOf(node: DocNode): { line: number; column: number };
  stripped: StrippedPayload[];
  /** The document with its payloads cut out, in UTF-8; absent where nothing had to be cut. */
  raw?: Buffer;
};

type Span = { start: number; end: number };
type Edit = Span & { text: string };
type Open = { node: DocNode; texts: Span[]; counts: Map<string, number> };

/** Throws `intake.invalid` with line and column where the text stops being XML that is taken here. */
export function readXml(raw: Buffer): XmlDocument {
  const text = decodeXml(raw);
  const builder = new TreeBuilder(text);
  const root = builder.build();
  const { edits, stripped } = builder;
  return {
    root,
    placeOf: (node) => placeAt(text, node.at ?? 0),
    stripped,
    ...(edits.length > 0 && { raw: Buffer.from(applyEdits(text, edits)) }),
  };
}

class TreeBuilder {
  readonly #text: string;
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  readonly #open: Open[] = [];
  #root: DocNode | undefined;
  #nodes = 0;
  /** Where the last piece of mark-up ended. */
  #end = 0;
  readonly edits: Edit[] = [];
  readonly stripped: StrippedPayload[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  build(): DocNode {
    const parser = this.#parser;
    parser.on('doctype', () => this.#refuse('document types are not taken'));
    parser.on('opentagstart', ({ name }) => this.#start(name));
    parser.on('attribute', ({ name, value }) => this.#attribute(name, value));
    parser.on('opentag', () => this.#mark());
    parser.on('text', (value) => this.#addText(value, { start: this.#end, end: parser.position - 1 }));
    parser.on('cdata', (value) => this.#addText(value, { start: this.#end, end: parser.position }));
    // A comment is told before its last character is read.
    parser.on('comment', (value) => this.#aside(value, parser.position + 1));
    parser.on('processinginstruction', ({ body }) => this.#aside(body, parser.position));
    parser.on('xmldecl', () => this.#mark());
    parser.on('closetag', () => this.#close());
    this.#parse();
    if (!this.#root) return this.#refuse('there is no root element');
    return this.#root;
  }

  #parse(): void {
    try {
      this.#parser.write(this.#text).close();
    } catch (cause) {
      if (cause instanceof Problem) throw cause;
      throw this.#invalid(reasonOf(cause), cause);
    }
  }

  #start(name: string): void {
    const parent = this.#open.at(-1);
    if (this.#open.length >= DEEPEST) this.#refuse(`is nested deeper than ${DEEPEST} levels`);
    // Told after the character that follows the name.
    const at = this.#parser.position - name.length - 2;
    const node = this.#node(name, parent ? pathOf(parent, name) : `/${name}`, at);
    if (parent) parent.node.children.push(node);
    else this.#root = node;
    this.#open.push({ node, texts: [], counts: new Map() });
  }

  #attribute(name: string, value: string): void {
    if (isSyntax(name)) return;
    const { node: owner } = this.#open.at(-1)!;
    const end = this.#parser.position - 1;
    const start = this.#text.lastIndexOf(this.#text[end]!, end - 1) + 1;
    const node = this.#node(`@${name}`, `${owner.path}/@${name}`, start);
    node.value = this.#strip(storable(value), node.path, [{ start, end }]);
    owner.children.push(node);
  }

  #addText(value: string, span: Span): void {
    const open = this.#open.at(-1);
    if (open) {
      open.node.value = (open.node.value ?? '') + value;
      open.texts.push(span);
    }
    this.#end = span.end;
  }

  /** Comments and processing instructions say nothing here, but stay in the document that is kept. */
  #aside(value: string, end: number): void {
    const span = { start: this.#end, end };
    this.#end = end;
    const { text, payloads } = stripPayloads(value);
    if (payloads.length === 0) return;
    this.stripped.push(
      ...payloads.map((payload) => ({ path: this.#open.at(-1)?.node.path ?? '/', ...payload })),
    );
    this.edits.push({ ...span, text: `<!-- ${text.replaceAll('--', '- -').replaceAll(/-$/g, '- ')} -->` });
  }

  #close(): void {
    const { node, texts } = this.#open.pop()!;
    this.#mark();
    const isLeaf = node.children.every((each) => each.name.startsWith('@'));
    const value = storable(node.value ?? '');
    if (isLeaf || value.trim() !== '') node.value = this.#strip(value, node.path, texts);
    else node.value = null;
  }

  #strip(value: string, path: string, spans: readonly Span[]): string {
    const { text, payloads } = stripPayloads(value);
    if (payloads.length === 0) return value;
    this.stripped.push(...payloads.map((payload) => ({ path, ...payload })));
    this.edits.push(...spans.map((span, i) => ({ ...span, text: i === 0 ? escapeXml(text) : '' })));
    return text;
  }

  #node(name: string, path: string, at: number): DocNode {
    this.#nodes += 1;
    if (this.#nodes > MOST_NODES) this.#refuse(`holds more than ${MOST_NODES} elements and attributes`);
    return { name, path, at, value: null, children: [], taken: false, known: false };
  }

  #mark(): void {
    this.#end = this.#parser.position;
  }

  #invalid(reason: string, cause?: unknown): Problem {
    const path = this.#open.at(-1)?.node.path.split('/').map(ofTheFormat).join('/');
    const place = placeAt(this.#text, this.#parser.position - 1);
    const fault: Fault = {
      reason,
      ...place,
      ...(path !== undefined && { path: path.slice(0, LONGEST_PATH) }),
    };
    return invalid([fault], cause);
  }

  #refuse(reason: string): never {
    throw this.#invalid(reason);
  }
}

function placeAt(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, Math.max(at, 0)).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : '';
  return REASONS.find(([says]) => says.test(message))?.[1] ?? 'is not well-formed XML from here';
}

/** A step of a path, unless its name is one that the format does not have: those are the sender's words. */
function ofTheFormat(step: string): string {
  const [name = ''] = step.split('[');
  return name === '' || NAMES.has(name) ? step : '…';
}

const NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(ROOTS),
  ...Object.values(COMPLEX_TYPES).flatMap(({ rows }) => rows.map(([name]) => name)),
]);

/** The path of an element: further ones of the same name are numbered from 2. */
function pathOf({ node, counts }: Open, name: string): string {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  return `${node.path}/${name}${count > 1 ? `[${count}]` : ''}`;
}

/** Attributes of XML itself say nothing about the referral. */
function isSyntax(name: string): boolean {
  return name === 'xmlns' || /^(?:xmlns|xsi|xml):/.test(name);
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: replacement } of [...edits].sort((a, b) => a.start - b.start)) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  const whole = result + text.slice(at);
  return whole.replace(/^(<\?xml[^>]*?\sencoding\s*=\s*["'])[A-Za-z0-9._-]+/, '$1UTF-8');
}
