import type { Actor } from '../access/index.ts';
import { Problem } from '../shared/problem.ts';
import { HELD_STATES } from './package.ts';
import type { Package } from './package-records.ts';

/** What an actor sees of a list, and how many items are hidden from them by permission. */
type Visible<T> = { shown: T[]; hidden: number };

type Seen = Pick<Package, 'unitId' | 'state' | 'sentAt'>;

/** Staff of the bureau see every unit's packages; whoever belongs to a unit sees what was sent to it. */
function seesPackage(actor: Actor, { unitId, sentAt }: Seen): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'source') return false;
  if (actor.compartment === null) return !isOnlyReceiver(actor.roles);
  return actor.compartment === unitId && sentAt !== null;
}

export function visibleTo<T extends Seen>(actor: Actor, all: readonly T[]): Visible<T> {
  const shown = all.filter((item) => seesPackage(actor, item));
  return { shown, hidden: all.length - shown.length };
}

/** As if it did not exist: who may not see a package is not told that there is one. */
function ensureSeesPackage(actor: Actor, seen: Seen): void {
  if (!seesPackage(actor, seen)) throw new Problem('dissemination.package-not-found');
}

/** A unit reads a package as long as it holds it; what it gave back is listed, and not read any more. */
export function ensureOpensPackage(actor: Actor, seen: Seen): void {
  ensureSeesPackage(actor, seen);
  const isUnit = actor.kind === 'person' && actor.compartment !== null;
  if (isUnit && !HELD_STATES.includes(seen.state)) {
    throw new Problem('dissemination.package-step-not-possible', { detail: `read while ${seen.state}` });
  }
}

/** A receiving officer whose unit is not set sees nothing, rather than everything. */
function isOnlyReceiver(roles: readonly string[]): boolean {
  return roles.every((role) => role === 'force-officer');
}
