import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addPopulation,
  EVERY_FORCE,
  type Force,
  forceNamed,
  populationsSet,
  type SetPopulation,
  withPopulations,
} from '../../returns/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { type Fault, Problem } from '../../shared/problem.ts';
import { ownForceOf } from './own-returns.ts';

/** Longest name of a source. Chosen: it stands in a line. */
const LONGEST_SOURCE = 300;
/** More than live in the United Kingdom. Chosen: a slip of a digit is refused. */
const MOST_PEOPLE = 100_000_000;
/** No earlier year is counted here. */
const FIRST_YEAR = 1990;

/**
 * Says how many people live in a force's area, with the year and the source: every figure that is worked out from then on
 * uses it. The bureau's own people only. Throws `returns.invalid`.
 */
export async function setPopulation(store: Store, actor: Actor, asked: SetPopulation): Promise<void> {
  ensureMay(actor, 'confirm-return');
  if ((await ownForceOf(store, actor)) !== null)
    throw new Problem('access.not-allowed', { detail: 'confirm-return' });
  const set = { ...asked, source: asked.source.trim() };
  ensureSound(set, store.clock.now());
  await inTransaction(store, async (tx) => {
    const [by, at] = [actorRef(actor), store.clock.now()];
    await addPopulation(tx, { ...set, by, at });
    await record(tx, [
      {
        verb: 'altered',
        action: 'set-population',
        actor: by,
        purpose: 'statistics',
        subjects: [],
        detail: { force: set.force, people: set.people, midYear: set.midYear },
      },
    ]);
  });
}

function ensureSound({ force, people, midYear, source }: SetPopulation, now: Date): void {
  const isPeople = Number.isInteger(people) && people > 0 && people <= MOST_PEOPLE;
  const isYear = Number.isInteger(midYear) && midYear >= FIRST_YEAR && midYear <= now.getUTCFullYear();
  const isSource = source !== '' && source.length <= LONGEST_SOURCE;
  const faults: Fault[] = [
    ...(forceNamed(force) === force ? [] : [{ path: 'force', reason: 'there is no such force' }]),
    ...(isPeople ? [] : [{ path: 'people', reason: 'it is no number of people' }]),
    ...(isYear ? [] : [{ path: 'year', reason: `it is no year from ${FIRST_YEAR} to now` }]),
    ...(isSource
      ? []
      : [{ path: 'source', reason: `it names the source in up to ${LONGEST_SOURCE} characters` }]),
  ];
  if (faults.length > 0) throw new Problem('returns.invalid', { faults });
}

/** Every force with the people in its area, and whether that is assumed. */
export async function readPopulations(store: Store, actor: Actor): Promise<Force[]> {
  ensureMay(actor, 'see-picture');
  return withPopulations(EVERY_FORCE, await populationsSet(store.db));
}
