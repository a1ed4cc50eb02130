import { NOT_IN_A_BATCH } from './cybertip-elements.ts';
import { child, childrenOf, type DocNode, descend, peek } from './cybertip-tree.ts';
import { faultAt, type NodeFault } from './cybertip-xml-validate.ts';

// What NCMEC refuses beyond its schema. Source: CyberTipline Reporting API Technical Documentation, 2025-06-11.

/** What a document is about, whichever root it came under. */
export type Submission = {
  report: DocNode | undefined;
  files: readonly DocNode[];
  reportId: string | undefined;
};

export function brokenRules(submission: Submission): NodeFault[] {
  const { report, files } = submission;
  const batch = child(report, 'batchedReport');
  return [
    ...files.flatMap((file) => [...viewing(file), ...supplemental(file), ...belonging(file, submission)]),
    ...(report && batch ? [...batchedReport(report), ...batchedFiles(files)] : []),
  ];
}

function isTrue(node: DocNode | undefined): boolean {
  return node !== undefined && ['', 'true', '1'].includes(node.value?.trim() ?? '');
}

function viewing(file: DocNode): NodeFault[] {
  const exif = child(file, 'exifViewedByEsp');
  if (!isTrue(exif) || isTrue(child(file, 'fileViewedByEsp'))) return [];
  return [faultAt(exif!, 'may be true only where fileViewedByEsp is true')];
}

function supplemental(file: DocNode): NodeFault[] {
  if (peek(child(file, 'fileRelevance')) !== 'Supplemental Reported') return [];
  const meme = [child(file, 'potentialMeme'), descend(file, 'fileAnnotations', 'potentialMeme')].filter(
    isTrue,
  );
  const named = [...meme, child(file, 'industryClassification')].filter((node) => node !== undefined);
  return named.map((node) => faultAt(node, 'may not stand with a supplemental file'));
}

function belonging(file: DocNode, { reportId }: Submission): NodeFault[] {
  const own = child(file, 'reportId');
  if (!own || reportId === undefined || peek(own) === reportId) return [];
  return [faultAt(own, 'names another report than the submission')];
}

function batchedReport(report: DocNode): NodeFault[] {
  const barred = [
    ...among(report, NOT_IN_A_BATCH.report),
    ...among(child(report, 'incidentSummary'), NOT_IN_A_BATCH.incidentSummary),
    ...childrenOf(report, 'personOrUserReported').flatMap((person) =>
      person.children.filter((each) => each.known && each.name !== 'espIdentifier'),
    ),
  ];
  return barred.map((node) => faultAt(node, 'may not stand in a batched report'));
}

function batchedFiles(files: readonly DocNode[]): NodeFault[] {
  const [, second] = files;
  return [
    ...(second ? [faultAt(second, 'a batched report may have only one file')] : []),
    ...files.flatMap((file) => {
      const annotations = child(file, 'fileAnnotations');
      const marked = ['viral', 'potentialMeme'].some((name) => isTrue(child(annotations, name)));
      const relevance = childrenOf(file, 'fileRelevance').filter((node) => peek(node) !== 'Reported');
      const barred = [
        ...relevance,
        ...among(file, NOT_IN_A_BATCH.fileDetails),
        ...among(annotations, NOT_IN_A_BATCH.fileAnnotations),
      ];
      return [
        ...(marked
          ? []
          : [
              faultAt(annotations ?? file, 'must be annotated as viral or potentialMeme in a batched report'),
            ]),
        ...barred.map((node) => faultAt(node, 'may not stand in a batched report')),
      ];
    }),
  ];
}

function among(node: DocNode | undefined, names: readonly string[]): DocNode[] {
  return node?.children.filter((each) => names.includes(each.name)) ?? [];
}
