import { type Actor, actorRef, ensureMay, may, namesOfPeople, type PersonActor } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  type CountingBreak,
  countingBreaks,
  type NameSeries,
  namesOfSeries,
  referralsBehind,
  type StoredAlert,
  storedAlert,
  storedAlerts,
} from '../../picture/index.ts';
import { type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { visibleReferrals } from '../visible-referrals.ts';
import { rankAlerts } from './rank-alerts.ts';
import { breaksFor, maySeeAlert, withoutSmallCounts } from './read-emerging.ts';

export type AlertPage = {
  alert: StoredAlert;
  /** Alerts that rose as parts of this one, and those that it is a part of. */
  parts: StoredAlert[];
  wholes: StoredAlert[];
  breaks: CountingBreak[];
  /** Null for whoever may not read referrals. `hidden`: by permission. */
  behind: { shown: ReferralHeader[]; hidden: number } | null;
  judgedBy: string | null;
  names: NameSeries;
};

/** One alert; the entry names every referral that is listed. Throws `picture.unknown-alert`. */
export async function readAlert(store: Store, actor: Actor, id: string): Promise<AlertPage> {
  ensureMay(actor, 'see-picture');
  return inTransaction(store, async (tx) => {
    const alert = await storedAlert(tx, id);
    if (!alert || !maySeeAlert(actor, alert)) throw new Problem('picture.unknown-alert');
    const others = (await storedAlerts(tx)).filter((one) => maySeeAlert(actor, one) && overlaps(one, alert));
    const breaks = breaksFor(actor, await countingBreaks(tx));
    const people = alert.judgedBy === null ? [] : [alert.judgedBy];
    return {
      alert: withoutSmallCounts(actor, alert),
      parts: others.filter((one) => isPart(one, alert)),
      wholes: others.filter((one) => isPart(alert, one)),
      breaks: breaks.filter(({ series }) => series === null || series === alert.series),
      behind: may(actor, 'read-referral') ? await listBehind(tx, actor, alert.id) : null,
      judgedBy: (await namesOfPeople(tx, people)).get(people[0] ?? '') ?? null,
      names: await namesOfSeries(tx),
    };
  });
}

function overlaps(a: StoredAlert, b: StoredAlert): boolean {
  return a.id !== b.id && a.firstPeriod <= b.judgedUntil && b.firstPeriod <= a.judgedUntil;
}

function isPart(part: StoredAlert, whole: StoredAlert): boolean {
  return rankAlerts([part, whole]).some(({ alert, parts }) => alert.id === whole.id && parts.length > 0);
}

async function listBehind(
  tx: Tx,
  actor: PersonActor,
  alertId: string,
): Promise<NonNullable<AlertPage['behind']>> {
  const headers = await referralHeaders(tx, await referralsBehind(tx, alertId));
  const { shown, hidden } = await visibleReferrals(tx, actor, headers);
  shown.sort((a, b) => b.number - a.number);
  if (shown.length > 0)
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-alert',
        actor: actorRef(actor),
        purpose: 'statistics',
        subjects: shown.map(({ id }) => id),
        detail: { alert: alertId },
      },
    ]);
  return { shown, hidden };
}
