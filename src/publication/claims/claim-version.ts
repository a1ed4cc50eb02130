import type { Claim } from './claim.ts';
import type { ClaimTopic, KnownFrom } from './claim-vocabulary.ts';

/** A claim with what the register keeps beside it. */
export type RegisteredClaim = Claim & {
  topic: ClaimTopic;
  knownFrom: KnownFrom;
  /** Ids of claims that do not agree with this one, and why, in words. */
  contradicts: readonly string[];
  contradiction: string;
};

/** What was done to a claim: it was stated, corrected, withdrawn, or read again and found to stand as it is. */
export type ClaimAct = 'state' | 'correct' | 'withdraw' | 'review';

/** One version. `doneBy`: as the ledger names people; null for what came with the program. */
export type ClaimVersion = {
  id: string;
  version: number;
  act: ClaimAct;
  claim: RegisteredClaim;
  reason: string | null;
  doneBy: string | null;
  /** ISO; null for what came with the program. */
  doneAt: string | null;
};

/** A claim as it stands now. `reviewedOn`: the last day on which somebody checked it, YYYY-MM-DD; null: nobody did. */
export type StandingClaim = RegisteredClaim & {
  version: number;
  isWithdrawn: boolean;
  reviewedOn: string | null;
};

/** Of the versions of one claim, first to last. */
export function standingOf(versions: readonly ClaimVersion[]): StandingClaim {
  const last = versions.at(-1)!;
  const checked = versions.findLast(({ act, doneAt }) => doneAt !== null && act !== 'withdraw');
  return {
    ...last.claim,
    version: last.version,
    isWithdrawn: last.act === 'withdraw',
    reviewedOn: checked?.doneAt?.slice(0, 10) ?? null,
  };
}
