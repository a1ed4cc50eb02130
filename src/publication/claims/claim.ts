/** What somebody else said, kept as said: never recomputed, never added to a figure of ours. */
export type Claim = {
  id: string;
  statement: string;
  value: number | null;
  unit: string;
  saidBy: string;
  /** YYYY, YYYY-MM or YYYY-MM-DD, as exactly as it is known. */
  saidOn: string;
  document: string;
  /** To what time it applies; null where nobody said. */
  period: string | null;
  method: string;
  caveats: readonly string[];
  /** For statements about groups of people: who was counted, and the share for whom it was not recorded; null where nobody said. */
  coverage: string | null;
  shareNotRecorded: number | null;
};
