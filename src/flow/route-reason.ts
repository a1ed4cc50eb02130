import {
  type ChoiceReason,
  choicesOf,
  latestProposal,
  type PackagePurpose,
  type RouteReason,
} from '../dissemination/index.ts';
import type { Store, Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { chooseInTransaction, proposeAgain } from './route-referral.ts';

export type Requested = {
  referralId: string;
  unitId: string;
  purpose: PackagePurpose;
  reason?: ChoiceReason;
  replaces: string | null;
};

/**
 * Why a package goes where it goes: because routing proposed it, or because a person chose it, now or before.
 * Throws `dissemination.unit-not-proposed` where neither holds, or where the proposal carries a caution.
 */
export async function routeReasonFor(
  store: Store,
  tx: Tx,
  by: string,
  asked: Requested,
): Promise<RouteReason> {
  const { referralId, unitId, purpose, reason } = asked;
  if (reason) await chooseInTransaction(store, tx, by, { referralId, unitId, purpose, reason });
  if (asked.replaces) return 're-routed';
  if (reason) return 'chosen';
  const proposal = (await latestProposal(tx, referralId)) ?? (await proposeAgain(store, tx, referralId));
  const candidate = proposal.candidates.find((one) => one.unitId === unitId && one.purpose === purpose);
  if (candidate && candidate.caution === null) return candidate.reasons[0]!;
  const choices = await choicesOf(tx, referralId);
  if (choices.some((choice) => choice.unitId === unitId && choice.purpose === purpose)) return 'chosen';
  throw new Problem('dissemination.unit-not-proposed');
}
