import type { Connection, Identifier, Moment, Place } from '../referral/index.ts';
import {
  child,
  childrenOf,
  type DocNode,
  descend,
  peek,
  take,
  takeAs,
  takeChild,
  takeEach,
  takeEvidence,
} from './cybertip-tree.ts';
import { readCountry, readEvent, readIp, readMoment, readPort, readSaidAnswer } from './cybertip-values.ts';
import type { EvidenceList } from './evidence-list.ts';
import { present } from './making.ts';

// The small parts of a CyberTip as police receive it. Fields may be null, missing or "N/A" anywhere; whatever does not
// fit where it stands is left to be kept.

/** A JSON value as a tree: the items of an array stand side by side under the array's key. */
export function jsonTree(value: unknown, name = '', path = ''): DocNode {
  const leaf = value === null || typeof value !== 'object';
  const node: DocNode = {
    name,
    path,
    value: leaf && value !== null ? String(value) : null,
    children: [],
    taken: false,
    known: true,
  };
  if (leaf) return node;
  if (Array.isArray(value)) node.children = value.map((item, i) => jsonTree(item, name, `${path}/${i}`));
  else
    node.children = Object.entries(value).flatMap(([key, field]) =>
      fieldNodes(field, key, `${path}/${escapePointer(key)}`),
    );
  return node;
}

function fieldNodes(field: unknown, key: string, path: string): DocNode[] {
  return Array.isArray(field) ? jsonTree(field, key, path).children : [jsonTree(field, key, path)];
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The items of a list, which may be wrapped: { emails: { emails: [ … ] } }, or not; or one text in the list's place. */
export function wrapped(node: DocNode | undefined, outer: string, inner = outer): DocNode[] {
  return childrenOf(node, outer).flatMap((each) => {
    const items = childrenOf(each, inner);
    if (items.length > 0) return items;
    const isItem = /\/\d+$/.test(each.path) || peek(saidNode(each)) !== undefined;
    return isItem ? [each] : [];
  });
}

/** A field that is a text, or an object with a value: { value: "…" }. */
export function saidNode(node: DocNode | undefined): DocNode | undefined {
  return node?.value == null ? child(node, 'value') : node;
}

export function takeValue(node: DocNode | undefined, name: string, longest?: number): string | undefined {
  return take(saidNode(child(node, name)), longest);
}

export function saidAt(node: DocNode | undefined, name: string) {
  return takeAs(child(node, name), readSaidAnswer);
}

/** Texts such as `additionalInformations`, each sealed; the ids of the items. */
export function takeTexts(
  node: DocNode | undefined,
  names: readonly string[],
  to: { list: EvidenceList; label: string },
): string[] | undefined {
  const nodes = names
    .flatMap((name) => wrapped(node, name).map(saidNode))
    .filter((each) => each !== undefined);
  return takeEach(nodes, (each) => takeEvidence(each, { ...to, kind: 'text' }));
}

/** What a block of `sourceInformation` captured. */
export type Captures = {
  connections: Connection[];
  devices: Identifier[];
  contacts: Identifier[];
  urls: string[];
};

export function takeCaptures(node: DocNode | undefined, to: { list: EvidenceList; label: string }): Captures {
  const captures: Captures = { connections: [], devices: [], contacts: [], urls: [] };
  for (const capture of childrenOf(descend(node, 'sourceInformation'), 'sourceCaptures'))
    takeCapture(capture, captures, to);
  return captures;
}

function takeCapture(
  capture: DocNode,
  captures: Captures,
  { list, label }: { list: EvidenceList; label: string },
): void {
  const type = peek(child(capture, 'captureType'))?.toLowerCase() ?? '';
  const value = child(capture, 'value');
  if (/\bip\b/.test(type))
    captures.connections.push(...[connectionFrom(capture, value)].filter((each) => each !== undefined));
  else if (/url/.test(type))
    captures.urls.push(
      ...(takeEach(value ? [value] : [], (each) => takeEvidence(each, { list, kind: 'url', label })) ?? []),
    );
  else if (/device|imei|iccid|mac address/.test(type))
    captures.devices.push(...identifierFrom(capture, 'device'));
  else if (/e-?mail/.test(type)) captures.contacts.push(...identifierFrom(capture, 'email'));
  else if (/phone/.test(type)) captures.contacts.push(...identifierFrom(capture, 'phone'));
  if (value?.taken) takeChild(capture, 'captureType');
}

function connectionFrom(capture: DocNode, value: DocNode | undefined): Connection | undefined {
  const ip = takeAs(value, readIp);
  if (ip === undefined) return undefined;
  const event = takeAs(child(capture, 'eventName'), readEvent) ?? 'unknown';
  return present<Connection>({
    ip,
    port: takeAs(child(capture, 'port'), readPort),
    at: takeMoment(capture, 'dateTime', event),
    event,
    possibleProxy: saidAt(capture, 'possibleProxy'),
  });
}

function identifierFrom(capture: DocNode, kind: Identifier['kind']): Identifier[] {
  const value = takeChild(capture, 'value');
  if (value === undefined) return [];
  const at = takeMoment(capture, 'dateTime', takeAs(child(capture, 'eventName'), readEvent) ?? 'unknown');
  return [present<Identifier>({ kind, value, type: takeChild(capture, 'captureType', 200), at })];
}

/** E-mail addresses and phone numbers: { value, verified }, or the bare text. */
export function contactsFrom(node: DocNode | undefined, name: string, kind: 'email' | 'phone'): Identifier[] {
  return wrapped(node, name).flatMap((each) => {
    const value = take(saidNode(each));
    if (value === undefined) return [];
    return [
      present<Identifier>({
        kind,
        value,
        type: takeChild(each, 'type', 200),
        verified: saidAt(each, 'verified'),
      }),
    ];
  });
}

export function takeMoment(
  node: DocNode | undefined,
  name: string,
  meaning: Moment['meaning'],
): Moment | undefined {
  return takeAs(child(node, name), readMoment(meaning));
}

export function placesFrom(node: DocNode | undefined): Place[] {
  return wrapped(node, 'addresses').flatMap((each) => {
    const lines = ['street1', 'street2', 'address'].flatMap((name) => takeChild(each, name, 1_000) ?? []);
    const place = present<Omit<Place, 'meaning'>>({
      lines: lines.length > 0 ? lines : undefined,
      city: takeChild(each, 'city', 200),
      region: takeChild(each, 'state', 200),
      postcode: takeChild(each, 'postalCode', 20),
      country: takeAs(child(each, 'country'), readCountry),
      verified: saidAt(each, 'verified'),
    });
    return Object.keys(place).length > 0 ? [{ meaning: 'stated', ...place }] : [];
  });
}
