import type { OpenFacts, ReferralHeader } from '../../referral/index.ts';

// When two receipts look like one report. Folding is done by the system only where the sender's own reference says
// so and the later one adds no harm; everything else is proposed to a person. See docs/decisions/0008-folding.md.

export const FOLD_REASONS = {
  'same-reference': { label: 'Same reference of the report', offered: true },
  'same-account-and-files': { label: 'Same account, the same files, about the same time', offered: true },
  'double-report': {
    label: 'The platform and the clearing house that relayed it report the same',
    offered: true,
  },
  'same-incident': { label: 'A person found that both report the same incident', offered: true },
  'head-retracted': { label: 'Its sender took back the referral that it was folded into', offered: false },
  'head-folded': { label: 'The referral that it was folded into was folded itself', offered: false },
} as const;
export type FoldReason = keyof typeof FOLD_REASONS;

export type FoldFacts = ReferralHeader & { facts: OpenFacts };

/** The later and the earlier receipt, and what they have in common. */
export type FoldCandidate = {
  duplicate: FoldFacts;
  head: FoldFacts;
  sameReference: boolean;
  sameAccount: boolean;
  /** Contents shown by one only, and by both. */
  content: { onlyInDuplicate: number; onlyInHead: number; common: number };
  /** Identifiers of the duplicate that the head has not. */
  newIdentifiers: number;
  /** One is a platform's own, the other a clearing house's of the same report. */
  isDouble: boolean;
};

export type FoldProposal = { how: 'fold' | 'propose'; reason: FoldReason } | null;

/** Times of the incident that are one incident if the files are the same, too. Chosen: one day. */
const SAME_TIME_MS = 24 * 60 * 60 * 1000;
/** Where either does not state a time: receipts this close. Chosen: senders repeat a report within days. */
const SAME_RECEIPT_MS = 7 * 24 * 60 * 60 * 1000;

/** Pure. The system folds, a person is asked, or there is nothing to say. */
export function proposeFold(candidate: FoldCandidate): FoldProposal {
  if (candidate.duplicate.state !== 'open' || candidate.head.state === 'retracted') return null;
  if (candidate.sameReference) {
    return { how: mayFoldAlone(candidate) ? 'fold' : 'propose', reason: 'same-reference' };
  }
  if (candidate.isDouble) return { how: 'propose', reason: 'double-report' };
  const { onlyInDuplicate, onlyInHead, common } = candidate.content;
  const sameFiles = common > 0 && onlyInDuplicate === 0 && onlyInHead === 0;
  if (candidate.sameAccount && sameFiles && closeInTime(candidate)) {
    return { how: 'propose', reason: 'same-account-and-files' };
  }
  return null;
}

/** The same report again, or a supplement by the same sender; another sender's only if it brings nothing new at all. */
function mayFoldAlone({ duplicate, head, content, newIdentifiers }: FoldCandidate): boolean {
  if (head.state !== 'open' || head.sensitivity !== duplicate.sensitivity) return false;
  if (saysMore(duplicate.facts, head.facts)) return false;
  return duplicate.sourceId === head.sourceId || (content.onlyInDuplicate === 0 && newIdentifiers === 0);
}

/** Whether the later report says of harm, urgency or children anything that the earlier one does not. */
export function saysMore(later: OpenFacts, earlier: OpenFacts): boolean {
  const added = (these: readonly string[], those: readonly string[]) =>
    these.some((one) => !those.includes(one));
  const yes = ({ answers }: OpenFacts) =>
    Object.entries(answers)
      .filter(([, answer]) => answer === 'yes')
      .map(([fact]) => fact);
  return (
    later.incidentType !== earlier.incidentType ||
    (later.urgencyClaimed && !earlier.urgencyClaimed) ||
    added(yes(later), yes(earlier)) ||
    added(later.flags, earlier.flags) ||
    added(Object.keys(later.files.annotations), Object.keys(earlier.files.annotations)) ||
    added(Object.keys(later.files.grades), Object.keys(earlier.files.grades)) ||
    later.children.length > earlier.children.length ||
    youngest(later) < youngest(earlier)
  );
}

function youngest({ children }: OpenFacts): number {
  return Math.min(...children.map(({ ageFrom, ageTo }) => ageFrom ?? ageTo ?? Number.POSITIVE_INFINITY));
}

/** Whether two receipts about one account can be one report, before their files are compared. */
export function worthComparing(duplicate: FoldFacts, head: FoldFacts): boolean {
  const [files, others] = [duplicate.facts.files.hashed, head.facts.files.hashed];
  return files > 0 && files === others && closeInTime({ duplicate, head });
}

/** Whether both can be of one incident: by its stated times, or by the days of receipt where one states none. */
export function closeInTime({ duplicate, head }: Pick<FoldCandidate, 'duplicate' | 'head'>): boolean {
  const [one, other] = [duplicate.facts.incidentAt, head.facts.incidentAt];
  if (one !== null && other !== null) return Math.abs(Date.parse(one) - Date.parse(other)) <= SAME_TIME_MS;
  return Math.abs(duplicate.receivedAt.getTime() - head.receivedAt.getTime()) <= SAME_RECEIPT_MS;
}
