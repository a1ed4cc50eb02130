import type { ReferralContent } from './content.ts';
import type { SENSITIVITIES } from './vocabulary.ts';

export type Sensitivity = keyof typeof SENSITIVITIES;

/**
 * Who may see a referral before anybody has looked at it: where its sender states that the suspect works for the
 * police, only those who handle such cases. A person may lift the guard, with a reason.
 */
export function sensitivityOf(content: ReferralContent | undefined): Sensitivity {
  return content?.facts.policeSuspect === 'yes' ? 'professional-standards' : 'ordinary';
}
