import type { Db } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { periodName } from '../series/series.ts';
import type { Alert } from './alert.ts';
import { type StoredAlert, storedAlerts } from './alert-records.ts';
import { sayAlert } from './alert-words.ts';
import { seriesOf } from './followed-series.ts';
import { type NameSeries, namesOfSeries } from './series-names.ts';

/** Alerts as a release freezes them: all, or those that were up at some time in a period. */
export async function readAlerts(db: Db, during?: Period): Promise<Alert[]> {
  const names = await namesOfSeries(db);
  return (await storedAlerts(db))
    .filter(
      ({ firstPeriod, lastPeriod }) => !during || (firstPeriod <= during.to && lastPeriod >= during.from),
    )
    .map((stored) => alertFrom(stored, names));
}

function alertFrom(stored: StoredAlert, names: NameSeries): Alert {
  const { id, method, lastPeriod, step, count, expected, upper, foundAt, state, note } = stored;
  const of = seriesOf(stored.series);
  return {
    id,
    of,
    method,
    periodStart: lastPeriod,
    periodName: periodName(lastPeriod, step),
    count,
    expected,
    upper,
    says: sayAlert(stored, names(of)),
    foundAt: foundAt.toISOString(),
    state,
    note,
  };
}
