import type { Fault } from '../shared/problem.ts';
import type { Adapter, Reading, ReadingContext } from './adapter.ts';
import { ROOTS } from './cybertip-elements.ts';
import { ensureNotOverfull } from './cybertip-limits.ts';
import { child, childrenOf, type DocNode, peek } from './cybertip-tree.ts';
import { cyberTipContent } from './cybertip-xml-report.ts';
import { brokenRules, type Submission } from './cybertip-xml-rules.ts';
import { rootElementName } from './cybertip-xml-text.ts';
import { readXml, type XmlDocument } from './cybertip-xml-tree.ts';
import { validate } from './cybertip-xml-validate.ts';
import { invalid } from './json-text.ts';

/** More faults than this help nobody. */
const MOST_FAULTS = 50;

/** NCMEC's CyberTipline Reporting API: a report, the details of a file, or both in our envelope. */
export const cyberTipXml: Adapter = {
  name: 'cybertip-xml',
  label: 'CyberTipline report (XML)',
  mediaTypes: ['application/xml', 'text/xml'],
  recognises: (raw) => Object.hasOwn(ROOTS, rootElementName(raw) ?? ''),
  read,
};

function read(raw: Buffer, context: ReadingContext): Reading {
  const document = readXml(raw);
  const { root, stripped } = document;
  const submission = submissionOf(root);
  const faults = [...validate(root, rootType(root), context.receivedAt), ...brokenRules(submission)];
  if (faults.length > 0)
    throw invalid(faults.slice(0, MOST_FAULTS).map(({ node, ...fault }) => placed(fault, node, document)));
  const content = cyberTipContent(root, submission, context);
  ensureNotOverfull(content);
  return { content, stripped, ...(document.raw && { raw: document.raw }) };
}

function rootType(root: DocNode): string {
  const known = Object.hasOwn(ROOTS, root.name) ? ROOTS[root.name as keyof typeof ROOTS] : undefined;
  if (!known) throw invalid([{ line: 1, reason: 'the root element is none of the CyberTipline API' }]);
  if (known.fate === 'refused')
    throw invalid([
      { path: `/${root.name}`, reason: 'is an answer of the receiving service, not a referral' },
    ]);
  return known.type;
}

function submissionOf(root: DocNode): Submission {
  if (root.name === 'report') return { report: root, files: [], reportId: undefined };
  if (root.name === 'fileDetails') return { report: undefined, files: [root], reportId: undefined };
  return {
    report: child(root, 'report'),
    files: childrenOf(root, 'fileDetails'),
    reportId: peek(child(root, '@reportId')),
  };
}

function placed(fault: Fault, node: DocNode, { placeOf }: XmlDocument): Fault {
  return { ...fault, path: fault.path?.slice(0, 300) ?? '/', ...placeOf(node) };
}
