import { BAND_ORDER, type Band, duePlaces } from '../../assessment/index.ts';
import { expectedUnits } from '../../dissemination/index.ts';
import type { Db } from '../../shared/db.ts';

/** Of one unit, or of referrals that nobody can place yet (null): what is late and what will be, by band. */
export type UnitClocks = {
  unitId: string | null;
  byBand: Record<Band, { breached: number; withinDay: number; withinWeek: number }>;
  breached: number;
  due: number;
};

/** `more`: whether there are more than were looked at. */
export type ForceClocks = { units: UnitClocks[]; more: boolean };

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
/** The soonest of them; more than these a page does not make plainer. */
const MOST_LOOKED_AT = 5_000;

/** Open referrals late or due within a week, by the unit that each is expected to go to; the most breaches first. */
export async function forceClocks(db: Db, now: Date): Promise<ForceClocks> {
  const horizon = new Date(now.getTime() + WEEK_DAYS * DAY_MS);
  const due = await duePlaces(db, horizon, MOST_LOOKED_AT);
  const units = await expectedUnits(
    db,
    due.map(({ referralId }) => referralId),
  );
  const byUnit = Map.groupBy(due, ({ referralId }) => units.get(referralId) ?? null);
  const counted = [...byUnit].map(([unitId, own]): UnitClocks => {
    const left = (actBy: Date) => actBy.getTime() - now.getTime();
    const count = (some: typeof own, from: number, to: number) =>
      some.filter(({ actBy }) => left(actBy) >= from && left(actBy) < to).length;
    const entries = BAND_ORDER.map((band) => {
      const some = own.filter((one) => one.band === band);
      return [
        band,
        {
          breached: count(some, Number.NEGATIVE_INFINITY, 0),
          withinDay: count(some, 0, DAY_MS),
          withinWeek: count(some, DAY_MS, WEEK_DAYS * DAY_MS),
        },
      ];
    });
    return {
      unitId,
      byBand: Object.fromEntries(entries) as UnitClocks['byBand'],
      breached: count(own, Number.NEGATIVE_INFINITY, 0),
      due: own.length,
    };
  });
  return {
    units: counted.sort((a, b) => b.breached - a.breached || b.due - a.due),
    more: due.length === MOST_LOOKED_AT,
  };
}
