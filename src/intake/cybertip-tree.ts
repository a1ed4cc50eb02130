import type { EvidenceList } from './evidence-list.ts';

// A source document as a tree in which every leaf is taken once. What nobody takes is kept at the end, with its
// path: no field can be lost by being forgotten, only by being left out of this tree.

export type DocNode = {
  /** Element, "@attribute", or key; an array's items carry the array's key. */
  name: string;
  path: string;
  /** Where in the text it begins, in characters; the line is counted only where a fault needs it. */
  at?: number;
  /** Its own text; null where it has none. */
  value: string | null;
  children: DocNode[];
  taken: boolean;
  /** The format's description names it. */
  known: boolean;
};

/** What senders write for "nothing stated". */
const NOTHING: ReadonlySet<string> = new Set(['', 'N/A', 'n/a']);

/** Longest value of most text fields of the scheme. */
const LONGEST = 500;

export function child(node: DocNode | undefined, name: string): DocNode | undefined {
  return node?.children.find((candidate) => candidate.name === name);
}

export function childrenOf(node: DocNode | undefined, name: string): DocNode[] {
  return node?.children.filter((candidate) => candidate.name === name) ?? [];
}

/** The node at the end of a way down from `node`. */
export function descend(node: DocNode | undefined, ...names: string[]): DocNode | undefined {
  return names.reduce((at: DocNode | undefined, name) => child(at, name), node);
}

/** What the node says, without taking it; undefined where it says nothing. */
export function peek(node: DocNode | undefined): string | undefined {
  const value = node?.value?.trim();
  return value === undefined || NOTHING.has(value) ? undefined : value;
}

/** What the node says, marked as taken. A value longer than `longest` is left to be kept. */
export function take(node: DocNode | undefined, longest = LONGEST): string | undefined {
  return takeAs(node, (value) => (value.length <= longest ? value : undefined));
}

export function takeChild(node: DocNode | undefined, name: string, longest = LONGEST): string | undefined {
  return take(child(node, name), longest);
}

/** What `read` makes of the value; taken only where it makes something of it. */
export function takeAs<T>(node: DocNode | undefined, read: (value: string) => T | undefined): T | undefined {
  const value = peek(node);
  if (node === undefined || value === undefined || node.taken) return undefined;
  const result = read(value);
  if (result !== undefined) node.taken = true;
  return result;
}

/** The value of each node of a list, marked as taken; undefined where there is none. */
export function takeEach<T>(
  nodes: readonly DocNode[],
  make: (node: DocNode) => T | undefined,
): T[] | undefined {
  const made = nodes.map(make).filter((item) => item !== undefined);
  return made.length > 0 ? made : undefined;
}

/** Seals the value as evidence and gives the item's id. Unlike other values its blanks stay. */
export function takeEvidence(
  node: DocNode | undefined,
  to: { list: EvidenceList; kind: 'text' | 'file-name' | 'url'; label: string },
): string | undefined {
  return takeAs(node, () => to.list.add(to.kind, to.label, node?.value ?? ''));
}

/** Keeps every leaf that nobody took. A field the format does not describe is kept even where it is empty. */
export function keepLeftovers(node: DocNode, list: EvidenceList): void {
  const unheardOf = !node.known && node.children.length === 0 && node.value === '';
  if (!node.taken && (peek(node) !== undefined || unheardOf)) list.keep(node.path, node.value ?? '');
  for (const each of node.children) keepLeftovers(each, list);
}
