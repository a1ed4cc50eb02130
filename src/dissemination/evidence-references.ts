import type { FileFacts, Party, ReferralContent } from '../referral/index.ts';

/** Ids of the evidence that a party's fields refer to. */
export function evidenceOfParty({ accounts, notes }: Party): string[] {
  return [...(accounts ?? []).flatMap(({ profileUrls }) => profileUrls ?? []), ...(notes ?? [])];
}

/** Ids of the evidence that a file's fields refer to. */
export function evidenceOfFile({ names, locations, notes }: FileFacts): string[] {
  return [...(names ?? []), ...(locations ?? []), ...(notes ?? [])];
}

/** Ids that parties, files and agencies refer to. */
export function evidenceInUse({ parties, files, agencies }: Omit<ReferralContent, 'evidence'>): string[] {
  const contacts = (agencies ?? []).flatMap(({ contact }) => contact ?? []);
  return [...[...parties, ...contacts].flatMap(evidenceOfParty), ...files.flatMap(evidenceOfFile)];
}
