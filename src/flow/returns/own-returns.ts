import type { PersonActor } from '../../access/index.ts';
import { unitById } from '../../dissemination/index.ts';
import { forceNamed, type ReturnHead, returnPartsOfPeriod } from '../../returns/index.ts';
import type { Db, Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

/** The force that somebody may see returns of; null: the bureau's own people see all. Throws `returns.no-force`. */
export async function forceOfActor({ clock }: Store, db: Db, actor: PersonActor): Promise<string | null> {
  if (actor.compartment === null) return null;
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
  const others = current
    .filter(({ returnId }) => returnId !== head.id)
    .map(({ force, returnId }) => ({ force, returnId }));
  return { seen: digestOf(head, others), replaces: others };
}

function digestOf({ revision }: ReturnHead, others: readonly { force: string; returnId: string }[]): string {
  return [revision, ...new Set(others.map(({ returnId }) => returnId.slice(-DIGITS)))].join('.');
}

/** Digits of an id that tell returns of one period apart. */
const DIGITS = 12;
