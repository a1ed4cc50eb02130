import type { OpenFacts, ReferralContent, ReferralHeader } from '../referral/index.ts';
import type { Sealed } from '../shared/sealed.ts';

/** A referral as the derived stages receive it: with facts, its content opened but still in its wrapper. */
export type DerivedItem = {
  id: string;
  header: ReferralHeader & { facts: OpenFacts };
  content: Sealed<Omit<ReferralContent, 'evidence'>>;
};
