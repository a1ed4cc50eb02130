import {
  type AlarmNotifier,
  assessUnjoined,
  deriveReferrals,
  escalateAlarms,
  notifyAlarms,
} from '../flow/index.ts';
import type { Store } from '../shared/db.ts';
import type { PeriodicTask } from './periodic.ts';
import type { JobHandler } from './worker.ts';

/** Most referrals joined up in one transaction: it holds the joining lock, so it must end within seconds. */
const DERIVE_TOGETHER = 100;
/** Most alarms in one mail. */
const NOTIFY_TOGETHER = 50;
/** How often it is looked whether somebody must be told again: a quarter of the minute within which an alarm is told. */
const ESCALATE_EVERY_MS = 15_000;

/** What this service does for each kind of job. */
export function jobHandlers(store: Store, notifier: AlarmNotifier): JobHandler[] {
  return [
    {
      kind: 'derive-referral',
      most: DERIVE_TOGETHER,
      leaseSeconds: 120,
      run: (ids) => deriveReferrals(store, ids),
      afterFailure: (id) => assessUnjoined(store, [id]),
    },
    {
      kind: 'notify-alarm',
      most: NOTIFY_TOGETHER,
      leaseSeconds: 60,
      run: (ids) => notifyAlarms(store, notifier, ids),
    },
  ];
}

export function escalation(store: Store, notifier: AlarmNotifier): PeriodicTask {
  return { name: 'escalate-alarms', everyMs: ESCALATE_EVERY_MS, run: () => escalateAlarms(store, notifier) };
}
