// The grammar of commentary: paragraphs, lists, figures in the sentence, and things shown on a line of their own.
// Nothing that was written is ever dropped: what cannot be read stays as text, and is told as a fault with its line.

/** What may be said of a figure in a sentence; without a word, its value. */
export const ASPECTS = ['value', 'before', 'change', 'coverage', 'estimate', 'interval'] as const;
export type Aspect = (typeof ASPECTS)[number];

/** What may stand on a line of its own. `hidden` and `alerts` have no id: there is one of each. */
export const SHOWN_KINDS = ['table', 'chart', 'claim', 'series', 'forecast', 'hidden', 'alerts'] as const;
export type ShownKind = (typeof SHOWN_KINDS)[number];
const WITHOUT_ID: readonly ShownKind[] = ['hidden', 'alerts'];

/** `line`: of the text, from 1. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'figure'; id: string; aspect: Aspect; line: number };
export type ListItem = { line: number; parts: Inline[] };
export type Block =
  | { kind: 'paragraph'; line: number; parts: Inline[] }
  | { kind: 'list'; line: number; items: ListItem[] }
  | { kind: 'shown'; line: number; what: ShownKind; id: string | null };
export type ShownBlock = Extract<Block, { kind: 'shown' }>;

/** `reference`: not one that there is. `not-closed`: brackets that open and do not close. `own-line`: stands in a sentence. */
export type SectionFault = { line: number; code: 'reference' | 'not-closed' | 'own-line'; text: string };
export type ParsedSection = { blocks: Block[]; faults: SectionFault[] };

const ID = /^[a-z0-9][a-z0-9-]*$/i;
const REFERENCE = /\[\[([^[\]\n]*)\]\]/g;
const ALONE = /^\[\[([^[\]\n]*)\]\]$/;

/** Reads the commentary of one section. Never throws: whoever writes is told, and goes on writing. */
export function parseSection(text: string): ParsedSection {
  const reading: Reading = { blocks: [], faults: [], open: null };
  for (const [i, raw] of text.split(/\r\n|\r|\n/).entries()) readLine(reading, raw.trim(), i + 1);
  const { blocks, faults } = reading;
  return { blocks, faults };
}

/** `open`: the paragraph or list that the next line may go on. */
type Reading = ParsedSection & { open: Exclude<Block, ShownBlock> | null };

function readLine(reading: Reading, text: string, line: number): void {
  const shown = shownOn(text, line);
  if (text === '') reading.open = null;
  else if (shown) {
    reading.open = null;
    reading.blocks.push(shown);
  } else if (/^-( |$)/.test(text))
    addItem(reading, { line, parts: readParts(reading, text.slice(2).trim(), line) });
  else addText(reading, readParts(reading, text, line), line);
}

function addItem(reading: Reading, item: ListItem): void {
  if (reading.open?.kind === 'list') reading.open.items.push(item);
  else start(reading, { kind: 'list', line: item.line, items: [item] });
}

/** A line after a line of a list goes on with its last item. */
function addText(reading: Reading, parts: Inline[], line: number): void {
  const { open } = reading;
  if (open === null) start(reading, { kind: 'paragraph', line, parts });
  else {
    const own = open.kind === 'list' ? open.items.at(-1)! : open;
    const space: Inline = { kind: 'text', text: own.parts.length > 0 ? ' ' : '' };
    own.parts = joined([...own.parts, space, ...parts]);
  }
}

function start(reading: Reading, block: Exclude<Block, ShownBlock>): void {
  reading.blocks.push(block);
  reading.open = block;
}

function shownOn(text: string, line: number): ShownBlock | null {
  const inside = ALONE.exec(text)?.[1];
  if (inside === undefined) return null;
  const [what, id, ...rest] = wordsOf(inside);
  if (!isShownKind(what) || rest.length > 0) return null;
  if (WITHOUT_ID.includes(what)) return id === undefined ? { kind: 'shown', line, what, id: null } : null;
  return id !== undefined && ID.test(id) ? { kind: 'shown', line, what, id } : null;
}

function readParts({ faults }: Reading, text: string, line: number): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(REFERENCE)) {
    parts.push({ kind: 'text', text: text.slice(from, match.index) });
    parts.push(figureIn(match[1]!, line) ?? unread(faults, match[0], line));
    from = match.index + match[0].length;
  }
  const rest = text.slice(from);
  if (rest.includes('[[')) faults.push({ line, code: 'not-closed', text: rest.slice(rest.indexOf('[[')) });
  return joined([...parts, { kind: 'text', text: rest }]);
}

function figureIn(inside: string, line: number): Inline | null {
  const [kind, id, aspect = 'value', ...rest] = wordsOf(inside);
  const isOne = kind === 'figure' && id !== undefined && ID.test(id) && isAspect(aspect) && rest.length === 0;
  return isOne ? { kind: 'figure', id, aspect, line } : null;
}

function unread(faults: SectionFault[], text: string, line: number): Inline {
  // One that would be right on a line of its own stands in a sentence; any other is wrong wherever it stands.
  faults.push({ line, code: shownOn(text, line) ? 'own-line' : 'reference', text });
  return { kind: 'text', text };
}

/** Neighbouring texts become one; empty ones go. */
function joined(parts: readonly Inline[]): Inline[] {
  const so: Inline[] = [];
  for (const part of parts) {
    const last = so.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      so[so.length - 1] = { kind: 'text', text: last.text + part.text };
    else if (part.kind !== 'text' || part.text !== '') so.push(part);
  }
  return so;
}

function wordsOf(inside: string): string[] {
  return inside.trim().split(/\s+/);
}

function isAspect(word: string): word is Aspect {
  return (ASPECTS as readonly string[]).includes(word);
}

function isShownKind(word: string | undefined): word is ShownKind {
  return (SHOWN_KINDS as readonly (string | undefined)[]).includes(word);
}

/** Commentary as it is written: what `parseSection` reads as the same blocks. */
export function writeSection(blocks: readonly Block[]): string {
  return blocks.map(writeBlock).join('\n\n');
}

function writeBlock(block: Block): string {
  if (block.kind === 'paragraph') return writeParts(block.parts);
  if (block.kind === 'list') return block.items.map(({ parts }) => `- ${writeParts(parts)}`).join('\n');
  return block.id === null ? `[[${block.what}]]` : `[[${block.what} ${block.id}]]`;
}

function writeParts(parts: readonly Inline[]): string {
  return parts.map(writePart).join('');
}

function writePart(part: Inline): string {
  if (part.kind === 'text') return part.text;
  return part.aspect === 'value' ? `[[figure ${part.id}]]` : `[[figure ${part.id} ${part.aspect}]]`;
}
