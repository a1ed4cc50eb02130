import { type Actor, actorRef, may, type PersonActor } from '../access/index.ts';
import {
  type Package,
  type PackageState,
  packagesIn,
  packagesOf,
  packagesOfUnit,
  visibleTo,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { referralHeaders } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { type Visible, visibleReferrals } from './visible-referrals.ts';

// Lists of packages hold codes and times only; opening one is another act (open-package.ts). One entry for a list.

/** Packages about a referral that the actor may see, and how many are hidden. */
export async function listPackages(
  store: Store,
  actor: Actor,
  referralId: string,
): Promise<Visible<Package>> {
  ensureReadsPackages(actor);
  return inTransaction(store, async (tx) => showPackages(tx, actor, await packagesOf(tx, referralId)));
}

/** Packages of the officer's own unit; for staff of the bureau, those in a state or of a unit. */
export async function listUnitPackages(
  store: Store,
  actor: Actor,
  filter: { unitId?: string; state?: PackageState } = {},
): Promise<Visible<Package>> {
  ensureReadsPackages(actor);
  const unitId = actor.compartment ?? filter.unitId;
  return inTransaction(store, async (tx) => {
    const listed = unitId
      ? await packagesOfUnit(tx, unitId, filter.state)
      : await packagesIn(tx, filter.state ?? 'sent');
    return showPackages(tx, actor, listed);
  });
}

export async function showPackages(
  tx: Tx,
  actor: PersonActor,
  all: readonly Package[],
): Promise<Visible<Package>> {
  const sensitive = await notForBureauStaff(tx, actor, all);
  const { shown } = visibleTo(actor, all);
  const seen = shown.filter(({ referralId }) => !sensitive.has(referralId));
  const subjects = [...new Set(seen.map(({ referralId }) => referralId))];
  if (subjects.length > 0) {
    const purpose = actor.compartment === null ? 'dissemination' : 'investigation';
    await record(tx, [
      { verb: 'consulted', action: 'list-packages', actor: actorRef(actor), purpose, subjects },
    ]);
  }
  return { shown: seen, hidden: all.length - seen.length };
}

/** Referrals that are covert or of professional standards, and not this member of staff's. A unit sees its own packages. */
async function notForBureauStaff(
  tx: Tx,
  actor: PersonActor,
  all: readonly Package[],
): Promise<ReadonlySet<string>> {
  if (actor.compartment !== null) return new Set();
  const ids = [...new Set(all.map(({ referralId }) => referralId))];
  const { shown } = await visibleReferrals(tx, actor, await referralHeaders(tx, ids));
  const visible = new Set(shown.map(({ id }) => id));
  return new Set(ids.filter((id) => !visible.has(id)));
}

export function ensureReadsPackages(actor: Actor): asserts actor is PersonActor {
  if (!may(actor, 'receive-package') && !may(actor, 'read-referral')) throw new Problem('access.not-allowed');
}
