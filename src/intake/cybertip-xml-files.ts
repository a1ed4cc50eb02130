import type { FileFacts, FileHash } from '../referral/index.ts';
import {
  child,
  childrenOf,
  type DocNode,
  peek,
  take,
  takeAs,
  takeChild,
  takeEach,
  takeEvidence,
} from './cybertip-tree.ts';
import { readFlagName, readHash } from './cybertip-values.ts';
import { answerAt, connectionsOf, deviceFrom, momentAt } from './cybertip-xml-parts.ts';
import type { EvidenceList } from './evidence-list.ts';
import { present } from './making.ts';

export type FileContext = { list: EvidenceList; heldBy: string | undefined };

/** A file as its sender describes it. The file's id at NCMEC is how its content is asked for. */
export function fileFrom(node: DocNode, { list, heldBy }: FileContext): FileFacts {
  const id = takeChild(node, 'fileId', 300);
  const grade = takeChild(node, 'industryClassification', 20);
  return present<FileFacts>({
    reference: id,
    hashes: hashesOf(node),
    annotations: annotationsOf(node),
    names: takeEach([...childrenOf(node, 'fileName'), ...childrenOf(node, 'originalFileName')], (each) =>
      takeEvidence(each, {
        list,
        kind: 'file-name',
        label: each.name === 'fileName' ? 'File name' : 'Original file name',
      }),
    ),
    locations: takeEach(childrenOf(node, 'locationOfFile'), (each) =>
      takeEvidence(each, { list, kind: 'url', label: 'Where the file was' }),
    ),
    heldBy,
    holderReference: id,
    viewedBySender: answerAt(node, 'fileViewedByEsp'),
    publiclyAvailable: answerAt(node, 'publiclyAvailable'),
    relevance: takeChild(node, 'fileRelevance', 100),
    grades: grade === undefined ? undefined : [{ scheme: 'us-industry', grade }],
    uploadedAt: momentAt(node, 'uploadedToEspTimestamp', 'upload'),
    connections: connectionsOf(node),
    devices: takeEach(childrenOf(node, 'deviceId'), deviceFrom),
    notes: takeNotes(node, list),
  });
}

function hashesOf(node: DocNode): FileHash[] {
  const stated = takeEach(childrenOf(node, 'originalFileHash'), (each) =>
    hashFrom(each, child(each, '@hashType')),
  );
  const pairs = childrenOf(node, 'details')
    .filter((details) => peek(child(details, '@type')) === 'HASH')
    .flatMap((details) => {
      const found = takeEach(childrenOf(details, 'nameValuePair'), (pair) =>
        hashFrom(child(pair, 'value'), child(pair, 'name')),
      );
      if (found) takeChild(details, '@type');
      return found ?? [];
    });
  return [...(stated ?? []), ...pairs];
}

function hashFrom(valueNode: DocNode | undefined, nameNode: DocNode | undefined): FileHash | undefined {
  const name = peek(nameNode);
  if (name === undefined || name.length > 100) return undefined;
  const hash = takeAs(valueNode, (value) => (value.length <= 2_000 ? readHash(name, value) : undefined));
  if (hash) take(nameNode);
  return hash;
}

function annotationsOf(node: DocNode): string[] {
  const meme = takeAs(child(node, 'potentialMeme'), (value) =>
    ['true', '1'].includes(value) ? 'potentialMeme' : undefined,
  );
  return [...new Set([...(meme === undefined ? [] : [meme]), ...takeFlags(child(node, 'fileAnnotations'))])];
}

/** Names of the flags that are set; ones that this version of the format does not know are taken by their own name. */
export function takeFlags(annotations: DocNode | undefined): string[] {
  const elements =
    annotations?.children.filter((each) => !each.name.startsWith('@') && each.children.length === 0) ?? [];
  return elements.flatMap((node) => {
    const name = readFlagName(node.name);
    if (name === undefined || !['', 'true', '1'].includes(node.value?.trim() ?? '')) return [];
    node.taken = true;
    return [name];
  });
}

function takeNotes(node: DocNode, list: EvidenceList): string[] | undefined {
  const notes = [
    ...childrenOf(node, 'details').flatMap((details) => takeDetails(details, list) ?? []),
    ...(takeEach(childrenOf(node, 'additionalInfo'), (each) =>
      takeEvidence(each, { list, kind: 'text', label: 'File: additional information' }),
    ) ?? []),
  ];
  return notes.length > 0 ? notes : undefined;
}

/** Name-value pairs of one block, one line each. They may tell the camera, the place and the hour. */
function takeDetails(details: DocNode, list: EvidenceList): string | undefined {
  const pairs = childrenOf(details, 'nameValuePair').flatMap((pair) => {
    const [name, value] = [child(pair, 'name'), child(pair, 'value')];
    if (value?.taken !== false || peek(value) === undefined) return [];
    return [`${take(name, 10_000) ?? ''}: ${take(value, 1_000_000)}`];
  });
  if (pairs.length === 0) return undefined;
  const type = takeChild(details, '@type');
  return list.add('text', type === undefined ? 'File: metadata' : `File: ${type} metadata`, pairs.join('\n'));
}
