import { record } from '../../src/ledger/index.ts';
import type { WantedRecord } from '../../src/linking/people/plan-people.ts';
import { type Db, rows, type Store, sql } from '../../src/shared/db.ts';
import { type FilledStore, openFilledStore } from './one-at-a-time/filled-store.ts';
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
  commitP50Ms: number;
  commitP99Ms: number;
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

type Measured = Record<'score' | 'commit' | 'candidates' | 'bareRead' | 'bareCommit', number[]>;

async function measure(
  { store, ownerDb }: FilledStore,
  reports: readonly Values[],
): Promise<IncrementalFacts> {
  const ids = await plantReferrals(store, reports.length, MEASURED);
  const measured: Measured = { score: [], commit: [], candidates: [], bareRead: [], bareCommit: [] };
  for (const [i, one] of (await asWanted(store, ids, reports)).entries()) {
    const once = await measureOne(store, one);
    if (i < WARM_UP) continue;
    for (const name of Object.keys(measured) as (keyof Measured)[]) measured[name].push(once[name]);
  }
  return { ...(await sizeOf(ownerDb)), ...quantilesOf(measured) };
}

async function measureOne(store: Store, wanted: WantedRecord): Promise<Record<keyof Measured, number>> {
  const started = performance.now();
  const candidates = await scoreOnly(store, wanted);
  const scored = performance.now();
  await linkThem(store, [wanted]);
  const committed = performance.now();
  await rows(store.db, sql`select 1`);
  const read = performance.now();
  await record(store.db, [BARE_ENTRY]);
  return {
    candidates,
    score: scored - started,
    commit: committed - scored,
    bareRead: read - committed,
    bareCommit: performance.now() - read,
  };
}

async function sizeOf(ownerDb: Db): Promise<Pick<IncrementalFacts, 'records' | 'keys' | 'gigabytes'>> {
  const [size] = await rows(
    ownerDb,
    sql<{ records: number; keys: number; bytes: number }>`select
      (select count(*) from er_record) as records, (select count(*) from er_key) as keys,
      pg_total_relation_size('er_record') + pg_total_relation_size('er_key') as bytes`,
  );
  return { records: size!.records, keys: size!.keys, gigabytes: size!.bytes / 1e9 };
}

function quantilesOf({ score, commit, candidates, bareRead, bareCommit }: Measured) {
  return {
    scoreP50Ms: quantile(score, 0.5),
    scoreP99Ms: quantile(score, 0.99),
    commitP50Ms: quantile(commit, 0.5),
    commitP99Ms: quantile(commit, 0.99),
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
