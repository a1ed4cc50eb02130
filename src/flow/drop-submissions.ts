import { findSource, type Source } from '../access/index.ts';
import { abandonedSubmissions, countRefusal, endSubmission } from '../intake/index.ts';
import { record } from '../ledger/index.ts';
import { inTransaction, type Store } from '../shared/db.ts';
import { finishSubmission } from './finish-submission.ts';
import type { Intake } from './open-intake.ts';
import { ownSubmission } from './own-submission.ts';

/** An unfinished report is dropped a day after it was opened, or an hour after its last change, whichever is later. Source: CyberTipline Technical Documentation, 2025-06-11. */
const HOURS_SINCE_OPENED = 24;
const HOURS_SINCE_CHANGED = 1;
const HOUR_MS = 3_600_000;
/** Finishing takes milliseconds; what takes this long was cut short. */
const FINISHING_TAKES_MS = 60_000;

/**
 * Drops reports that their senders left unfinished, and counts each; finishes those whose finishing was cut short. One
 * that fails holds up no other; the first failure is thrown once all were tried.
 */
export async function dropSubmissions(intake: Intake): Promise<{ dropped: number; finished: number }> {
  const { store } = intake;
  const now = store.clock.now().getTime();
  const abandoned = await abandonedSubmissions(store.db, {
    openedBefore: new Date(now - HOURS_SINCE_OPENED * HOUR_MS),
    changedBefore: new Date(now - HOURS_SINCE_CHANGED * HOUR_MS),
    finishingBefore: new Date(now - FINISHING_TAKES_MS),
  });
  const failures: unknown[] = [];
  for (const one of abandoned) await endOne(intake, one).catch((failure) => failures.push(failure));
  if (failures.length > 0) throw failures[0];
  const finished = abandoned.filter(({ state }) => state === 'finishing').length;
  return { finished, dropped: abandoned.length - finished };
}

type Abandoned = Awaited<ReturnType<typeof abandonedSubmissions>>[number];

async function endOne(intake: Intake, { reportId, sourceId, state }: Abandoned): Promise<void> {
  // A sender may have been withdrawn since: what it had handed over stays its own.
  const sender = (await findSource(intake.store.db, sourceId))!;
  if (state === 'finishing') await finishSubmission(intake, sender, reportId);
  else await dropOne(intake.store, sender, reportId);
}

async function dropOne(store: Store, sender: Source, reportId: number): Promise<void> {
  const at = store.clock.now();
  await inTransaction(store, async (tx) => {
    const { state } = await ownSubmission(tx, sender, reportId);
    if (state !== 'open') return;
    const { files } = await endSubmission(tx, reportId, { state: 'dropped', at });
    await countRefusal(tx, { at, channel: 'api', code: 'intake.submission-abandoned' });
    await record(tx, [
      {
        verb: 'erased',
        action: 'drop-submission',
        actor: 'system:intake',
        purpose: 'intake',
        subjects: [],
        detail: { source: sender.id, submission: reportId, files },
      },
    ]);
  });
}
