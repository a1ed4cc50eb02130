import type { PersonActor } from '../../access/index.ts';
import { ensureSees } from '../../flow/index.ts';
import { findReferral, type ReferralHeader, referralHeader } from '../../referral/index.ts';
import type { Store } from '../../shared/db.ts';

/** The referral behind a number in an address; throws `referral.not-found`, or `access.not-allowed` if it is not theirs to see. */
export async function seenReferral(
  store: Store,
  person: PersonActor,
  number: string,
): Promise<ReferralHeader> {
  const header = await referralHeader(store.db, await findReferral(store.db, number));
  await ensureSees(store.db, person, header);
  return header;
}
