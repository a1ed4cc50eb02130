import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import {
  ensureOpensPackage,
  openPackage,
  type Package,
  type PackageDocument,
  packageById,
  type SignedPackage,
  sealedPackage,
  sha256Of,
} from '../dissemination/index.ts';
import { type Purpose, record } from '../ledger/index.ts';
import { openDataKey, referralHeader } from '../referral/index.ts';
import { type Db, inTransaction, type Store } from '../shared/db.ts';
import { Sealed } from '../shared/sealed.ts';
import { ensureSees } from './visible-referrals.ts';

/** A package as its reader gets it. `sha256`: of the exact bytes, by which a receipt names them. */
export type OpenedPackage = {
  package: Package;
  document: Sealed<PackageDocument>;
  signed: Sealed<SignedPackage>;
  sha256: string;
};

/** Opens a package, once its signature holds; each opening is logged with its purpose. */
export async function readPackage(
  store: Store,
  actor: Actor,
  { packageId, purpose }: { packageId: string; purpose: Purpose },
): Promise<OpenedPackage> {
  ensureMay(
    actor,
    actor.kind === 'person' && actor.compartment !== null ? 'receive-package' : 'read-referral',
  );
  return inTransaction(store, async (tx) => {
    const found = await packageById(tx, packageId);
    ensureOpensPackage(actor, found);
    if (actor.compartment === null) await ensureSees(tx, actor, await referralHeader(tx, found.referralId));
    const { signed, digest } = await openSigned(store, tx, found);
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-package',
        actor: actorRef(actor),
        purpose,
        subjects: [found.referralId],
        digest,
        detail: { package: packageId, unit: found.unitId },
      },
    ]);
    const document = JSON.parse(signed.bytes.toString('utf8')) as PackageDocument;
    return {
      package: found,
      document: new Sealed(document),
      signed: new Sealed(signed),
      sha256: sha256Of(signed.bytes),
    };
  });
}

/** The exact bytes of a package with what proves them; throws `dissemination.signature-wrong`. */
export async function openSigned(
  store: Store,
  db: Db,
  { id, referralId }: Package,
): Promise<{ signed: SignedPackage; digest: Buffer }> {
  const stored = await sealedPackage(db, id);
  const dataKey = await openDataKey(store, db, referralId);
  return { signed: openPackage(dataKey, stored), digest: stored.digest };
}
