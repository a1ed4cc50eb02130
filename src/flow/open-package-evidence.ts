import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { ensureOpensPackage, type PackageDocument, packageById } from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { type Evidence, recordExposure, referralHeader } from '../referral/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { Sealed } from '../shared/sealed.ts';
import { openSigned } from './open-package.ts';
import { ensureSees } from './visible-referrals.ts';

/** `report`: number of another report in the package; without it, the referral that the package is about. */
export type PackageEvidence = { packageId: string; report?: string | undefined; evidenceId: string };

/** Opens one item of a package to its unit, or to the bureau: by a person's own act, logged, and counted. */
export async function openPackageEvidence(
  store: Store,
  actor: Actor,
  { packageId, report, evidenceId }: PackageEvidence,
): Promise<Sealed<Evidence>> {
  const isUnit = actor.kind === 'person' && actor.compartment !== null;
  ensureMay(actor, isUnit ? 'receive-package' : 'open-evidence');
  return inTransaction(store, async (tx) => {
    const found = await packageById(tx, packageId);
    ensureOpensPackage(actor, found);
    if (!isUnit) await ensureSees(tx, actor, await referralHeader(tx, found.referralId));
    const { signed, digest } = await openSigned(store, tx, found);
    const item = itemIn(JSON.parse(signed.bytes.toString('utf8')) as PackageDocument, report, evidenceId);
    const { referralId } = found;
    await recordExposure(tx, { personId: actor.id, referralId, evidenceId, openedAt: store.clock.now() });
    await record(tx, [
      {
        verb: 'consulted',
        action: 'open-package-evidence',
        actor: actorRef(actor),
        purpose: isUnit ? 'investigation' : 'dissemination',
        subjects: [referralId],
        digest,
        detail: { package: packageId, evidence: item.id },
      },
    ]);
    return new Sealed(item);
  });
}

function itemIn(document: PackageDocument, report: string | undefined, evidenceId: string): Evidence {
  const other = document.otherReports.find(({ referral }) => referral === report);
  const item = (other ?? document).evidence.find(({ id }) => id === evidenceId);
  if (!item) throw new Problem('referral.evidence-not-found');
  return item;
}
