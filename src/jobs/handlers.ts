import {
  type AlarmNotifier,
  assessUnjoined,
  callForUnread,
  deliverFeedback,
  deriveReferrals,
  escalateAlarms,
  notifyAlarms,
} from '../flow/index.ts';
import type { Store } from '../shared/db.ts';
import type { Signer } from '../shared/signer.ts';
import type { PeriodicTask } from './periodic.ts';
import type { JobHandler } from './worker.ts';

/** Most referrals joined up in one transaction: it holds the joining lock, so it must end within seconds. */
const DERIVE_TOGETHER = 100;
/** Most alarms in one mail. */
const NOTIFY_TOGETHER = 50;
/** Senders answered at a time: their addresses may be slow, and a slow one should not hold up the rest. */
const DELIVER_TOGETHER = 10;
/** How often it is looked whether somebody must be told again: a quarter of the minute within which an alarm is told. */
const ESCALATE_EVERY_MS = 15_000;

/** Joins referrals up; where that fails for one, it is assessed on its own facts, so that its alarm is not lost. */
export function deriveHandler(store: Store): JobHandler {
  return {
    kind: 'derive-referral',
    most: DERIVE_TOGETHER,
    leaseSeconds: 120,
    run: (ids) => deriveReferrals(store, ids),
    afterFailure: (id) => assessUnjoined(store, [id]),
  };
}

/** What the service does for each kind of job. */
export function jobHandlers(
  store: Store,
  { notifier, signer }: { notifier: AlarmNotifier; signer: Signer },
): JobHandler[] {
  return [
    deriveHandler(store),
    {
      kind: 'call-for-unread',
      most: NOTIFY_TOGETHER,
      leaseSeconds: 60,
      run: (ids) => callForUnread(store, ids),
    },
    {
      kind: 'notify-alarm',
      most: NOTIFY_TOGETHER,
      leaseSeconds: 60,
      run: (ids) => notifyAlarms(store, notifier, ids),
    },
    {
      kind: 'deliver-feedback',
      most: DELIVER_TOGETHER,
      leaseSeconds: 60,
      patience: 'day',
      run: (ids) => allOf(ids.map((id) => deliverFeedback(store, id, signer))),
    },
  ];
}

/** Waits for every one, then fails if any failed: what is under way is not started again beside itself. */
async function allOf(deliveries: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(deliveries)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

export function escalation(store: Store, notifier: AlarmNotifier): PeriodicTask {
  return { name: 'escalate-alarms', everyMs: ESCALATE_EVERY_MS, run: () => escalateAlarms(store, notifier) };
}
