import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import {
  assessReferrals,
  currentAssessment,
  currentAssessments,
  type StoredAssessment,
} from '../assessment/index.ts';
import { record } from '../ledger/index.ts';
import { referralHeader, referralHeaders } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { ensureSees } from './visible-referrals.ts';

/** Assesses a referral again under the current policy, with what matching and linking last said of it. */
export async function reassessReferral(
  store: Store,
  actor: Actor,
  referralId: string,
): Promise<StoredAssessment | null> {
  ensureMay(actor, 'decide-priority');
  return inTransaction(store, async (tx) => {
    const header = await referralHeader(tx, referralId);
    await ensureSees(tx, actor, header);
    const last = await currentAssessment(tx, referralId);
    await assessReferrals(tx, store.clock.now(), [
      { header, match: last?.match ?? null, links: last?.links ?? null },
    ]);
    await record(tx, [
      {
        verb: 'combined',
        action: 'reassess',
        actor: actorRef(actor),
        purpose: 'triage',
        subjects: [referralId],
      },
    ]);
    return currentAssessment(tx, referralId);
  });
}

/**
 * Assesses referrals that could not be joined up, on their own facts alone, so that imminent danger still calls a
 * person when matching or linking fails. What was assessed in its present version is left as it is.
 */
export async function assessUnjoined(store: Store, referralIds: readonly string[]): Promise<void> {
  await inTransaction(store, async (tx) => {
    const assessed = await currentAssessments(tx, referralIds);
    const headers = (await referralHeaders(tx, referralIds)).filter(
      ({ id, facts, state, version }) =>
        facts !== null && state === 'open' && assessed.get(id)?.referralVersion !== version,
    );
    if (headers.length === 0) return;
    const items = headers.map((header) => {
      const { match = null, links = null } = assessed.get(header.id) ?? {};
      return { header, match, links };
    });
    await assessReferrals(tx, store.clock.now(), items);
    await record(tx, [
      {
        verb: 'combined',
        action: 'assess-unjoined',
        actor: 'system:derive',
        purpose: 'triage',
        subjects: headers.map(({ id }) => id),
      },
    ]);
  });
}
