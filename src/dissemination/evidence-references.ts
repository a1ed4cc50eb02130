import type { Evidence, FileFacts, Party, ReferralContent } from '../referral/index.ts';

/** Ids of the evidence that a party's fields refer to. */
export function evidenceOfParty({ accounts, notes }: Party): string[] {
  return [...(accounts ?? []).flatMap(({ profileUrls }) => profileUrls ?? []), ...(notes ?? [])];
}

/** Ids of the evidence that a file's fields refer to. */
function evidenceOfFile({ names, locations, notes }: FileFacts): string[] {
  return [...(names ?? []), ...(locations ?? []), ...(notes ?? [])];
}

/** Whether a field refers to an item that is not among the evidence. */
export function hasDanglingReference(
  content: Omit<ReferralContent, 'evidence'>,
  evidence: readonly Evidence[],
): boolean {
  const ids = new Set(evidence.map(({ id }) => id));
  const claim = content.urgencyClaim?.reason;
  const kept = content.kept.map((field) => field.evidence);
  return [...evidenceInUse(content), ...kept, ...(claim ? [claim] : [])].some((id) => !ids.has(id));
}

/** Ids that parties, files and agencies refer to. */
export function evidenceInUse({ parties, files, agencies }: Omit<ReferralContent, 'evidence'>): string[] {
  const contacts = (agencies ?? []).flatMap(({ contact }) => contact ?? []);
  return [...[...parties, ...contacts].flatMap(evidenceOfParty), ...files.flatMap(evidenceOfFile)];
}
