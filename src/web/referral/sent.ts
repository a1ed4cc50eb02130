import { ENQUIRY_KINDS, ENQUIRY_STATES, PACKAGE_STATES } from '../../dissemination/index.ts';
import type { ReferralPage } from '../../flow/index.ts';
import type { Reader } from '../frame/reader.ts';

/** Enquiries and packages in a line each; their own pages hold the rest. */
export type SentView = { enquiries: string[]; packages: string[] };

export function sentView(
  { sent }: ReferralPage,
  units: ReadonlyMap<string, string>,
  { term, time, words }: Reader,
): SentView {
  return {
    enquiries: sent.enquiries.map(
      ({ kind, state, dueAt }) =>
        `${term(ENQUIRY_KINDS, kind)}: ${term(ENQUIRY_STATES, state)}${state === 'approved' ? ` (${words.referral.due(time(dueAt))})` : ''}`,
    ),
    packages: sent.packages.map(
      ({ unitId, state, stateSince }) =>
        `${units.get(unitId) ?? unitId}: ${term(PACKAGE_STATES, state)}, ${time(stateSince)}`,
    ),
  };
}
