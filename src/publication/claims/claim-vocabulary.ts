// The vocabulary of claims: what they are about, and how it is known that they were made.

/**
 * What a claim is about: claims of one topic are held against one another. `aboutGroups`: it says something of groups of
 * people, so that it means nothing without who was counted and for how many it was not recorded.
 */
export const CLAIM_TOPICS = {
  'children-abused': { label: 'Children who are sexually abused', aboutGroups: false },
  'contact-victims-a-year': { label: 'New victims of contact abuse in a year', aboutGroups: false },
  'recorded-offences': { label: 'Offences recorded', aboutGroups: false },
  distributors: { label: 'People who share indecent images of children', aboutGroups: false },
  'hidden-site-users': { label: 'Users of a single hidden site', aboutGroups: false },
  'hidden-site-files': { label: 'Files on a single hidden site', aboutGroups: false },
  'hidden-network-users': { label: 'Users of a hidden network', aboutGroups: false },
  'referrals-received': { label: 'Referrals that a bureau received', aboutGroups: false },
  'suspect-risk-instruments': { label: 'How well instruments of suspect risk predict', aboutGroups: false },
  'ethnicity-of-offenders': { label: 'Ethnicity of offenders', aboutGroups: true },
  'ethnicity-of-victims': { label: 'Ethnicity of victims', aboutGroups: true },
  other: { label: 'Something else', aboutGroups: false },
} as const satisfies Record<string, { label: string; aboutGroups: boolean }>;
export type ClaimTopic = keyof typeof CLAIM_TOPICS;

export const KNOWN_FROM = {
  document: { label: 'Read in the document itself' },
  secondary: { label: 'As another document gives it; the original was not re-read' },
  memory: { label: 'From memory; no document was re-read' },
} as const satisfies Record<string, { label: string }>;
export type KnownFrom = keyof typeof KNOWN_FROM;
