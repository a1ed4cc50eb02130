import { FILE_ANNOTATIONS, type FileFacts, GRADE_SCHEMES } from '../referral/index.ts';
import {
  saidAt,
  saidNode,
  takeCaptures,
  takeMoment,
  takeTexts,
  takeValue,
  wrapped,
} from './cybertip-json-parts.ts';
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
import { readHash } from './cybertip-values.ts';
import type { EvidenceList } from './evidence-list.ts';
import { present } from './making.ts';

/** An uploaded file as NCMEC passes it on; the platform that reported it holds the content. */
export function uploadedFileFrom(
  node: DocNode,
  { list, heldBy }: { list: EvidenceList; heldBy: string | undefined },
): FileFacts {
  const captures = takeCaptures(node, { list, label: 'Where the file was' });
  const id = takeChild(node, 'submittalId', 300) ?? takeChild(node, 'fileId', 300);
  return present<FileFacts>({
    reference: id,
    hashes: takeEach(childrenOf(node, 'verificationHash'), hashFrom) ?? [],
    annotations: [...new Set(tagsOf(node))],
    names: takeEach([...childrenOf(node, 'filename'), ...childrenOf(node, 'originalFilename')], (each) =>
      takeEvidence(each, {
        list,
        kind: 'file-name',
        label: each.name === 'filename' ? 'File name' : 'Original file name',
      }),
    ),
    locations: some(captures.urls),
    heldBy,
    holderReference: id,
    viewedBySender: saidAt(node, 'viewedByEsp'),
    publiclyAvailable: saidAt(node, 'publiclyAvailable'),
    relevance: takeValue(node, 'fileRelevance', 100),
    grades: takeEach(childrenOf(node, 'industryClassification'), gradeFrom),
    uploadedAt: takeMoment(node, 'uploadedToEspTimestamp', 'upload'),
    connections: some(captures.connections),
    devices: some(captures.devices),
    notes: some([
      ...metadataOf(node, list),
      ...(takeTexts(node, ['additionalInformations'], { list, label: 'File: additional information' }) ?? []),
    ]),
  });
}

/** NCMEC verifies a file by its MD5. */
function hashFrom(node: DocNode) {
  return takeAs(node, (value) => (value.length <= 2_000 ? readHash('MD5', value) : undefined));
}

type Grade = NonNullable<FileFacts['grades']>[number];

function gradeFrom(node: DocNode): Grade | undefined {
  const grades: readonly string[] = GRADE_SCHEMES['us-industry'].grades;
  const grade = takeAs(node, (value) => grades.find((each) => each === value.toUpperCase()));
  return grade === undefined ? undefined : { scheme: 'us-industry', grade };
}

const bare = (words: string) => words.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const KNOWN_TAGS: ReadonlyMap<string, string> = new Map(
  Object.entries(FILE_ANNOTATIONS).flatMap(([name, { label }]) => [
    [bare(name), name],
    [bare(label), name],
  ]),
);

/** Tags by the annotation they stand for; others by their own words, which are NCMEC's, not a person's. */
function tagsOf(node: DocNode): string[] {
  const tags = childrenOf(child(node, 'ncmecTags'), 'groups').flatMap((group) => childrenOf(group, 'tags'));
  return tags.flatMap((tag) => {
    const words = take(saidNode(tag), 100);
    return words === undefined ? [] : [KNOWN_TAGS.get(bare(words)) ?? words];
  });
}

function metadataOf(node: DocNode, list: EvidenceList): string[] {
  const lines = wrapped(node, 'espMetadata', 'metadatas').flatMap((pair) => {
    const value = peek(child(pair, 'value'));
    if (value === undefined) return [];
    return [`${take(child(pair, 'name'), 10_000) ?? ''}: ${take(child(pair, 'value'), 1_000_000)}`];
  });
  return lines.length > 0 ? [list.add('text', 'File: metadata of the platform', lines.join('\n'))] : [];
}

function some<T>(items: readonly T[]): T[] | undefined {
  return items.length > 0 ? [...items] : undefined;
}
