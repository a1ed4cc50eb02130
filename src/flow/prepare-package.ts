import { actorRef, type PersonActor } from '../access/index.ts';
import {
  addPackage,
  addToOperation,
  type ChoiceReason,
  enquiriesOf,
  findOperation,
  HELD_STATES,
  lockPackagesOf,
  type PackagePurpose,
  PURPOSES_OF_PACKAGE,
  packagesOf,
  type RouteReason,
  type SealedPackage,
  sealPackage,
  unitById,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { foldedMembers, openDataKey, type ReferralHeader, referralHeader } from '../referral/index.ts';
import type { Store, Tx } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import type { Signer } from '../shared/signer.ts';
import { composeDocument } from './compose-document.ts';
import { decidedPriority } from './decided-priority.ts';
import { routeReasonFor } from './route-reason.ts';
import { ensureSees } from './visible-referrals.ts';

/**
 * One package: to whom, for what. `reason`: needed where routing did not propose the unit, or warns about it.
 * `operation`: id or name. `discloseReporter`: only where the handling code permits it. `supplement`: a further
 * package to a unit that has one for this purpose.
 */
export type PackageRequest = {
  unitId: string;
  purpose: PackagePurpose;
  reason?: ChoiceReason;
  operation?: string;
  discloseReporter?: boolean;
  supplement?: boolean;
};

/** `replaces`: the refused package that it goes on from. */
export type Preparation = PackageRequest & { referralId: string; signer: Signer; replaces: string | null };

/** Composes, checks, signs and stores a package in the caller's transaction; gives its id. Nothing is sent by it. */
export async function prepare(store: Store, tx: Tx, actor: PersonActor, asked: Preparation): Promise<string> {
  if (!Object.hasOwn(PURPOSES_OF_PACKAGE, asked.purpose))
    throw new Problem('dissemination.unknown-code', { detail: 'purpose' });
  await lockPackagesOf(tx, asked.referralId);
  const header = await ensureMayLeave(tx, asked.referralId);
  await ensureSees(tx, actor, header);
  if (!asked.supplement) await ensureNotSentAlready(tx, asked);
  const id = newId(store.clock.now().getTime());
  const routeReason = await routeReasonFor(store, tx, actorRef(actor), asked);
  const sealed = await signDocument(store, tx, { ...asked, id, header, routeReason, preparedBy: actor });
  await addPackage(tx, {
    id,
    referralId: asked.referralId,
    unitId: asked.unitId,
    purpose: asked.purpose,
    routeReason,
    reroutedFrom: asked.replaces,
    preparedBy: actorRef(actor),
    preparedAt: store.clock.now(),
    sealed,
  });
  await groupIt(store, tx, actor, { operation: asked.operation, id });
  await record(tx, [
    {
      verb: 'consulted',
      action: 'prepare-package',
      actor: actorRef(actor),
      purpose: 'dissemination',
      subjects: [asked.referralId],
      digest: sealed.digest,
      detail: { package: id, unit: asked.unitId, for: asked.purpose, because: routeReason },
    },
  ]);
  return id;
}

/** The referral is worked on, and no double check of its identifiers is left open. */
export async function ensureMayLeave(tx: Tx, referralId: string): Promise<ReferralHeader> {
  const header = await referralHeader(tx, referralId);
  if (header.state !== 'open' && header.state !== 'disseminated') {
    throw new Problem('referral.action-not-possible', { detail: `disseminate while ${header.state}` });
  }
  const reports = [referralId, ...(await foldedMembers(tx, referralId))];
  const enquiries = await enquiriesOf(tx, reports);
  const mismatched = enquiries.some(({ openMismatches }) => openMismatches.length > 0);
  if (mismatched) throw new Problem('dissemination.mismatch-open');
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

type ToSign = Preparation & {
  id: string;
  header: ReferralHeader;
  routeReason: RouteReason;
  preparedBy: PersonActor;
};

async function signDocument(store: Store, tx: Tx, asked: ToSign): Promise<SealedPackage> {
  const decision = await decidedPriority(tx, asked.referralId);
  const unit = await unitById(tx, asked.unitId, store.clock.now());
  const dataKey = await openDataKey(store, tx, asked.referralId);
  const document = await composeDocument(store, tx, {
    packageId: asked.id,
    header: asked.header,
    unit,
    purpose: asked.purpose,
    routeReason: asked.routeReason,
    decision,
    preparedBy: asked.preparedBy,
    operation: asked.operation ?? null,
    replaces: asked.replaces,
    discloseReporter: asked.discloseReporter ?? false,
  });
  return sealPackage(dataKey, asked.signer, document);
}

type Grouped = { operation: string | undefined; id: string };

async function groupIt(store: Store, tx: Tx, actor: PersonActor, { operation, id }: Grouped): Promise<void> {
  if (!operation) return;
  const { id: operationId } = await findOperation(tx, operation);
  await addToOperation(tx, {
    operationId,
    packageIds: [id],
    by: actorRef(actor),
    at: store.clock.now(),
  });
}
