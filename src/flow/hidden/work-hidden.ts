import { record } from '../../ledger/index.ts';
import {
  ASSUMPTIONS,
  endHiddenRun,
  finishInWorker,
  type GatheredLists,
  HIDDEN_STEPS,
  type HiddenProgress,
  type HiddenRun,
  hiddenRun,
  isOpenRun,
  keepGathered,
  keepResamples,
  keptResamples,
  refuseHidden,
  resample,
  tellProgress,
} from '../../picture/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { enqueue } from '../../shared/outbox.ts';
import { gatherLists } from './gather-lists.ts';

const SYSTEM = 'system:estimate-hidden';

/** Resamples between two looks at whether somebody cancelled; what a restart loses at most. Chosen: seconds of work. */
const AT_ONCE = 500;
/** So long one job resamples before it makes room for another. Chosen: well within the job's lease. */
const LONGEST_MS = 60_000;

/** What a run is worked at with. `onProgress`: for whoever waits beside it. */
export type HiddenWork = { onProgress?: (progress: HiddenProgress) => void; longestMs?: number };

/**
 * Works at an estimate: gathers its lists once, resamples run by run, and then the rest. Each part is kept as it is done, so
 * that whoever takes over after a restart goes on from there; asks for another job where time is up before all is done.
 */
export async function workHidden(store: Store, id: string, work: HiddenWork = {}): Promise<void> {
  const run = await hiddenRun(store.db, id);
  if (!run || !isOpenRun(run)) return;
  const gathered = run.gathered ?? (await gather(store, run));
  if (!gathered || (await isRefused(store, id, gathered))) return;
  const left = await resampleFor(store, { ...run, gathered }, work);
  if (left === 'cancelled') return;
  if (left === 'more') await enqueue(store.db, [{ kind: 'estimate-hidden', subject: id }]);
  else await finish(store, { ...run, gathered }, work);
}

/** Works at one until it has ended: for whoever waits for it. */
export async function finishHidden(store: Store, id: string, work: HiddenWork = {}): Promise<void> {
  await workHidden(store, id, { ...work, longestMs: Number.POSITIVE_INFINITY });
}

type Ready = HiddenRun & { gathered: GatheredLists };

/** What was gathered for a run: here, or by somebody else meanwhile. Null where it was ended. */
async function gather(store: Store, { id, asked }: HiddenRun): Promise<GatheredLists | null> {
  await tellProgress(store.db, id, { step: 'gathering', done: 0, of: 1 });
  const gathered = await gatherLists(store, asked);
  if (await keepGathered(store.db, id, gathered)) return gathered;
  const run = await hiddenRun(store.db, id);
  return run && isOpenRun(run) ? run.gathered : null;
}

/** Where the lists do not allow an estimate, the run is refused, with every reason; whoever takes over asks again. */
async function isRefused(store: Store, id: string, gathered: GatheredLists): Promise<boolean> {
  const refused = refuseHidden(gathered);
  if (refused.length === 0) return false;
  await end(store, id, { state: 'refused', refused });
  return true;
}

async function resampleFor(
  store: Store,
  { id, asked, gathered }: Ready,
  { onProgress, longestMs = LONGEST_MS }: HiddenWork,
): Promise<'all' | 'more' | 'cancelled'> {
  const until = performance.now() + longestMs;
  const kept = new Set((await keptResamples(store.db, id)).map(({ from }) => from));
  for (let from = 0; from < asked.resamples; from += AT_ONCE) {
    const progress: HiddenProgress = { step: 'resampling', done: from, of: asked.resamples };
    onProgress?.(progress);
    if (kept.has(from)) continue;
    if (performance.now() > until) return 'more';
    if (!(await tellProgress(store.db, id, progress))) return 'cancelled';
    const resamples = Math.min(AT_ONCE, asked.resamples - from);
    const totals = await resample(
      overlapsOf(gathered),
      { from, resamples, seed: asked.seed },
      () => undefined,
    );
    await keepResamples(store.db, { id, from, totals });
  }
  return 'all';
}

async function finish(store: Store, { id, gathered }: Ready, { onProgress }: HiddenWork): Promise<void> {
  const totals = (await keptResamples(store.db, id)).flatMap((some) => some.totals);
  let telling: Promise<unknown> = Promise.resolve();
  const tell = (step: string, done: number, of: number) => {
    const progress = { step: HIDDEN_STEPS.find((known) => known === step) ?? 'models', done, of };
    onProgress?.(progress);
    telling = telling.then(() => tellProgress(store.db, id, progress));
  };
  const task = { overlaps: overlapsOf(gathered), totals, linkingErrors: true };
  const { population, linkingErrors } = await finishInWorker(task, tell);
  await telling;
  if (!population.stepwise)
    return end(store, id, { state: 'refused', refused: [{ reason: 'no-estimate', lists: [] }] });
  await end(store, id, {
    state: 'done',
    result: { population, assumptions: ASSUMPTIONS, linkingErrors },
  });
}

async function end(store: Store, id: string, ended: Parameters<typeof endHiddenRun>[3]): Promise<void> {
  await inTransaction(store, async (tx) => {
    if (!(await endHiddenRun(tx, id, store.clock.now(), ended))) return;
    await record(tx, [
      {
        verb: 'combined',
        action: 'end-hidden',
        actor: SYSTEM,
        purpose: 'statistics',
        subjects: [],
        detail: { estimate: id, state: ended.state },
      },
    ]);
  });
}

function overlapsOf({ lists, counts }: GatheredLists) {
  return { lists, counts: Float64Array.from(counts) };
}
