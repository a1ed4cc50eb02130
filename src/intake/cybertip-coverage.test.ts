import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { COMPLEX_TYPES, SIMPLE_TYPES } from './cybertip-elements.ts';
import { elementPaths } from './cybertip-paths.ts';
import { childrenOf, type DocNode, peek } from './cybertip-tree.ts';
import { cyberTipXml } from './cybertip-xml.ts';
import { cyberTipContent } from './cybertip-xml-report.ts';
import { readXml } from './cybertip-xml-tree.ts';
import { validate } from './cybertip-xml-validate.ts';
import { writeXsd } from './cybertip-xsd.ts';
import {
  batchedSubmission,
  fullSubmission,
  otherValue,
  type SampleNode,
  writeXml,
} from './fixtures/cybertip-xml-sample.ts';
import { parseMoment } from './moments.ts';

const CONTEXT = { receivedAt: new Date('2026-07-25T12:00:00Z'), reliability: '2' } as const;
const DOCUMENTS = { full: fullSubmission(), batched: batchedSubmission() };
const XSD = new URL('../../../shared/formats/ncmec-cybertipline/cyber_tipline.xsd', import.meta.url);

test('a document with every element and attribute of the list is taken in', () => {
  for (const tree of Object.values(DOCUMENTS)) cyberTipXml.read(Buffer.from(writeXml(tree)), CONTEXT);
  const written = new Set(
    Object.values(DOCUMENTS).flatMap((tree) =>
      leavesOf(readXml(Buffer.from(writeXml(tree))).root).map(plainPath),
    ),
  );
  const missing = elementPaths()
    .filter(({ path, type }) => type !== null && path.startsWith('/cyberTiplineSubmission/'))
    .filter(({ path }) => !written.has(path));
  assert.deepEqual(missing, []);
});

test('each field ends where the element list says: mapped, or kept', () => {
  for (const tree of Object.values(DOCUMENTS)) {
    const { root } = readXml(Buffer.from(writeXml(tree)));
    assert.deepEqual(validate(root, 'submission', CONTEXT.receivedAt), []);
    const submission = {
      report: root.children.find(({ name }) => name === 'report'),
      files: childrenOf(root, 'fileDetails'),
      reportId: undefined,
    };
    cyberTipContent(root, submission, CONTEXT);
    for (const leaf of leavesOf(root)) {
      const entry = elementPaths().find(({ path }) => path === plainPath(leaf));
      assert.equal(leaf.taken ? 'mapped' : 'kept', entry?.fate, leaf.path);
    }
  }
});

test('every value of the document is found in what is made of it', () => {
  for (const tree of Object.values(DOCUMENTS)) {
    const { content } = cyberTipXml.read(Buffer.from(writeXml(tree)), CONTEXT);
    const made = JSON.stringify(content);
    const lost = leavesOf(readXml(Buffer.from(writeXml(tree))).root).filter(
      (leaf) => isOwnWords(leaf) && !asMade(leaf).some((words) => made.includes(words)),
    );
    assert.deepEqual(
      lost.map(({ path, value }) => `${path}: ${value}`),
      [],
    );
  }
});

test('no field is lost: a change to any of them changes what is made of the document', () => {
  for (const tree of Object.values(DOCUMENTS)) {
    const before = outcomeOf(writeXml(tree));
    const changes = [...changesOf(tree)].map(({ what, document }) => ({
      what,
      outcome: outcomeOf(document),
    }));
    assert.deepEqual(
      changes.filter(({ outcome }) => outcome === before).map(({ what }) => what),
      [],
    );
    const refused = changes.filter(({ outcome }) => outcome.startsWith('refused'));
    assert.ok(
      refused.length <= 7,
      `too many changes are only noticed by refusal: ${refused.map(({ what }) => what)}`,
    );
  }
});

const ours = () => elementPaths().filter(({ path }) => !path.startsWith('/cyberTiplineSubmission'));
const line = ({ path, occurs, type }: XsdPath) => `${path} ${occurs} ${describe(type)}`;

test('the element list is that of the public schema, both ways', {
  skip: !existsSync(XSD) && 'the schema is not on this machine',
}, () => {
  const theirs = xsdPaths(readXml(readFileSync(XSD)).root);
  assert.deepEqual(ours().map(line).sort(), theirs.map(line).sort());
});

test('the schema that the endpoint hands out is the element list', () => {
  const written = xsdPaths(readXml(Buffer.from(writeXsd())).root);
  assert.deepEqual(written.map(line).sort(), ours().map(line).sort());
});

function outcomeOf(document: string): string {
  try {
    return JSON.stringify(cyberTipXml.read(Buffer.from(document), CONTEXT).content);
  } catch (problem) {
    return `refused: ${JSON.stringify(problem)}`;
  }
}

function leavesOf(node: DocNode): DocNode[] {
  const own = peek(node) === undefined ? [] : [node];
  return [...own, ...node.children.flatMap(leavesOf)];
}

function plainPath({ path }: DocNode): string {
  return path.replaceAll(/\[\d+\]/g, '');
}

/** Answers and coded values are made over into other words; that they matter is what the change test shows. */
function isOwnWords({ path, value }: DocNode): boolean {
  const type = elementPaths().find((entry) => entry.path === path.replaceAll(/\[\d+\]/g, ''))?.type;
  const coded = ['boolean', 'flag', 'incidentType', 'captureType', 'addressType', 'country'];
  return type !== undefined && type !== null && !coded.includes(type) && value !== null;
}

