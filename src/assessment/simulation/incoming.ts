import type { Assessment } from '../assess.ts';

/** A referral as a simulation knows it. */
export type Incoming = {
  /** Milliseconds UTC. */
  receivedAt: number;
  sourceId: string;
  assessment: Assessment;
  /** How much harm there truly is, 0 to 100, of which the referral may say little; null where nobody knows. */
  harm: number | null;
  /** Sent by a flood that a scenario adds: worked on like any other, and counted apart. */
  flood?: boolean;
};
