import type { OpenFacts, ReferralHeader } from '../referral/index.ts';
import type { StoredAssessment } from './assessment-records.ts';
import type { Decision } from './decision-records.ts';
import { POLICIES } from './policies.ts';

// When a referral may stand in the one line of what circulates: all of its files circulate virally by this bureau's own
// matching, and nothing else in it, or in what is folded into it, tells of harm or of more than the content. Whatever
// is doubtful keeps a line of its own.

/** Kinds of incident that are of a file alone. */
const OF_A_FILE_ALONE: readonly string[] = ['csam-possession-or-distribution', 'other'];

/** Flags on a whole report that say nothing of harm. */
const HARMLESS_FLAGS: readonly string[] = ['spam'];

type Report = { header: ReferralHeader; assessment: StoredAssessment };
type Placed = { reports: readonly Report[]; decision: Decision | null; assignedTo: string | null };

/** Pure. The content group whose line it belongs to, or null: it has a line of its own. */
export function circulationOf({ reports, decision, assignedTo }: Placed): number | null {
  const groups = new Set(reports.map(({ assessment }) => assessment.match?.circulation ?? null));
  const [group = null] = groups;
  const isWorkedOn = assignedTo !== null || decision !== null;
  return groups.size === 1 && !isWorkedOn && reports.every(tellsOfNoHarm) ? group : null;
}

function tellsOfNoHarm({ header, assessment }: Report): boolean {
  const { imminence, suspectRisk, floors, policyVersion } = assessment.result;
  const { harmFromPoints } = POLICIES[policyVersion]!.band;
  return (
    header.sensitivity === 'ordinary' &&
    floors.length === 0 &&
    imminence.level === 'P3' &&
    suspectRisk.points < harmFromPoints &&
    // Of a person's own finding too, with an instrument.
    suspectRisk.level === 'low' &&
    (assessment.links?.linkedReferrals ?? 1) === 0 &&
    assessment.links?.conflicts === 0 &&
    isOfAFileAlone(header.facts)
  );
}

function isOfAFileAlone(facts: OpenFacts | null): boolean {
  if (!facts || facts.urgencyClaimed || !OF_A_FILE_ALONE.includes(facts.incidentType)) return false;
  // Whoever says who the child is tells of more than the file.
  if (facts.children.length > 0) return false;
  return facts.flags.every((flag) => HARMLESS_FLAGS.includes(flag));
}
