import { openAlarms } from '../assessment/index.ts';
import type { Store } from '../shared/db.ts';

/** How many alarms nobody has acknowledged: shown on every page of the bureau's staff. */
export async function countOpenAlarms(store: Store): Promise<number> {
  return (await openAlarms(store.db)).length;
}
