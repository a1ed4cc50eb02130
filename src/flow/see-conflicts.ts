import { type Actor, actorRef, ensureMay, may, type PersonActor } from '../access/index.ts';
import { namesOfUnits } from '../dissemination/index.ts';
import { type Purpose, record } from '../ledger/index.ts';
import { addConflictAcknowledgement, alertsTo, type ConflictAlert, findAlert } from '../linking/index.ts';
import { referralHeaders } from '../referral/index.ts';
import { type Db, inTransaction, type Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { knowableTo, visibleReferrals } from './visible-referrals.ts';

/** An alert with what a person reads: numbers and names of units; of the other referral nothing else. */
export type ConflictLine = ConflictAlert & {
  number: number;
  otherNumber: number;
  unit: string | null;
  otherUnit: string;
};

/** Alerts to one's own unit; for the bureau's staff, to every unit. One entry for the page. */
export async function seeConflicts(
  store: Store,
  actor: Actor,
  asked: { purpose: Purpose; openOnly?: boolean; limit?: number; before?: string },
): Promise<ConflictLine[]> {
  ensureMay(actor, 'see-conflicts');
  const unit = actor.compartment === null ? {} : { unitId: actor.compartment };
  return inTransaction(store, async (tx) => {
    const lines = await conflictLines(tx, await pageOfAlerts(tx, actor, { ...unit, ...asked }));
    const subjects = [...new Set(lines.map(({ referralId }) => referralId))];
    if (subjects.length > 0) {
      const entry = { verb: 'consulted', action: 'see-conflicts', purpose: asked.purpose } as const;
      await record(tx, [{ ...entry, actor: actorRef(actor), subjects }]);
    }
    return lines;
  });
}

/** How many alerts wait for somebody of one's own unit, at most `limit`. Names none, so that nothing is recorded. */
export async function countOpenConflicts(
  db: Db,
  actor: PersonActor,
  asked: { unitId: string; limit: number },
): Promise<number> {
  return (await pageOfAlerts(db, actor, { ...asked, openOnly: true })).length;
}

type PageAsked = { unitId?: string; openOnly?: boolean; limit?: number; before?: string };

/** As many as a page shows unless it is asked for another number. Chosen. */
const ALERTS_SHOWN = 200;

/** Read on past those that are hidden, so that a page is whole and nobody can tell where one is missing. */
async function pageOfAlerts(db: Db, actor: PersonActor, asked: PageAsked): Promise<ConflictAlert[]> {
  const { unitId, openOnly = false, limit = ALERTS_SHOWN } = asked;
  const found: ConflictAlert[] = [];
  let { before } = asked;
  for (let isLast = false; !isLast && found.length < limit; ) {
    const at = { ...(unitId !== undefined && { unitId }), ...(before !== undefined && { before }) };
    const alerts = await alertsTo(db, { ...at, openOnly, limit });
    found.push(...(await alertsFor(db, actor, alerts)));
    isLast = alerts.length < limit;
    before = alerts.at(-1)?.id;
  }
  return found.slice(0, limit);
}

/** A person of the unit that was told says that they will speak to the other one; said again, it changes nothing. */
export async function acknowledgeConflict(store: Store, actor: Actor, id: string): Promise<void> {
  ensureMay(actor, 'acknowledge-conflict');
  await inTransaction(store, async (tx) => {
    const found = await findAlert(tx, id);
    const [alert] = await alertsFor(tx, actor, found ? [found] : []);
    if (!alert) throw new Problem('linking.unknown-conflict');
    if (!(await addConflictAcknowledgement(tx, id, actor.id, store.clock.now()))) return;
    await record(tx, [
      {
        verb: 'altered',
        action: 'acknowledge-conflict',
        actor: actorRef(actor),
        purpose: 'investigation',
        subjects: [alert.referralId],
        detail: { alert: id },
      },
    ]);
  });
}

/**
 * Those of some alerts that are for this person, and whose referrals they may see or, in a unit, know of now: of what
 * was guarded since, a unit is not told again.
 */
export async function alertsFor(
  db: Db,
  actor: PersonActor,
  alerts: readonly ConflictAlert[],
): Promise<ConflictAlert[]> {
  const told = alerts.filter((alert) => isTold(actor, alert));
  if (told.length === 0) return [];
  const ids = [...new Set(told.flatMap(({ referralId, otherReferralId }) => [referralId, otherReferralId]))];
  const headers = await referralHeaders(db, ids);
  const known =
    actor.compartment === null
      ? (await visibleReferrals(db, actor, headers)).shown
      : await knowableTo(db, actor.compartment, headers);
  const seen = new Set(known.map(({ id }) => id));
  return told.filter(({ referralId, otherReferralId }) => seen.has(referralId) && seen.has(otherReferralId));
}

/** Whether the alert is for this person: the unit's own, or in the bureau; what neither unit may know is a supervisor's. */
function isTold(actor: PersonActor, { unitId }: ConflictAlert): boolean {
  if (actor.compartment !== null) return actor.compartment === unitId;
  if (actor.roles.every((role) => role === 'force-officer')) return false;
  return unitId !== null || may(actor, 'see-sensitive');
}

/** Adds the numbers and names that people know. */
export async function conflictLines(db: Db, alerts: readonly ConflictAlert[]): Promise<ConflictLine[]> {
  if (alerts.length === 0) return [];
  const ids = [
    ...new Set(alerts.flatMap(({ referralId, otherReferralId }) => [referralId, otherReferralId])),
  ];
  const numbers = new Map((await referralHeaders(db, ids)).map(({ id, number }) => [id, number]));
  const names = await namesOfUnits(db);
  return alerts.map((alert) => ({
    ...alert,
    number: numbers.get(alert.referralId)!,
    otherNumber: numbers.get(alert.otherReferralId)!,
    unit: alert.unitId === null ? null : (names.get(alert.unitId) ?? alert.unitId),
    otherUnit: names.get(alert.otherUnitId) ?? alert.otherUnitId,
  }));
}
