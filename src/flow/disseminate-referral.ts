import { type Actor, actorRef, ensureMay, type PersonActor } from '../access/index.ts';
import { leaveQueue } from '../assessment/index.ts';
import {
  lockPackagesOf,
  movePackage,
  packageById,
  receiptDueAt,
  sealedPackage,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { foldedMembers, moveReferral } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import type { Signer } from '../shared/signer.ts';
import { decidedPriority } from './decided-priority.ts';
import { ensureMayLeave, type PackageRequest, prepare } from './prepare-package.ts';
import { raiseConflicts } from './raise-conflicts.ts';
import { ensureSees } from './visible-referrals.ts';

export type Dissemination = { referralId: string; packages: readonly PackageRequest[] };

/** Prepares, signs and sends packages about one referral, all or none; gives their ids in the order asked for. */
export async function disseminateReferral(
  store: Store,
  actor: Actor,
  { referralId, packages }: Dissemination,
  signer: Signer,
): Promise<string[]> {
  ensureMay(actor, 'send-package');
  return inTransaction(store, async (tx) => {
    const ids: string[] = [];
    for (const request of packages) {
      const id = await prepare(store, tx, actor, { ...request, referralId, signer, replaces: null });
      await send(store, tx, actor, id);
      ids.push(id);
    }
    return ids;
  });
}

/** Prepares and signs a package without sending it, so that somebody can read it over. */
export async function preparePackage(
  store: Store,
  actor: Actor,
  request: PackageRequest & { referralId: string },
  signer: Signer,
): Promise<string> {
  ensureMay(actor, 'send-package');
  return inTransaction(store, (tx) => prepare(store, tx, actor, { ...request, signer, replaces: null }));
}

/** Sends a prepared package, as it was signed. */
export async function sendPackage(store: Store, actor: Actor, packageId: string): Promise<void> {
  ensureMay(actor, 'send-package');
  await inTransaction(store, (tx) => send(store, tx, actor, packageId));
}

export async function send(store: Store, tx: Tx, actor: PersonActor, packageId: string): Promise<void> {
  const at = store.clock.now();
  const by = actorRef(actor);
  const { referralId, unitId, purpose } = await packageById(tx, packageId);
  await lockPackagesOf(tx, referralId);
  // Again, because a package may lie prepared while an answer or a worse report comes in.
  await ensureSees(tx, actor, await ensureMayLeave(tx, referralId));
  const { actWithinDays } = await decidedPriority(tx, referralId);
  const dueAt = receiptDueAt(at, actWithinDays);
  await movePackage(tx, { id: packageId, action: 'send', by, at, receiptDueAt: dueAt });
  await moveReferral(tx, { id: referralId, action: 'disseminate', at, actor: by, purpose: 'dissemination' });
  await leaveQueue(tx, [referralId]);
  await raiseConflicts(tx, at, [referralId]);
  await record(tx, [
    {
      verb: 'disclosed',
      action: 'send-package',
      actor: by,
      purpose: 'dissemination',
      subjects: [referralId, ...(await foldedMembers(tx, referralId))],
      recipient: `unit:${unitId}`,
      digest: (await sealedPackage(tx, packageId)).digest,
      detail: { package: packageId, for: purpose },
    },
  ]);
}
