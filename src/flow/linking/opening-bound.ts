import { type Actor, actorRef, ensureMay, namesOfPeople, type PersonActor } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  lockOpeningsOf,
  MOST_PAIRS_PER_DAY,
  type OpeningAlert,
  openingAlerts,
  openingBound,
  putOpeningBound,
  raiseOpeningAlert,
  settleOpeningAlert,
} from '../../linking/index.ts';
import { countPartiesOpened } from '../../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

/** Any 24 hours, so that nobody opens two days' worth around midnight. */
const WINDOW_MS = 86_400_000;
/** Both people of a pair are counted. */
const PARTIES_OF_A_PAIR = 2;

/**
 * Does `open` unless this person has opened as many pairs as a supervisor lets anybody open in 24 hours; then
 * supervisors are told and it throws `linking.too-many-openings`.
 */
export async function openWithinBound<T>(
  store: Store,
  actor: PersonActor,
  open: (tx: Tx) => Promise<T>,
): Promise<T> {
  const at = store.clock.now();
  const opened = await inTransaction(store, async (tx) => {
    await lockOpeningsOf(tx, actor.id);
    const { pairsPerDay } = await openingBound(tx);
    const parties = await countPartiesOpened(tx, actor.id, new Date(at.getTime() - WINDOW_MS));
    if (parties < pairsPerDay * PARTIES_OF_A_PAIR) return { value: await open(tx) };
    await raiseOpeningAlert(tx, { personId: actor.id, pairsPerDay, at });
    await recordOf(tx, actor, 'refuse-link-opening', { pairsPerDay });
    return { pairsPerDay };
  });
  if ('value' in opened) return opened.value;
  throw new Problem('linking.too-many-openings', { detail: `${opened.pairsPerDay} in 24 hours` });
}

/** Sets for everybody how many pairs may be opened in 24 hours. Throws `linking.bad-opening-bound`. */
export async function setOpeningBound(store: Store, actor: Actor, pairsPerDay: number): Promise<void> {
  ensureMay(actor, 'bound-link-openings');
  if (!Number.isInteger(pairsPerDay) || pairsPerDay < 1 || pairsPerDay > MOST_PAIRS_PER_DAY)
    throw new Problem('linking.bad-opening-bound');
  await inTransaction(store, async (tx) => {
    await putOpeningBound(tx, { pairsPerDay, personId: actor.id, at: store.clock.now() });
    await recordOf(tx, actor, 'bound-link-openings', { pairsPerDay });
  });
}

/** A supervisor has spoken to whoever was refused. Throws `linking.unknown-opening-alert`. */
export async function settleOpenings(store: Store, actor: Actor, id: string): Promise<void> {
  ensureMay(actor, 'bound-link-openings');
  await inTransaction(store, async (tx) => {
    const settled = await settleOpeningAlert(tx, { id, personId: actor.id, at: store.clock.now() });
    if (!settled) throw new Problem('linking.unknown-opening-alert');
    await recordOf(tx, actor, 'settle-link-openings', { alert: id });
  });
}

export type NamedOpeningAlert = OpeningAlert & { name: string };

/** Who was refused, by name. */
export async function namedOpeningAlerts(db: Db): Promise<NamedOpeningAlert[]> {
  const alerts = await openingAlerts(db);
  const names = await namesOfPeople(
    db,
    alerts.map(({ personId }) => personId),
  );
  return alerts.map((alert) => ({ ...alert, name: names.get(alert.personId) ?? '' }));
}

async function recordOf(
  tx: Tx,
  actor: PersonActor,
  action: string,
  detail: Record<string, string | number>,
): Promise<void> {
  await record(tx, [
    { verb: 'altered', action, actor: actorRef(actor), purpose: 'supervision', subjects: [], detail },
  ]);
}
