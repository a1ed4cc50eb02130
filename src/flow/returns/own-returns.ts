import { createHash } from 'node:crypto';
import type { PersonActor, Role } from '../../access/index.ts';
import { unitById } from '../../dissemination/index.ts';
import { forceNamed, type ReturnHead, type ReturnPart, returnPartsOfPeriod } from '../../returns/index.ts';
import type { Db, Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

/** A force's officer whom nobody gave a unit acts for no force, and not for all. */
const OF_THE_BUREAU: ReadonlySet<string> = new Set<Role>(['statistician', 'auditor', 'supervisor']);

/** The force that somebody may see returns of; null: the bureau's own people see all. Throws `returns.no-force`. */
export async function forceOfActor({ clock }: Store, db: Db, actor: PersonActor): Promise<string | null> {
  if (actor.compartment === null && actor.roles.some((role) => OF_THE_BUREAU.has(role))) return null;
  if (actor.compartment === null) throw new Problem('returns.no-force');
  const unit = await unitById(db, actor.compartment, clock.now());
  const force = unit.force === null ? null : forceNamed(unit.force);
  if (force === null) throw new Problem('returns.no-force');
  return force;
}

/** The force that somebody acts for; null: the bureau's own people act for all. Throws `returns.no-force`. */
export async function ownForceOf(store: Store, actor: PersonActor): Promise<string | null> {
  return forceOfActor(store, store.db, actor);
}

/** Throws `returns.of-another-force` for a force's officer. */
export async function ensureOwnForce(
  store: Store,
  db: Db,
  { actor, force }: { actor: PersonActor; force: string | null },
): Promise<void> {
  const own = await forceOfActor(store, db, actor);
  if (own !== null && own !== force) throw new Problem('returns.of-another-force');
}

/** A force's officer sees what the force sent itself; a table of many forces is the bureau's. Throws `returns.of-another-force`. */
export async function ensureSeesReturn(
  store: Store,
  db: Db,
  { actor, head }: { actor: PersonActor; head: ReturnHead },
): Promise<void> {
  await ensureOwnForce(store, db, { actor, force: head.force });
}

/** Which returns count today for the forces of a return, as a digest: whoever confirms says what they saw. */
export async function seenOf(
  db: Db,
  head: ReturnHead,
  forces: readonly string[],
): Promise<{ seen: string; replaces: { force: string; returnId: string }[] }> {
  const current = (await returnPartsOfPeriod(db, head.period)).filter(
    ({ state, force }) => state === 'accepted' && forces.includes(force),
  );
  const others = current.filter(({ returnId }) => returnId !== head.id);
  return {
    seen: digestOf(head, others),
    replaces: others.map(({ force, returnId }) => ({ force, returnId })),
  };
}

/** Another's part that was accepted again counts by other figures, though it is the same return. */
function digestOf({ revision }: ReturnHead, others: readonly ReturnPart[]): string {
  const parts = others.map(({ force, returnId, acceptedAt }) => [force, returnId, acceptedAt.getTime()]);
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${revision}.${digest.slice(0, DIGITS)}`;
}

/** Digits that tell two states of a period apart. Chosen. */
const DIGITS = 16;
