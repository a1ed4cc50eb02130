import type { Policy } from './policy.ts';
import { POLICY_2026_11 } from './policy-2026-11.ts';
import { POLICY_2026_12 } from './policy-2026-12.ts';

/** Every policy that was ever in force: an assessment names its own, and can be explained by it years later. */
export const POLICIES: Readonly<Record<string, Policy>> = {
  [POLICY_2026_11.version]: POLICY_2026_11,
  [POLICY_2026_12.version]: POLICY_2026_12,
};

/** Also the one that the whole queue is ordered by, under whichever policy each referral was assessed. */
export const CURRENT_POLICY: Policy = POLICY_2026_12;
