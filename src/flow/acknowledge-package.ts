import { type Actor, actorRef, ensureMay, type PersonActor } from '../access/index.ts';
import { movePackage, type Package, packageById, sha256Of } from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { type Db, inTransaction, type Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { openSigned } from './open-package.ts';

/** Proof of receipt: who has it, since when, and exactly what (SHA-256 of the bytes). */
export type PackageReceipt = { packageId: string; unitId: string; by: string; at: Date; sha256: string };

/**
 * An officer of the unit confirms that it has the package. `receivedSha256`: what their side computed over the bytes
 * it got; if it is not what was sent, nothing is acknowledged.
 */
export async function acknowledgePackage(
  store: Store,
  actor: Actor,
  { packageId, receivedSha256 }: { packageId: string; receivedSha256?: string },
): Promise<PackageReceipt> {
  ensureMay(actor, 'receive-package');
  return inTransaction(store, async (tx) => {
    const found = await packageOfOwnUnit(tx, actor, packageId);
    const { signed, digest } = await openSigned(store, tx, found);
    const sha256 = sha256Of(signed.bytes);
    if (receivedSha256 && receivedSha256.toLowerCase() !== sha256)
      throw new Problem('dissemination.receipt-differs');
    const at = store.clock.now();
    const by = actorRef(actor);
    await movePackage(tx, { id: packageId, action: 'acknowledge', by, at, digest });
    await record(tx, [
      {
        verb: 'altered',
        action: 'acknowledge-package',
        actor: by,
        purpose: 'investigation',
        subjects: [found.referralId],
        digest,
        detail: { package: packageId, unit: found.unitId },
      },
    ]);
    return { packageId, unitId: found.unitId, by, at, sha256 };
  });
}

/** A package that reached the officer's own unit; for anybody else there is none. */
export async function packageOfOwnUnit(db: Db, actor: PersonActor, packageId: string): Promise<Package> {
  const found = await packageById(db, packageId);
  if (actor.compartment !== found.unitId || found.sentAt === null) {
    throw new Problem('dissemination.package-not-found');
  }
  return found;
}
