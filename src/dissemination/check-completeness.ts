import type { Fault } from '../shared/problem.ts';
import { Problem } from '../shared/problem.ts';
import { evidenceInUse } from './evidence-references.ts';
import type { PackageDocument } from './package-document.ts';

/** What a package cannot go without. What is merely unknown is listed in it and does not hold it up. */
const MUST_HAVE: readonly {
  path: string;
  reason: string;
  missing: (document: PackageDocument) => boolean;
}[] = [
  { path: 'header.to', reason: 'nobody is named as recipient', missing: ({ header }) => header.to.id === '' },
  {
    path: 'header.referral',
    reason: 'the referral has no number',
    missing: ({ header }) => header.referral === '',
  },
  {
    path: 'assessment.decidedBy',
    reason: 'no person decided',
    missing: ({ assessment }) => assessment.decidedBy === '',
  },
  {
    path: 'assessment.reasons',
    reason: 'no reason is given for the band',
    missing: ({ assessment }) => assessment.reasons.length === 0,
  },
  {
    path: 'content',
    reason: 'it says nothing of parties, files, places or payments, and holds no text',
    missing: ({ content, evidence }) =>
      content.parties.length +
        content.files.length +
        content.places.length +
        (content.payments?.length ?? 0) +
        evidence.length ===
      0,
  },
  {
    path: 'holders',
    reason: 'a file is named and nothing says what is known of its holder',
    missing: ({ content, holders }) =>
      content.files.length !== holders.reduce((sum, { files }) => sum + files, 0),
  },
  {
    path: 'evidence',
    reason: 'a field refers to an item that is not in the package',
    missing: ({ content, evidence }) => danglingReferences(content, evidence),
  },
];

/** The faults of a package; none means that it may be signed. */
export function packageFaults(document: PackageDocument): Fault[] {
  return MUST_HAVE.filter(({ missing }) => missing(document)).map(({ path, reason }) => ({ path, reason }));
}

/** Throws `dissemination.package-incomplete` with the faults. */
export function ensureComplete(document: PackageDocument): void {
  const faults = packageFaults(document);
  if (faults.length > 0) throw new Problem('dissemination.package-incomplete', { faults });
}

function danglingReferences(
  content: PackageDocument['content'],
  evidence: PackageDocument['evidence'],
): boolean {
  const ids = new Set(evidence.map(({ id }) => id));
  const claim = content.urgencyClaim?.reason;
  const kept = content.kept.map((field) => field.evidence);
  return [...evidenceInUse(content), ...kept, ...(claim ? [claim] : [])].some((id) => !ids.has(id));
}
