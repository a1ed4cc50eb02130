import type { ReferralContent } from '../referral/index.ts';
import { checkContent } from './check-content.ts';
import { invalid } from './json-text.ts';

/** Throws `intake.invalid` where a list is longer than the scheme takes: the one misfit that is the document's doing. */
export function ensureNotOverfull(content: ReferralContent): void {
  const overfull = checkContent(content).filter(({ reason }) => reason.includes('maxItems'));
  if (overfull.length === 0) return;
  throw invalid(
    overfull.map(({ path }) => ({ path: path ?? '/', reason: 'holds more than one referral can' })),
  );
}
