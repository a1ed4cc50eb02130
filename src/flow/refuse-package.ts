import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { enterQueue } from '../assessment/index.ts';
import {
  type ChoiceReason,
  lockPackagesOf,
  movePackage,
  type PackageAction,
  packageById,
  REFUSALS_OF_PACKAGE,
  type RefusalOfPackage,
  unitById,
  unitsHolding,
  WITHDRAWALS,
  type Withdrawal,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { moveReferral, referralHeader } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { Signer } from '../shared/signer.ts';
import { packageOfOwnUnit } from './acknowledge-package.ts';
import { send } from './disseminate-referral.ts';
import { prepare } from './prepare-package.ts';
import { ensureSees } from './visible-referrals.ts';

/** `reopened`: nobody holds the referral any more, so it stands in the queue again. */
export type Released = { reopened: boolean };

/** The unit does not take it, says why, and may say whose it is. */
export async function refusePackage(
  store: Store,
  actor: Actor,
  {
    packageId,
    reason,
    suggestedUnit,
  }: { packageId: string; reason: RefusalOfPackage; suggestedUnit?: string },
): Promise<Released> {
  ensureMay(actor, 'receive-package');
  ensureOffered(REFUSALS_OF_PACKAGE, reason);
  return inTransaction(store, async (tx) => {
    await packageOfOwnUnit(tx, actor, packageId);
    if (suggestedUnit) await unitById(tx, suggestedUnit, store.clock.now());
    const by = { actor: actorRef(actor), purpose: 'investigation' as const };
    return release(store, tx, {
      ...by,
      packageId,
      action: 'refuse',
      reason,
      ...(suggestedUnit ? { suggestedUnit } : {}),
    });
  });
}

/** The bureau takes a package back that its unit has not acted on. */
export async function withdrawPackage(
  store: Store,
  actor: Actor,
  { packageId, reason }: { packageId: string; reason: Withdrawal },
): Promise<Released> {
  ensureMay(actor, 'send-package');
  ensureOffered(WITHDRAWALS, reason);
  const by = { actor: actorRef(actor), purpose: 'dissemination' as const };
  return inTransaction(store, async (tx) => {
    const { referralId } = await packageById(tx, packageId);
    await ensureSees(tx, actor, await referralHeader(tx, referralId));
    return release(store, tx, { ...by, packageId, action: 'withdraw', reason });
  });
}

/** Sends what one unit refused to another: a package of its own that says which one it replaces. Gives its id. */
export async function reroutePackage(
  store: Store,
  actor: Actor,
  { packageId, unitId, reason }: { packageId: string; unitId: string; reason: ChoiceReason },
  signer: Signer,
): Promise<string> {
  ensureMay(actor, 'send-package');
  return inTransaction(store, async (tx) => {
    const { referralId, purpose } = await packageById(tx, packageId);
    await lockPackagesOf(tx, referralId);
    await movePackage(tx, {
      id: packageId,
      action: 're-route',
      by: actorRef(actor),
      at: store.clock.now(),
      reason,
    });
    const id = await prepare(store, tx, actor, {
      referralId,
      unitId,
      purpose,
      reason,
      signer,
      replaces: packageId,
    });
    await send(store, tx, actor, id);
    return id;
  });
}

function ensureOffered(codes: object, code: string): void {
  if (!Object.hasOwn(codes, code)) throw new Problem('dissemination.unknown-code', { detail: 'reason' });
}

type Release = {
  packageId: string;
  action: PackageAction;
  reason: string;
  actor: string;
  purpose: 'investigation' | 'dissemination';
  suggestedUnit?: string;
};

async function release(
  store: Store,
  tx: Tx,
  { packageId, action, reason, actor, ...rest }: Release,
): Promise<Released> {
  const at = store.clock.now();
  const { referralId, unitId } = await packageById(tx, packageId);
  await lockPackagesOf(tx, referralId);
  const suggested = rest.suggestedUnit ? { suggested: rest.suggestedUnit } : {};
  await movePackage(tx, { id: packageId, action, by: actor, at, reason, ...suggested });
  await record(tx, [
    {
      verb: 'altered',
      action: `${action}-package`,
      actor,
      purpose: rest.purpose,
      subjects: [referralId],
      detail: { package: packageId, unit: unitId, reason, ...suggested },
    },
  ]);
  const { state } = await referralHeader(tx, referralId);
  const reopened = state === 'disseminated' && (await unitsHolding(tx, [referralId])).length === 0;
  if (reopened) {
    await moveReferral(tx, {
      id: referralId,
      action: 'reopen',
      at,
      actor,
      purpose: rest.purpose,
      reason: `${action}:${reason}`,
    });
    await enterQueue(tx, [referralId]);
  }
  return { reopened };
}
