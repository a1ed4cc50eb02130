import { record } from '../../src/ledger/index.ts';
import { lockLinking, PERSON_SPEC, takePeople } from '../../src/linking/index.ts';
import { inventReports } from '../../src/linking/model/shipped/invent-reports.ts';
import { personHasher, personHashes } from '../../src/linking/people/person-keys.ts';
import { PERSON_SPEC_VERSION } from '../../src/linking/people/scoring-in-force.ts';
import { sealValues } from '../../src/linking/people/sealed-values.ts';
import { openDataKey } from '../../src/referral/index.ts';
import { contentWith, plant } from '../../src/referral/test-referrals.ts';
import { inTransaction, rows, type Store, sql } from '../../src/shared/db.ts';
import { type TestStore, testStore } from '../../src/store/test-database.ts';
import { scoreOnly } from './score-only.ts';

export type IncrementalOptions = { records: number; added: number };

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

/** Invented reports that are compared in earnest; the others are copies of them with identifiers of their own. */
const MODELS = 5_000;
/** Not measured: the first ones find nothing in the cache. */
const WARM_UP = 50;

/** One record after another against a store of so many: found and scored, and then linked, re-grouped and committed. */
export async function measureIncremental({ records, added }: IncrementalOptions): Promise<IncrementalFacts> {
  const database = await testStore(new Date('2026-03-02T09:00:00Z'));
  try {
    const invented = inventReports(MODELS + added + WARM_UP, 11);
    const step = Math.floor(invented.length / (added + WARM_UP));
    const isNew = (i: number) => i % step === 0 && i / step < added + WARM_UP;
    await fill(database, { invented: invented.filter((_, i) => !isNew(i)), records });
    return await measure(
      database,
      invented.filter((_, i) => isNew(i)),
    );
  } finally {
    await database.drop();
  }
}

type Reports = ReturnType<typeof inventReports>;

/** Models are stored as the product stores them; then each is copied with the same name, birth and place. */
async function fill(
  { store, ownerDb }: TestStore,
  { invented, records }: { invented: Reports; records: number },
): Promise<void> {
  const ids = await plant(
    store,
    invented.map(() => ({ content: contentWith() })),
  );
  for (let from = 0; from < ids.length; from += 1_000)
    await storeModels(store, ids.slice(from, from + 1_000), invented.slice(from, from + 1_000));
  await rows(ownerDb, sql`drop index er_record_history`);
  await rows(ownerDb, sql`alter table er_key drop constraint er_key_pkey`);
  for (let copy = 1; copy * invented.length < records; copy += 1)
    await rows(
      ownerDb,
      sql`insert into er_record (referral_id, party, layer, version, spec, keys, terms, sealed)
      select referral_id, ${copy}::integer, layer, version, spec,
        ${ownIdentifiers('keys', copy)}, ${ownIdentifiers('terms', copy)}, sealed
      from er_record where party = 0`,
    );
  await rows(
    ownerDb,
    sql`insert into er_key (k, record)
    select unnest(keys || terms), id from er_record where party > 0`,
  );
  await rows(ownerDb, sql`alter table er_key add primary key (k, record)`);
  await rows(ownerDb, sql`create index er_record_history on er_record (referral_id, party, id)`);
  await rows(
    ownerDb,
    sql`insert into er_common_term (k, holders)
    select e.k, count(*) from er_key e where e.k in (select unnest(terms) from er_record where party = 0)
    group by e.k having count(*) >= 256`,
  );
  await rows(ownerDb, sql`vacuum (analyze) er_key, er_record, er_common_term, referral`);
}

/** Attributes that strangers have in common: name, birth, address, place, postcode, address of the network; and keys of several. */
const SHARED = PERSON_SPEC.attributes.flatMap(({ kind }, i) =>
  ['person-name', 'date-of-birth', 'address', 'place', 'postcode', 'ip'].includes(kind) ? [i] : [],
);
const SHARED_CODES = [...SHARED, 31];

function ownIdentifiers(column: 'keys' | 'terms', copy: number) {
  return sql`(select coalesce(array_agg(case when (k & 31) = any(${SHARED_CODES}::bigint[]) then k
      else (hashint8extended(k, ${copy}) >> 5 << 5) | (k & 31) end), '{}') from unnest(${sql.ref(column)}) as k)`;
}

async function storeModels(store: Store, ids: readonly string[], reports: Reports): Promise<void> {
  await inTransaction(store, async (tx) => {
    await lockLinking(tx);
    const wanted = await Promise.all(ids.map((id, i) => asWanted(store, id, reports[i]!)));
    await takePeople(store, tx, { referralIds: ids, wanted, erased: [], at: store.clock.now() });
  });
}

async function asWanted(store: Store, referralId: string, values: Reports[number]) {
  const hashes = personHashes(personHasher(store.keys.linkingKey), {
    spec: PERSON_SPEC,
    layer: 'suspect',
    values,
  });
  const sealed = sealValues(await openDataKey(store, store.db, referralId), values);
  return {
    referralId,
    party: 0,
    layer: 'suspect' as const,
    version: 1,
    spec: PERSON_SPEC_VERSION,
    values,
    sealed,
    ...hashes,
  };
}

const BARE_ENTRY = {
  verb: 'combined',
  action: 'bench',
  actor: 'system:bench',
  purpose: 'linking',
  subjects: [],
} as const;

async function measure({ store, ownerDb }: TestStore, reports: Reports): Promise<IncrementalFacts> {
  const ids = await plant(
    store,
    reports.map(() => ({ content: contentWith() })),
  );
  const [score, commit, candidates, bareRead, bareCommit]: number[][] = [[], [], [], [], []];
  for (const [i, id] of ids.entries()) {
    const wanted = await asWanted(store, id, reports[i]!);
    const started = performance.now();
    const found = await scoreOnly(store, wanted);
    const scored = performance.now();
    await inTransaction(store, async (tx) => {
      await lockLinking(tx);
      await takePeople(store, tx, { referralIds: [id], wanted: [wanted], erased: [], at: store.clock.now() });
    });
    const committed = performance.now();
    if (i < WARM_UP) continue;
    await rows(store.db, sql`select 1`);
    const read = performance.now();
    await record(store.db, [BARE_ENTRY]);
    bareRead!.push(read - committed);
    bareCommit!.push(performance.now() - read);
    score!.push(scored - started);
    commit!.push(committed - scored);
    candidates!.push(found);
  }
  const [size] = await rows(
    ownerDb,
    sql<{ records: number; keys: number; bytes: number }>`select
      (select count(*) from er_record) as records, (select count(*) from er_key) as keys,
      pg_total_relation_size('er_record') + pg_total_relation_size('er_key') as bytes`,
  );
  return {
    records: size!.records,
    keys: size!.keys,
    gigabytes: size!.bytes / 1e9,
    scoreP50Ms: quantile(score!, 0.5),
    scoreP99Ms: quantile(score!, 0.99),
    commitP50Ms: quantile(commit!, 0.5),
    commitP99Ms: quantile(commit!, 0.99),
    commitWorstMs: Math.max(...commit!),
    bareReadP50Ms: quantile(bareRead!, 0.5),
    bareReadP99Ms: quantile(bareRead!, 0.99),
    bareCommitP50Ms: quantile(bareCommit!, 0.5),
    bareCommitP99Ms: quantile(bareCommit!, 0.99),
    candidatesP50: quantile(candidates!, 0.5),
    candidatesP99: quantile(candidates!, 0.99),
  };
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;
}
