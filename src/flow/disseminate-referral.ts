import { type Actor, actorRef, ensureMay, type PersonActor } from '../access/index.ts';
import { leaveQueue } from '../assessment/index.ts';
import {
  addPackage,
  addToOperation,
  type ChoiceReason,
  enquiriesOf,
  findOperation,
  HELD_STATES,
  lockPackagesOf,
  movePackage,
  type PackagePurpose,
  packageById,
  packagesOf,
  receiptDueAt,
  sealedPackage,
  sealPackage,
  unitById,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { moveReferral, openDataKey, type ReferralHeader, referralHeader } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import type { Signer } from '../shared/signer.ts';
import { composeDocument } from './compose-document.ts';
import { decidedPriority } from './decided-priority.ts';
import { raiseConflicts } from './raise-conflicts.ts';
import { routeReasonFor } from './route-reason.ts';

/**
 * One package: to whom, for what. `reason`: needed where routing did not propose the unit, or warns about it.
 * `operation`: id or name. `discloseReporter`: only where the handling code permits it.
 */
export type PackageRequest = {
  unitId: string;
  purpose: PackagePurpose;
  reason?: ChoiceReason;
  operation?: string;
  discloseReporter?: boolean;
  /** A further package to a unit that has one for this purpose. */
  supplement?: boolean;
};
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

export type Preparation = PackageRequest & { referralId: string; signer: Signer; replaces: string | null };

export async function prepare(store: Store, tx: Tx, actor: PersonActor, asked: Preparation): Promise<string> {
  const { referralId } = asked;
  const at = store.clock.now();
  await lockPackagesOf(tx, referralId);
  const header = await ensureMayLeave(tx, referralId);
  if (!asked.supplement) await ensureNotSentAlready(tx, asked);
  const decision = await decidedPriority(tx, referralId);
  const unit = await unitById(tx, asked.unitId, at);
  const routeReason = await routeReasonFor(store, tx, actorRef(actor), asked);
  const packageId = newId(at.getTime());
  const dataKey = await openDataKey(store, tx, referralId);
  const document = await composeDocument(store, tx, dataKey, {
    packageId,
    header,
    unit,
    purpose: asked.purpose,
    routeReason,
    decision,
    preparedBy: actor,
    operation: asked.operation ?? null,
    replaces: asked.replaces,
    discloseReporter: asked.discloseReporter ?? false,
  });
  const sealed = sealPackage(dataKey, asked.signer, document);
  await addPackage(tx, {
    id: packageId,
    referralId,
    unitId: unit.id,
    purpose: asked.purpose,
    routeReason,
    reroutedFrom: asked.replaces,
    preparedBy: actorRef(actor),
    preparedAt: at,
    sealed,
  });
  if (asked.operation) {
    const { id: operationId } = await findOperation(tx, asked.operation);
    await addToOperation(tx, { operationId, packageIds: [packageId], by: actorRef(actor), at });
  }
  await record(tx, [
    {
      verb: 'consulted',
      action: 'prepare-package',
      actor: actorRef(actor),
      purpose: 'dissemination',
      subjects: [referralId],
      digest: sealed.digest,
      detail: { package: packageId, unit: unit.id, for: asked.purpose, because: routeReason },
    },
  ]);
  return packageId;
}

/** The referral is worked on, and no double check of its identifiers is left open. */
async function ensureMayLeave(tx: Tx, referralId: string): Promise<ReferralHeader> {
  const header = await referralHeader(tx, referralId);
  if (header.state !== 'open' && header.state !== 'disseminated') {
    throw new Problem('referral.action-not-possible', { detail: `disseminate while ${header.state}` });
  }
  const enquiries = await enquiriesOf(tx, [referralId]);
  if (enquiries.some(({ openMismatches }) => openMismatches.length > 0))
    throw new Problem('dissemination.mismatch-open');
  return header;
}

/** A second click must not make a second package. */
async function ensureNotSentAlready(tx: Tx, { referralId, unitId, purpose }: Preparation): Promise<void> {
  const earlier = (await packagesOf(tx, referralId)).filter(
    (one) => one.unitId === unitId && one.purpose === purpose,
  );
  const stands = earlier.some(({ state }) => state === 'prepared' || HELD_STATES.includes(state));
  if (stands) throw new Problem('dissemination.already-sent');
}

export async function send(store: Store, tx: Tx, actor: PersonActor, packageId: string): Promise<void> {
  const at = store.clock.now();
  const by = actorRef(actor);
  const { referralId, unitId, purpose } = await packageById(tx, packageId);
  await lockPackagesOf(tx, referralId);
  // Again, because a package may lie prepared while an answer comes in.
  await ensureMayLeave(tx, referralId);
  const { actWithinDays } = await decidedPriority(tx, referralId);
  await movePackage(tx, {
    id: packageId,
    action: 'send',
    by,
    at,
    receiptDueAt: receiptDueAt(at, actWithinDays),
  });
  await moveReferral(tx, { id: referralId, action: 'disseminate', at, actor: by, purpose: 'dissemination' });
  await leaveQueue(tx, [referralId]);
  await raiseConflicts(tx, at, [referralId]);
  await record(tx, [
    {
      verb: 'disclosed',
      action: 'send-package',
      actor: by,
      purpose: 'dissemination',
      subjects: [referralId],
      recipient: `unit:${unitId}`,
      digest: (await sealedPackage(tx, packageId)).digest,
      detail: { package: packageId, for: purpose },
    },
  ]);
}
