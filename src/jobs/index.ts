// Does what follows from committed changes: joins referrals up, calls people to alarms, repeats what must be repeated.
// Promised: every job runs at least once, also after a crash; one that keeps failing is parked in sight of the desk.
export { alarmNotifier } from './alarm-notifier.ts';
export {
  alertLooking,
  deriveHandler,
  escalation,
  jobHandlers,
  linkHandler,
  matchHandler,
  removalTending,
} from './handlers.ts';
export { removalPost } from './removal-post.ts';
export { startWorker, type Worker } from './worker.ts';
