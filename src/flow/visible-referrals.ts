import { may, type PersonActor } from '../access/index.ts';
import { assignees } from '../assessment/index.ts';
import { unitsHolding } from '../dissemination/index.ts';
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

/** Throws `access.not-allowed` where the person may not see the referral, and does not say why it is guarded. */
export async function ensureSees(db: Db, actor: PersonActor, referral: Guarded): Promise<void> {
  const { hidden } = await visibleReferrals(db, actor, [referral]);
  if (hidden > 0) throw new Problem('access.not-allowed');
}
