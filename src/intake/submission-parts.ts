import { Problem } from '../shared/problem.ts';
import { child, childrenOf, peek } from './cybertip-tree.ts';
import { cyberTipXml } from './cybertip-xml.ts';
import { decodeXml } from './cybertip-xml-text.ts';
import { readXml } from './cybertip-xml-tree.ts';

/** A document that a CyberTipline client sends on its own, valid, in UTF-8, without declaration and without payloads. */
export type CyberTipPart = { xml: string; reportId: string | undefined; fileId: string | undefined };

/** Throws `intake.invalid`, and `intake.unknown-format` where another document belongs here. */
export function readCyberTipPart(raw: Buffer, root: 'report' | 'fileDetails', at: Date): CyberTipPart {
  const document = readXml(raw);
  if (document.root.name !== root) {
    throw new Problem('intake.unknown-format', { detail: `the root element is not ${root}` });
  }
  cyberTipXml.read(raw, { receivedAt: at, reliability: '2' });
  const [reportId, fileId] = ['reportId', 'fileId'].map((name) => peek(child(document.root, name)));
  return { xml: withoutDeclaration(decodeXml(document.raw ?? raw)), reportId, fileId };
}

/** Whether the bytes are XML that is taken here at all, valid or not. */
export function isReadableXml(raw: Buffer): boolean {
  try {
    readXml(raw);
    return true;
  } catch {
    return false;
  }
}

/** One document of a report and its files: the same parts always give the same bytes. */
export function assembleSubmission(
  { reportId, reportingEsp }: { reportId: number; reportingEsp: string | undefined },
  parts: readonly string[],
): Buffer {
  const esp = reportingEsp === undefined ? '' : ` reportingEsp="${escapeAttribute(reportingEsp)}"`;
  const head = `<cyberTiplineSubmission reportId="${reportId}" issuer="${OWN_NUMBERS}"${esp}>`;
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${parts.join('\n')}\n</cyberTiplineSubmission>\n`,
  );
}

/** Reads a report and its files as one: the ids of the files. Throws `intake.invalid`. */
export function readSubmission(raw: Buffer, at: Date): { fileIds: string[] } {
  cyberTipXml.read(raw, { receivedAt: at, reliability: '2' });
  const files = childrenOf(readXml(raw).root, 'fileDetails');
  return { fileIds: files.flatMap((file) => peek(child(file, 'fileId')) ?? []) };
}

/** The scheme of references that this endpoint gives, which must not be taken for NCMEC's numbers. */
const OWN_NUMBERS = 'cybertipline-endpoint';

function withoutDeclaration(text: string): string {
  return text.replace(/^<\?xml\s[^>]*\?>\s*/, '').trim();
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
