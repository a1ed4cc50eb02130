import type { Evidence, Party, ReferralContent } from '../referral/index.ts';
import { evidenceInUse, evidenceOfParty } from './evidence-references.ts';

// 3x5x2: a report says what is known, never who told it. Free text may still name a reporter in passing: that
// cannot be seen from here, so the package says that it was not read for it.

export const WITHHELD = {
  'reporter-party': { label: 'Who reported it' },
  'reporter-evidence': { label: 'Free text about whoever reported it' },
  'reporter-may-be-the-child': {
    label: 'Whoever reported it may be the child: ask the bureau how to reach them',
  },
  'free-text-not-read': { label: 'Free text was not read for mentions of the reporter' },
} as const satisfies Record<string, { label: string }>;
export type Withheld = keyof typeof WITHHELD;

type OpenContent = Omit<ReferralContent, 'evidence'>;
export type Sanitised = { content: OpenContent; evidence: Evidence[]; withheld: Withheld[] };

/** Takes whoever reported it out, unless the handling code permits sharing and it is asked for. */
export function sanitise(
  content: OpenContent,
  evidence: readonly Evidence[],
  discloseReporter: boolean,
): Sanitised {
  if (discloseReporter && content.sourceGrading.handling === 'P') {
    return { content, evidence: [...evidence], withheld: [] };
  }
  const reporters = content.parties.filter(({ role }) => role === 'reporter');
  const theirs = reporterEvidence(content, reporters, evidence);
  const disclosed = evidence.filter(({ id }) => !theirs.has(id));
  const withheld: Record<Withheld, boolean> = {
    'reporter-party': reporters.length > 0,
    'reporter-evidence': theirs.size > 0,
    'reporter-may-be-the-child': reporters.some(mayBeTheChild),
    'free-text-not-read': disclosed.some(({ kind }) => kind === 'text'),
  };
  return {
    content: withoutReferencesTo(theirs, withoutReporter(content)),
    evidence: disclosed,
    withheld: (Object.keys(withheld) as Withheld[]).filter((code) => withheld[code]),
  };
}

function withoutReporter(content: OpenContent): OpenContent {
  return { ...content, parties: content.parties.filter(({ role }) => role !== 'reporter') };
}

function withoutReferencesTo(theirs: ReadonlySet<string>, content: OpenContent): OpenContent {
  const { urgencyClaim, ...rest } = content;
  const isTheirs = urgencyClaim?.reason !== undefined && theirs.has(urgencyClaim.reason);
  const claim = isTheirs ? { level: urgencyClaim.level } : urgencyClaim;
  const kept = content.kept.filter((field) => !theirs.has(field.evidence));
  return { ...rest, kept, ...(claim ? { urgencyClaim: claim } : {}) };
}

/** Labels and paths under which the adapters keep what is about whoever reported it. */
const ABOUT_REPORTER =
  /reporter|reporting ?person|informant|complainant|contact ?person|safe ?(to ?)?contact|how ?to ?contact/i;

/** What only a reporter's own fields refer to, or what stood in a field about the reporter. */
function reporterEvidence(
  content: OpenContent,
  reporters: readonly Party[],
  evidence: readonly Evidence[],
): Set<string> {
  const neededElsewhere = new Set(evidenceInUse(withoutReporter(content)));
  const labelled = evidence.filter(({ label }) => ABOUT_REPORTER.test(label)).map(({ id }) => id);
  const keptFields = content.kept
    .filter(({ path }) => ABOUT_REPORTER.test(path))
    .map((field) => field.evidence);
  const about = [...reporters.flatMap(evidenceOfParty), ...labelled, ...keptFields];
  return new Set(about.filter((id) => !neededElsewhere.has(id)));
}

/** A child who reports about themselves must not be lost with the reporter. */
function mayBeTheChild({ relation, age }: Party): boolean {
  return (age !== undefined && age.from < 18) || /child|young|victim|self|myself|pupil/i.test(relation ?? '');
}
