import { type Actor, may } from '../access/index.ts';
import {
  type Package,
  type PackageState,
  packagesIn,
  packagesOf,
  packagesOfUnit,
  type Visible,
  visibleTo,
} from '../dissemination/index.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';

// Lists of packages hold codes and times only; opening one is another act (open-package.ts).

/** Packages about a referral that the actor may see, and how many are hidden. */
export async function listPackages(
  store: Store,
  actor: Actor,
  referralId: string,
): Promise<Visible<Package>> {
  ensureReads(actor);
  return visibleTo(actor, await packagesOf(store.db, referralId));
}

/** Packages of the officer's own unit; for staff of the bureau, those in a state or of a unit. */
export async function listUnitPackages(
  store: Store,
  actor: Actor,
  filter: { unitId?: string; state?: PackageState } = {},
): Promise<Visible<Package>> {
  ensureReads(actor);
  const unitId = (actor.kind === 'person' && actor.compartment) || filter.unitId;
  const listed = unitId
    ? await packagesOfUnit(store.db, unitId, filter.state)
    : await packagesIn(store.db, filter.state ?? 'sent');
  return visibleTo(actor, listed);
}

function ensureReads(actor: Actor): void {
  if (!may(actor, 'receive-package') && !may(actor, 'read-referral')) throw new Problem('access.not-allowed');
}
