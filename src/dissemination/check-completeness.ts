import type { Fault } from '../shared/problem.ts';
import { Problem } from '../shared/problem.ts';
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
    reason: 'no report says anything of parties, files, places or payments, or holds text',
    missing: (document) => reports(document).every(({ content, evidence }) => isEmpty(content, evidence)),
  },
  {
    path: 'holders',
    reason: 'a file is named and nothing says what is known of its holder',
    missing: (document) => {
      const named = reports(document).reduce((sum, { content }) => sum + content.files.length, 0);
      return named !== document.holders.reduce((sum, { files }) => sum + files, 0);
    },
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

function reports({ content, evidence, otherReports }: PackageDocument) {
  return [{ content, evidence }, ...otherReports];
}

function isEmpty(
  { parties, files, places, payments }: PackageDocument['content'],
  evidence: PackageDocument['evidence'],
): boolean {
  return [parties, files, places, payments ?? [], evidence].every((list) => list.length === 0);
}
