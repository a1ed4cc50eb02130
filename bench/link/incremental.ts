import { record } from '../../src/ledger/index.ts';
import type { WantedRecord } from '../../src/linking/people/plan-people.ts';
import { type Db, rows, type Store, sql } from '../../src/shared/db.ts';
import { type FilledStore, openFilledStore } from './one-at-a-time/filled-store.ts';
import { type ProcessorWait, processorWait } from './one-at-a-time/processor-wait.ts';
import { firstSlice, type Values } from './one-at-a-time/slices.ts';
import { asWanted, forget, linkThem, MEASURED, plantReferrals } from './one-at-a-time/store-people.ts';
import { scoreOnly } from './score-only.ts';

export type IncrementalOptions = { records: number; added: number; folder?: string };

export type IncrementalFacts = {
  records: number;
  keys: number;
  gigabytes: number;
  scoreP50Ms: number;
  scoreP99Ms: number;
  /** The same less what it waited for a processor that others had. */
  scoreAloneP50Ms: number;
  scoreAloneP99Ms: number;
  commitP50Ms: number;
  commitP99Ms: number;
  commitAloneP50Ms: number;
  commitAloneP99Ms: number;
  commitWorstMs: number;
  /** What the same machine takes at the same moment for a statement that does nothing, and for one small committed row. */
  bareReadP50Ms: number;
  bareReadP99Ms: number;
  bareCommitP50Ms: number;
  bareCommitP99Ms: number;
  candidatesP50: number;
  candidatesP99: number;
};

/** Not measured: the first ones find nothing in the cache. */
const WARM_UP = 50;

/** One record after another against a store of so many: found and scored, and then linked, re-grouped and committed. */
export async function measureIncremental(options: IncrementalOptions): Promise<IncrementalFacts> {
  const { fresh } = firstSlice();
  if (options.added + WARM_UP > fresh.length) throw new Error(`--added is ${fresh.length - WARM_UP} at most`);
  const filled = await openFilledStore(options.records, options.folder);
  try {
    await forget(filled.store);
    return await measure(filled, fresh.slice(0, options.added + WARM_UP));
  } finally {
    await forget(filled.store);
    await filled.close();
  }
}

const BARE_ENTRY = {
  verb: 'combined',
  action: 'bench',
  actor: 'system:bench',
  purpose: 'linking',
  subjects: [],
} as const;

type Measured = Record<
  'score' | 'scoreAlone' | 'commit' | 'commitAlone' | 'candidates' | 'bareRead' | 'bareCommit',
  number[]
>;

async function measure(
  { store, ownerDb }: FilledStore,
  reports: readonly Values[],
): Promise<IncrementalFacts> {
  const ids = await plantReferrals(store, reports.length, MEASURED);
  const size = await warmUp(ownerDb);
  const measured: Measured = {
    score: [],
    scoreAlone: [],
    commit: [],
    commitAlone: [],
    candidates: [],
    bareRead: [],
    bareCommit: [],
  };
  let waited: ProcessorWait = () => 0;
  for (const [i, one] of (await asWanted(store, ids, reports)).entries()) {
    if (i === WARM_UP) waited = await processorWait(store.db);
    const once = await measureOne(store, one, waited);
    if (i < WARM_UP) continue;
    for (const name of Object.keys(measured) as (keyof Measured)[]) measured[name].push(once[name]);
  }
  return { ...size, ...quantilesOf(measured) };
}

async function measureOne(
  store: Store,
  wanted: WantedRecord,
  waited: ProcessorWait,
): Promise<Record<keyof Measured, number>> {
  const timed = async (work: () => Promise<unknown>): Promise<{ ms: number; aloneMs: number }> => {
    const [started, before] = [performance.now(), waited()];
    await work();
    const ms = performance.now() - started;
    return { ms, aloneMs: ms - (waited() - before) };
  };
  let candidates = 0;
  const score = await timed(async () => {
    candidates = await scoreOnly(store, wanted);
  });
  const commit = await timed(() => linkThem(store, [wanted]));
  const bareRead = await timed(() => rows(store.db, sql`select 1`));
  const bareCommit = await timed(() => record(store.db, [BARE_ENTRY]));
  return {
    candidates,
    score: score.ms,
    scoreAlone: score.aloneMs,
    commit: commit.ms,
    commitAlone: commit.aloneMs,
    bareRead: bareRead.ms,
    bareCommit: bareCommit.ms,
  };
}

/**
 * Reads the index of keys, the records and the referrals once, as far as memory holds them: a store that is at work all
 * day has them there, one that was opened a moment ago has not.
 */
async function warmUp(ownerDb: Db): Promise<Pick<IncrementalFacts, 'records' | 'keys' | 'gigabytes'>> {
  const [records] = await rows(
    ownerDb,
    sql<{ count: number }>`select count(*) as count from er_record where length(sealed) > 0`,
  );
  const keys = await ownerDb.transaction().execute(async (tx) => {
    await rows(tx, sql`set local enable_seqscan = off`);
    const [counted] = await rows(tx, sql<{ count: number }>`select count(*) as count from er_key`);
    return counted!.count;
  });
  const [size] = await rows(
    ownerDb,
    sql<{
      bytes: number;
    }>`select pg_total_relation_size('er_record') + pg_total_relation_size('er_key') as bytes`,
  );
  return { records: records!.count, keys, gigabytes: size!.bytes / 1e9 };
}

function quantilesOf(measured: Measured) {
  const { score, scoreAlone, commit, commitAlone, candidates, bareRead, bareCommit } = measured;
  return {
    scoreP50Ms: quantile(score, 0.5),
    scoreP99Ms: quantile(score, 0.99),
    scoreAloneP50Ms: quantile(scoreAlone, 0.5),
    scoreAloneP99Ms: quantile(scoreAlone, 0.99),
    commitP50Ms: quantile(commit, 0.5),
    commitP99Ms: quantile(commit, 0.99),
    commitAloneP50Ms: quantile(commitAlone, 0.5),
    commitAloneP99Ms: quantile(commitAlone, 0.99),
    commitWorstMs: Math.max(...commit),
    bareReadP50Ms: quantile(bareRead, 0.5),
    bareReadP99Ms: quantile(bareRead, 0.99),
    bareCommitP50Ms: quantile(bareCommit, 0.5),
    bareCommitP99Ms: quantile(bareCommit, 0.99),
    candidatesP50: quantile(candidates, 0.5),
    candidatesP99: quantile(candidates, 0.99),
  };
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;
}
