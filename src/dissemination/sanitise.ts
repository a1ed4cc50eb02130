import type { Evidence, Party, ReferralContent } from '../referral/index.ts';

// 3x5x2: a report says what is known, never who told it. Free text may still name a reporter in passing: that
// cannot be seen from here, so the package says that it was not read for it.

export const WITHHELD = {
  'reporter-party': { label: 'Who reported it' },
  'reporter-evidence': { label: 'Free text about whoever reported it' },
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
  const withheld: Withheld[] = [
    ...(reporters.length > 0 ? (['reporter-party'] as const) : []),
    ...(theirs.size > 0 ? (['reporter-evidence'] as const) : []),
    ...(disclosed.some(({ kind }) => kind === 'text') ? (['free-text-not-read'] as const) : []),
  ];
  return { content: withoutReferencesTo(theirs, withoutReporter(content)), evidence: disclosed, withheld };
}

function withoutReporter(content: OpenContent): OpenContent {
  return { ...content, parties: content.parties.filter(({ role }) => role !== 'reporter') };
}

function withoutReferencesTo(theirs: ReadonlySet<string>, content: OpenContent): OpenContent {
  const { urgencyClaim, ...rest } = content;
  const claim = urgencyClaim?.reason && theirs.has(urgencyClaim.reason) ? { level: urgencyClaim.level } : urgencyClaim;
  const kept = content.kept.filter((field) => !theirs.has(field.evidence));
  return { ...rest, kept, ...(claim ? { urgencyClaim: claim } : {}) };
}

const NAMES_REPORTER = /reporter|reporting ?person|informant|complainant|contact ?person/i;

/** Evidence that only a reporter refers to, or that stood in a field about the reporter. */
function reporterEvidence(
  content: OpenContent,
  reporters: readonly Party[],
  evidence: readonly Evidence[],
): Set<string> {
  const { parties, files } = withoutReporter(content);
  const neededElsewhere = JSON.stringify([parties, files]);
  const referred = reporters.flatMap(evidenceOf);
  const labelled = evidence.filter(({ label }) => NAMES_REPORTER.test(label)).map(({ id }) => id);
  const keptFields = content.kept.filter(({ path }) => NAMES_REPORTER.test(path)).map((field) => field.evidence);
  return new Set([...referred, ...labelled, ...keptFields].filter((id) => !neededElsewhere.includes(`"${id}"`)));
}

function evidenceOf(party: Party): string[] {
  return (party.accounts ?? []).flatMap(({ profileUrls }) => profileUrls ?? []);
}
