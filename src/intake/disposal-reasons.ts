/** Why a person disposes of a quarantined document: coded, so that the ledger can hold it. */
export const DISPOSAL_REASONS = {
  'not-a-referral': { label: 'It is not a referral' },
  'test-document': { label: 'It is a test of the connection' },
  'sent-again': { label: 'The sender sent it again, readable' },
  unreadable: { label: 'It cannot be made readable, and its sender cannot help' },
} as const;
export type DisposalReason = keyof typeof DISPOSAL_REASONS;
