import { addNamedAddresses, addressKey, type NamedAddress } from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { type Evidence, openEvidenceOf, referralsInState } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import type { Sealed } from '../../shared/sealed.ts';

/** Keeps which web addresses these referrals name, as keyed hashes: a removal must know of every referral it touches. */
export async function nameAddresses(store: Store, tx: Tx, ids: readonly string[]): Promise<void> {
  const evidence = await openEvidenceOf(store, tx, ids);
  await addNamedAddresses(
    tx,
    [...evidence].flatMap(([referralId, items]) => namedIn(store.keys.linkingKey, referralId, items)),
  );
}

/** States in which a referral's addresses can matter. */
const READABLE = ['open', 'disseminated', 'closed', 'folded'] as const;
/** Referrals of one transaction: as many as one run of deriving takes. */
const TOGETHER = 100;

/** The same for every referral there is: for those that were received before addresses were kept. Safe to repeat. */
export async function nameAllAddresses(
  store: Store,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<{ referrals: number }> {
  const ids: string[] = [];
  for (const state of READABLE) ids.push(...(await referralsInState(store.db, state)));
  for (let from = 0; from < ids.length; from += TOGETHER) {
    const subjects = ids.slice(from, from + TOGETHER);
    await inTransaction(store, async (tx) => {
      await nameAddresses(store, tx, subjects);
      const entry = { verb: 'combined', action: 'name-addresses', purpose: 'matching' } as const;
      await record(tx, [{ ...entry, actor: 'system:removal', subjects }]);
    });
    onProgress(from + subjects.length, ids.length);
  }
  return { referrals: ids.length };
}

function namedIn(linkingKey: Buffer, referralId: string, items: Sealed<Evidence[]>): NamedAddress[] {
  return items
    .open('to key its addresses')
    .filter(({ kind, value }) => kind === 'url' && value.trim() !== '')
    .map(({ id, value }) => ({ k: addressKey(linkingKey, value), referralId, evidenceId: id }));
}
