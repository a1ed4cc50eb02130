import type { Actor } from '../access/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Package } from './package-records.ts';

/** What an actor sees of a list, and how many items are hidden from them by permission. */
export type Visible<T> = { items: T[]; hidden: number };

/** Staff of the bureau see every unit's packages; whoever belongs to a unit sees that unit's, once sent. */
export function seesPackage(actor: Actor, { unitId, state }: Pick<Package, 'unitId' | 'state'>): boolean {
  if (actor.kind === 'system') return true;
  if (actor.kind === 'source') return false;
  if (actor.compartment === null) return !isOnlyReceiver(actor.roles);
  return actor.compartment === unitId && state !== 'prepared' && state !== 'withdrawn';
}

export function visibleTo<T extends Pick<Package, 'unitId' | 'state'>>(actor: Actor, all: readonly T[]): Visible<T> {
  const items = all.filter((item) => seesPackage(actor, item));
  return { items, hidden: all.length - items.length };
}

/** As if it did not exist: who may not see a package is not told that there is one. */
export function ensureSeesPackage(actor: Actor, seen: Pick<Package, 'unitId' | 'state'>): void {
  if (!seesPackage(actor, seen)) throw new Problem('dissemination.package-not-found');
}

/** A receiving officer whose unit is not set sees nothing, rather than everything. */
function isOnlyReceiver(roles: readonly string[]): boolean {
  return roles.every((role) => role === 'force-officer');
}
