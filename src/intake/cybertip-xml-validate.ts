import type { Fault } from '../shared/problem.ts';
import {
  COMPLEX_TYPES,
  type ComplexType,
  type ElementRow,
  KNOWN_SLIPS,
  NAME_SLIPS,
  SIMPLE_TYPES,
  type SimpleType,
} from './cybertip-elements.ts';
import type { DocNode } from './cybertip-tree.ts';
import { refusal } from './cybertip-values.ts';
import { lookUp } from './look-up.ts';

// Checks a document against the element list: order, occurrence, types. What the list does not name is left alone:
// newer versions of the format add elements, and these are kept, not refused.

/** A fault and the node it is about, from which its line is counted. */
export type NodeFault = Fault & { node: DocNode };

/** Faults of a node of a type; marks what the list names as known. */
export function validate(node: DocNode, type: string, now: Date): NodeFault[] {
  node.known = true;
  const complex = COMPLEX_TYPES[type];
  if (!complex) return checkText(node, type, now);
  const named = node.children.flatMap((each) => {
    const row = complex.rows.find(([name]) => name === nameOf(each, type));
    return row ? [{ node: each, row }] : [];
  });
  return [
    ...(complex.text ? checkText(node, complex.text, now) : []),
    ...checkOccurrence(node, complex, type),
    ...checkOrder(named, complex),
    ...checkChoice(node, complex),
    ...named.flatMap(({ node: each, row }) => validate(each, row[2], now)),
  ];
}

function checkText(node: DocNode, type: string, now: Date): NodeFault[] {
  const simple: SimpleType = SIMPLE_TYPES[type as keyof typeof SIMPLE_TYPES];
  const value = node.value?.trim() ?? '';
  if (lookUp(KNOWN_SLIPS[type], value) !== undefined) return [];
  const reason = refusal(value, simple, now);
  return reason === undefined ? [] : [faultAt(node, reason)];
}

/** The name by which the schema has it. */
function nameOf({ name }: DocNode, ownerType: string): string {
  return lookUp(NAME_SLIPS[ownerType], name) ?? name;
}

function checkOccurrence(node: DocNode, { rows }: ComplexType, type: string): NodeFault[] {
  return rows.flatMap(([name, occurs]) => {
    const found = node.children.filter((each) => nameOf(each, type) === name);
    const path = `${node.path}/${name}`;
    if (found.length === 0 && (occurs === '1' || occurs === '+'))
      return [{ ...faultAt(node, 'is missing'), path }];
    const once = occurs === '1' || occurs === '?';
    return once && found.length > 1 ? [faultAt(found[1]!, 'may stand only once here')] : [];
  });
}

/** Elements of one choice share a place. */
function checkOrder(
  named: readonly { node: DocNode; row: ElementRow }[],
  { rows, anyOrder, choice }: ComplexType,
): NodeFault[] {
  if (anyOrder) return [];
  const placeOf = (row: ElementRow) =>
    rows.findIndex(([name]) => name === row[0] || (choice?.of.includes(name) && choice.of.includes(row[0])));
  const elements = named.filter(({ node }) => !node.name.startsWith('@'));
  return elements.flatMap(({ node, row }, i) => {
    const before = elements[i - 1];
    return before && placeOf(before.row) > placeOf(row)
      ? [faultAt(node, `stands after ${before.node.name}, but belongs before it`)]
      : [];
  });
}

function checkChoice(node: DocNode, { choice }: ComplexType): NodeFault[] {
  if (!choice) return [];
  const kinds = new Set(node.children.map((each) => each.name).filter((name) => choice.of.includes(name)));
  if (kinds.size > 1)
    return [faultAt(node, `holds ${[...kinds].join(' and ')}, of which only one may stand`)];
  // An element that nobody knows yet may be a newer kind.
  const none = kinds.size === 0 && node.children.length === 0;
  return choice.needed && none ? [faultAt(node, 'holds none of the kinds of which one must stand')] : [];
}

export function faultAt(node: DocNode, reason: string): NodeFault {
  return { node, path: node.path, reason };
}
