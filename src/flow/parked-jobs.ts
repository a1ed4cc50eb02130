import { type Actor, ensureMay } from '../access/index.ts';
import type { Store } from '../shared/db.ts';
import { type ParkedJob, parkedJobs, unparkJob } from '../shared/job-leases.ts';

/** Work that failed too often and waits for a person. `problem` is a code. */
export async function readParkedJobs(store: Store, actor: Actor): Promise<ParkedJob[]> {
  ensureMay(actor, 'see-queue');
  return parkedJobs(store.db);
}

/** Has a parked job tried again; gives false where there is none. */
export async function retryParkedJob(store: Store, actor: Actor, jobId: number): Promise<boolean> {
  ensureMay(actor, 'repair-document');
  return unparkJob(store.db, jobId);
}
