import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { record } from '../ledger/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { type ParkedJob, parkedJobs, unparkJob } from '../shared/job-leases.ts';

/** Work that failed too often and waits for a person. `problem` is a code. */
export async function readParkedJobs(store: Store, actor: Actor): Promise<ParkedJob[]> {
  ensureMay(actor, 'see-queue');
  return parkedJobs(store.db);
}

/** Has a parked job tried again; gives false where there is none. */
export async function retryParkedJob(store: Store, actor: Actor, jobId: number): Promise<boolean> {
  ensureMay(actor, 'repair-document');
  return inTransaction(store, async (tx) => {
    if (!(await unparkJob(tx, jobId))) return false;
    await record(tx, [
      {
        verb: 'altered',
        action: 'retry-job',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: [],
        detail: { job: jobId },
      },
    ]);
    return true;
  });
}
