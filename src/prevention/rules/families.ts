/**
 * The vocabulary of indicator families. Two rules of one family tell the same thing twice: only the stronger counts.
 * Families of one group describe the same act (five features of one remittance are one remittance), so that acting
 * takes at least two families of at least two groups. Chosen: the split, as no publication gives one.
 */
export const FAMILIES = {
  amount: { group: 'payment', label: 'size of the payments' },
  cadence: { group: 'payment', label: 'how often is paid' },
  corridor: { group: 'payment', label: 'from where to where is paid' },
  hours: { group: 'payment', label: 'time of day at both ends' },
  reference: { group: 'payment', label: 'what the reference says' },
  method: { group: 'payment', label: 'how is paid' },
  network: { group: 'network', label: 'many who pay one, or one who pays many' },
  'stream-timing': { group: 'stream', label: 'streams that follow payments' },
  'stream-access': { group: 'stream', label: 'who gets to watch' },
  tooling: { group: 'conduct', label: 'software that records or hides' },
  travel: { group: 'conduct', label: 'travel to where is paid' },
  chat: { group: 'chat', label: 'category of chats' },
  extortion: { group: 'extortion', label: 'payments in a burst under pressure' },
  threat: { group: 'threat', label: 'threats against the account' },
  age: { group: 'age', label: 'age, which only ever protects' },
  content: { group: 'content', label: 'frames near known material' },
} as const satisfies Record<string, { group: string; label: string }>;

export type Family = keyof typeof FAMILIES;
export const FAMILY_NAMES = Object.keys(FAMILIES) as Family[];