/** As it is written, or, for a time, in UTC. */
function asMade({ value }: DocNode): string[] {
  const utc = parseMoment(value ?? '', 'other')?.utc;
  return [value ?? '', ...(utc === undefined ? [] : [utc])].map((words) =>
    JSON.stringify(words).slice(1, -1),
  );
}

function* changesOf(tree: SampleNode): Generator<{ what: string; document: string }> {
  const places = function* (
    node: SampleNode,
    path: string,
  ): Generator<{ node: SampleNode; owner: SampleNode[]; path: string }> {
    for (const list of [node.attributes, node.children]) {
      for (const each of list) {
        const here = `${path}/${each.name}`;
        if (each.text !== null) yield { node: each, owner: list, path: here };
        yield* places(each, here);
      }
    }
  };
  for (const { node, owner, path } of [...places(tree, '')]) {
    const { text } = node;
    const type = COMPLEX_TYPES[node.type]?.text ?? node.type;
    const other = otherValue(text ?? '', type);
    const at = owner.indexOf(node);
    if (other === undefined) owner.splice(at, 1);
    else node.text = other;
    yield { what: path, document: writeXml(tree) };
    if (other === undefined) owner.splice(at, 0, node);
    node.text = text;
  }
}

/** A type by what it allows, so that two names for the same type are the same. */
function describe(type: string | null): string {
  if (type === null) return '';
  const simple: { base: string; values?: readonly string[]; pattern?: RegExp; alwaysTrue?: true } =
    SIMPLE_TYPES[type as keyof typeof SIMPLE_TYPES] ?? JSON.parse(type);
  const { base, values, pattern, alwaysTrue } = simple;
  const form = pattern instanceof RegExp ? pattern.source.replace(/^\^(.*)\$$/, '$1') : pattern;
  return JSON.stringify([base, values && [...values].sort(), form, alwaysTrue ?? false]);
}

type XsdPath = { path: string; occurs: string; type: string | null };

/** The places that the schema allows, from its own text. */
function xsdPaths(schema: DocNode): XsdPath[] {
  const of = (node: DocNode, name: string) => childrenOf(node, `xs:${name}`);
  const attribute = (node: DocNode, name: string) => childrenOf(node, `@${name}`)[0]?.value ?? undefined;
  const named = (kind: string, name: string | undefined) =>
    of(schema, kind).find((each) => attribute(each, 'name') === name);
  const simple = (name: string): string => {
    if (name.startsWith('xs:')) return JSON.stringify({ base: name.slice(3) });
    const [restriction] = of(named('simpleType', name)!, 'restriction');
    const values = of(restriction!, 'enumeration').map((each) => attribute(each, 'value') ?? '');
    const [pattern] = of(restriction!, 'pattern').map((each) => attribute(each, 'value'));
    const base = attribute(restriction!, 'base')!.slice(3);
    return JSON.stringify({ base, ...(values.length > 0 && { values }), ...(pattern && { pattern }) });
  };
  const attributesIn = (node: DocNode, path: string): XsdPath[] =>
    of(node, 'attribute').map((each) => ({
      path: `${path}/@${attribute(each, 'name')}`,
      occurs: attribute(each, 'use') === 'required' ? '1' : '?',
      type: simple(attribute(each, 'type')!),
    }));
  const occursOf = (node: DocNode, inChoice: boolean) => {
    const least = inChoice ? '0' : (attribute(node, 'minOccurs') ?? '1');
    const most = attribute(node, 'maxOccurs') ?? '1';
    return most === 'unbounded' ? (least === '0' ? '*' : '+') : least === '0' ? '?' : '1';
  };
  const inside = (complex: DocNode, path: string): { own: string | null; paths: XsdPath[] } => {
    const [extension] = of(complex, 'simpleContent').flatMap((each) => of(each, 'extension'));
    if (extension)
      return { own: simple(attribute(extension, 'base')!), paths: attributesIn(extension, path) };
    const groups = (node: DocNode): XsdPath[] =>
      ['sequence', 'all', 'choice'].flatMap((kind) =>
        of(node, kind).flatMap((group) => [
          ...of(group, 'element').flatMap((each) => element(each, path, kind === 'choice')),
          ...groups(group),
        ]),
      );
    return { own: null, paths: [...groups(complex), ...attributesIn(complex, path)] };
  };
  const element = (declared: DocNode, parent: string, inChoice: boolean): XsdPath[] => {
    const reference = attribute(declared, 'ref');
    const node = reference === undefined ? declared : named('element', reference)!;
    const path = `${parent}/${attribute(node, 'name')}`;
    const type = attribute(node, 'type');
    const complex = of(node, 'complexType')[0] ?? named('complexType', type);
    const { own, paths } = complex ? inside(complex, path) : { own: simple(type!), paths: [] };
    const fixed =
      own !== null && attribute(node, 'fixed') === 'true'
        ? JSON.stringify({ ...JSON.parse(own), alwaysTrue: true })
        : own;
    return [{ path, occurs: occursOf(declared, inChoice), type: fixed }, ...paths];
  };
  const roots = ['report', 'fileDetails', 'reportResponse', 'reportDoneResponse'];
  return roots.flatMap((name) => element(named('element', name)!, '', false));
}
