import { type Db, row, rows, sql } from '../shared/db.ts';
import { type ExtractColumn, FACT_COLUMNS, inColumns } from './fact-columns.ts';
import { COUNTED } from './indicators/indicator.ts';
import type { PictureFact } from './picture-fact.ts';

const COLUMNS = sql.join([sql`referral_id`, ...Object.keys(FACT_COLUMNS).map((name) => sql.ref(name))]);

/** Stores the present facts of receipts; the same receipt again replaces its row. Months that change get a new revision. */
export async function putFacts(db: Db, facts: readonly PictureFact[]): Promise<void> {
  if (facts.length === 0) return;
  const left = await rows(
    db,
    sql<{
      month: string;
    }>`delete from picture_fact where referral_id = any(${facts.map((fact) => fact.referralId)}::uuid[])
      returning received_month::text as month`,
  );
  await rows(
    db,
    sql`insert into picture_fact (${COLUMNS}) select ${COLUMNS}
        from jsonb_populate_recordset(null::picture_fact, ${JSON.stringify(facts.map(inColumns))}::jsonb)`,
  );
  await reviseMonths(db, [
    ...left.map(({ month }) => month),
    ...facts.map(({ receivedMonth }) => receivedMonth),
  ]);
}

async function reviseMonths(db: Db, months: readonly string[]): Promise<void> {
  await rows(
    db,
    sql`insert into picture_month (month, revision) select month, 1 from unnest(${[...new Set(months)].sort()}::date[]) as month
        on conflict (month) do update set revision = picture_month.revision + 1`,
  );
}

/** Every month that has or had facts, with its revision. `month`: YYYY-MM. */
export async function factMonths(db: Db): Promise<{ month: string; revision: number }[]> {
  return rows(
    db,
    sql<{
      month: string;
      revision: number;
    }>`select to_char(month, 'YYYY-MM') as month, revision from picture_month order by 1`,
  );
}

/** Read at once: bounds memory. */
const FACTS_AT_ONCE = 20_000;

/** 32 bits that are the record's for good, and lead nobody back to it. */
export const RECORD_KEY = sql`(('x' || encode(substring(sha256((select salt from picture_record_salt)
  || uuid_send(referral_id)) from 1 for 4), 'hex'))::bit(32)::bigint)`;

/** The facts of a month under their columns' names, without whom they are about. */
export async function* factsOfMonth(db: Db, month: string): AsyncGenerator<Record<ExtractColumn, unknown>[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const found = await rows(
      db,
      sql<Record<ExtractColumn, unknown> & { referral_id: string }>`
        select ${COLUMNS}, ${RECORD_KEY} as record_key from picture_fact
        where received_month = ${`${month}-01`}::date and referral_id > ${after}
        order by referral_id limit ${FACTS_AT_ONCE}`,
    );
    if (found.length === 0) return;
    after = found.at(-1)!.referral_id;
    yield found.map(({ referral_id: _, ...fact }) => fact);
  }
}

/** How far in the ledger the picture has followed. */
export async function readProgress(db: Db): Promise<{ txid: string; id: number; at: Date } | undefined> {
  return row(
    db,
    sql<{
      txid: string;
      id: number;
      at: Date;
    }>`select txid::text as txid, id, at from picture_progress for update`,
  );
}

export async function writeProgress(db: Db, progress: { txid: string; id: number; at: Date }): Promise<void> {
  await rows(
    db,
    sql`insert into picture_progress (txid, id, at) values (${progress.txid}::xid8, ${progress.id}, ${progress.at})
        on conflict (only_row) do update set txid = excluded.txid, id = excluded.id, at = excluded.at`,
  );
}

/** One picture writer at a time, until the transaction ends. */
export async function becomeThePictureWriter(db: Db): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(hashtext('everydot picture writer'))`);
}

/** Ids of receipts that count in a period, in the order of ids; folded ones are found through what they were folded into. */
export async function countedReceipts(
  db: Db,
  { from, to }: { from: string; to: string },
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ id: string }>`select referral_id as id from picture_fact
      where received_on between ${from}::date and ${to}::date and ${sql.raw(COUNTED)}
        and (${after}::uuid is null or referral_id > ${after}::uuid) order by referral_id limit ${limit}`,
  );
  return found.map(({ id }) => id);
}
