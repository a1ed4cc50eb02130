import { may, type PersonActor } from '../access/index.ts';
import { assignees } from '../assessment/index.ts';
import { unitsHolding, unitsOfKind } from '../dissemination/index.ts';
import type { ReferralHeader } from '../referral/index.ts';
import type { Db } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';

export type Visible<T> = { shown: T[]; hidden: number };

type Guarded = Pick<ReferralHeader, 'id' | 'sensitivity'>;

/**
 * What a person may see of some referrals. Staff of the bureau see the ordinary ones; a covert or
 * professional-standards one is for supervisors and whoever works on it. A unit's staff see what their unit holds.
 */
export async function visibleReferrals<T extends Guarded>(
  db: Db,
  actor: PersonActor,
  all: readonly T[],
): Promise<Visible<T>> {
  const shown =
    actor.compartment === null ? await forBureau(db, actor, all) : await forUnit(db, actor.compartment, all);
  return { shown, hidden: all.length - shown.length };
}

async function forBureau<T extends Guarded>(db: Db, actor: PersonActor, all: readonly T[]): Promise<T[]> {
  const guarded = all.filter(({ sensitivity }) => sensitivity !== 'ordinary');
  if (guarded.length === 0 || may(actor, 'see-sensitive')) return [...all];
  const workers = await assignees(
    db,
    guarded.map(({ id }) => id),
  );
  return all.filter(({ id, sensitivity }) => sensitivity === 'ordinary' || workers.get(id) === actor.id);
}

async function forUnit<T extends Guarded>(db: Db, unit: string, all: readonly T[]): Promise<T[]> {
  const held = await unitsHolding(
    db,
    all.map(({ id }) => id),
  );
  const own = new Set(held.filter(({ unitId }) => unitId === unit).map(({ referralId }) => referralId));
  return all.filter(({ id }) => own.has(id));
}

/**
 * Of some referrals those of which a unit may know that they exist: its own, and all that are neither guarded nor in
 * the hands of professional standards. Of the others it is not even told by a number.
 */
export async function knowableTo<T extends Guarded>(db: Db, unit: string, all: readonly T[]): Promise<T[]> {
  const holdings = await unitsHolding(
    db,
    all.map(({ id }) => id),
  );
  const standards = await unitsOfKind(db, 'professional-standards');
  const heldBy = (units: readonly string[]) =>
    new Set(holdings.filter(({ unitId }) => units.includes(unitId)).map(({ referralId }) => referralId));
  const [own, guarded] = [heldBy([unit]), heldBy(standards)];
  return all.filter(({ id, sensitivity }) => own.has(id) || (sensitivity === 'ordinary' && !guarded.has(id)));
}

/** Throws `access.not-allowed` where the person may not see the referral, and does not say why it is guarded. */
export async function ensureSees(db: Db, actor: PersonActor, referral: Guarded): Promise<void> {
  const { hidden } = await visibleReferrals(db, actor, [referral]);
  if (hidden > 0) throw new Problem('access.not-allowed');
}
