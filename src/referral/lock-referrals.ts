import { rows, sql, type Tx } from '../shared/db.ts';
import { type ReferralHeader, referralHeaders } from './records.ts';

/** Headers of referrals that nobody else moves until the transaction ends; locked in one order for all callers. */
export async function lockReferrals(tx: Tx, ids: readonly string[]): Promise<ReferralHeader[]> {
  await rows(tx, sql`select from referral where id = any(${ids}::uuid[]) order by id for update`);
  return referralHeaders(tx, ids);
}
