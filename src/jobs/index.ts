// Does what follows from committed changes: joins referrals up, calls people to alarms, repeats what must be repeated.
// Promised: every job runs at least once, also after a crash; one that keeps failing is parked in sight of the desk.
export { alarmNotifier, type NotifierSettings } from './alarm-notifier.ts';
export type { FailureLog } from './failures.ts';
export { deriveHandler, escalation, jobHandlers } from './handlers.ts';
export type { PeriodicTask } from './periodic.ts';
export { type JobHandler, startWorker, type Worker, type WorkerOptions } from './worker.ts';
