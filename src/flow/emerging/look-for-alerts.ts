import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import {
  addLook,
  aliveAlerts,
  becomeTheLooker,
  type Figures,
  figuresOfRise,
  followRises,
  type Gathered,
  gatherSeries,
  judgeSeries,
  keepBehind,
  type Look,
  lastDay,
  lastLook,
  nextStart,
  putAlert,
  type Rising,
  type StoredAlert,
  seriesOf,
} from '../../picture/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';

/** Where the series are, and where alerts are kept. */
export type EmergingSource = { store: Store; figures: Figures };

/** `found`: alerts that were not there before; `ended`: rises that are over. */
export type LookResult = { look: Look; found: number; carriedOn: number; ended: number };

/** So many past weeks and months the first look judges, each by what came before it. Chosen: half a year, and a year. */
const FIRST = { week: 26, month: 12 } as const;

/**
 * Judges every week and month that is over and was not judged before, over all series that are followed, and begins,
 * carries on and ends alerts. Where nothing has ended since the last look, nothing is done: the last look comes back.
 */
export async function lookForAlerts({ store, figures }: EmergingSource, actor: Actor): Promise<LookResult> {
  if (actor.kind !== 'system') ensureMay(actor, 'judge-alert');
  return inTransaction(store, async (tx) => {
    await becomeTheLooker(tx);
    const before = await lastLook(tx);
    const now = store.clock.now();
    if (before && nextLook(before) > now.toISOString().slice(0, 10)) return unchanged(before);
    const gathered = await gatherSeries(figures, tx, now.toISOString().slice(0, 10));
    const last = { week: newSince(gathered, 'week', before), month: newSince(gathered, 'month', before) };
    if (before && last.week + last.month === 0) return unchanged(before);
    const { judged, unjudged } = judgeSeries({ ...gathered, last });
    const known = new Map((await aliveAlerts(tx)).map((alert) => [alert.id, alert]));
    const alive = [...known.values()].map(risingFrom);
    const changes = followRises({ alive, judged, until: untilOf(gathered) });
    for (const rising of changes) await keepRising(tx, rising, { gathered, known, now });
    const look: Look = {
      id: newId(now.getTime()),
      at: now,
      weeksUntil: gathered.starts.week.at(-1) ?? null,
      monthsUntil: gathered.starts.month.at(-1) ?? null,
      judged: judged.length,
      alarms: changes.filter(({ endedPeriod }) => endedPeriod === null).length,
      unjudged: last.month > 0 || !before ? unjudged : before.unjudged,
    };
    await addLook(tx, look);
    const result = { look, ...countsOf(changes) };
    await record(tx, [entryOf(actor, result)]);
    return result;
  });
}

function unchanged(look: Look): LookResult {
  return { look, found: 0, carriedOn: 0, ended: 0 };
}

function newSince({ starts }: Gathered, step: 'week' | 'month', before: Look | undefined): number {
  const until = step === 'week' ? before?.weeksUntil : before?.monthsUntil;
  const fresh = starts[step].filter((start) => until === undefined || until === null || start > until);
  return Math.min(fresh.length, FIRST[step]);
}

function untilOf({ starts }: Gathered) {
  return { week: starts.week.at(-1) ?? null, month: starts.month.at(-1) ?? null };
}

function risingFrom(alert: StoredAlert): Rising {
  const { lastPeriod: period, count, expected, chance } = alert;
  return { ...alert, reading: { period, count, expected, chance, isAlarm: true } };
}

type At = { gathered: Gathered; known: ReadonlyMap<string, StoredAlert>; now: Date };

/** A rise whose series is gone, or not known any more, keeps the figures that it had. */
async function keepRising(tx: Tx, rising: Rising, { gathered, known, now }: At): Promise<void> {
  const series = seriesBehind(gathered, rising);
  const before = rising.id === null ? undefined : known.get(rising.id);
  const figures = (series && figuresOfRise(rising, series)) ?? before;
  if (!figures) return;
  const id = before?.id ?? newId(now.getTime());
  await putAlert(tx, {
    ...before,
    ...rising,
    ...figures,
    id,
    foundAt: before?.foundAt ?? now,
    ...lifeOf(rising),
  });
  const period = { from: firstOfWindow(rising), to: lastDay(rising.lastPeriod, rising.step) };
  await keepBehind(tx, { id, of: seriesOf(rising.series), period });
}

function lifeOf({ firstPeriod, lastPeriod, judgedUntil, endedPeriod }: Rising) {
  return { firstPeriod, lastPeriod, judgedUntil, endedPeriod };
}

function seriesBehind({ weekly, monthly, tagged }: Gathered, { method, series }: Rising) {
  const all = { farrington: weekly, 'slow-rise': monthly, tagged }[method];
  return all.find(({ name }) => name === series);
}

/** Everything since it was first up; a slow rise is one of three months together. */
function firstOfWindow({ method, firstPeriod }: Rising): string {
  if (method === 'farrington') return firstPeriod;
  const month = new Date(firstPeriod);
  month.setUTCMonth(month.getUTCMonth() - 2);
  return month.toISOString().slice(0, 10);
}

function countsOf(changes: readonly Rising[]) {
  const ended = changes.filter(({ endedPeriod }) => endedPeriod !== null).length;
  const found = changes.filter(({ id }) => id === null).length;
  return {
    found,
    ended,
    carriedOn: changes.filter(({ id, endedPeriod }) => id !== null && endedPeriod === null).length,
  };
}

function entryOf(actor: Actor, { look, found, carriedOn, ended }: LookResult) {
  return {
    verb: 'combined' as const,
    action: 'look-for-alerts',
    actor: actorRef(actor),
    purpose: 'statistics' as const,
    subjects: [],
    detail: { judged: look.judged, found, carriedOn, ended },
  };
}

/** When there may be something new to judge: the day after the last week or month that was judged has ended once more. */
export function nextLook(look: Look): string {
  const days = [
    look.weeksUntil && afterNext(look.weeksUntil, 'week'),
    look.monthsUntil && afterNext(look.monthsUntil, 'month'),
  ];
  return days.filter((day) => day !== null).sort()[0] ?? look.at.toISOString().slice(0, 10);
}

function afterNext(start: string, step: 'week' | 'month'): string {
  return nextStart(nextStart(start, step), step);
}
