import { type Db, rows, sql } from '../shared/db.ts';
import { storableJson } from '../shared/storable-json.ts';
import { type StrippedPayload, withoutPaths } from './adapter.ts';
import type { ProblemBody } from './submission.ts';

/** The contexts that bind a repair's sealed bytes to their column. */
export const REPAIR_SEALED_AS = { raw: 'document_repair.raw', reason: 'document_repair.reason' } as const;

/** A received document or, where people repaired it, the latest repair. `raw`: sealed under the record's key. */
export type HeldDocument = {
  referralId: string;
  receivedAt: Date;
  adapter: string;
  mediaType: string;
  raw: Buffer;
  rawBytes: number;
  problem: ProblemBody | null;
  /** How often people tried to repair it; if ever, `raw` is their last attempt. */
  repairs: number;
};

const LINE = sql`d.referral_id as "referralId", d.received_at as "receivedAt", coalesce(r.adapter, d.adapter) as adapter,
  d.media_type as "mediaType", d.raw_bytes as "rawBytes", case when r.id is null then d.problem else r.problem end as problem,
  (select count(*) from document_repair where referral_id = d.referral_id) as repairs`;
const LATEST = sql`received_document d left join lateral (
  select id, adapter, raw, problem from document_repair
  where referral_id = d.referral_id order by repaired_at desc, id desc limit 1) r on true`;

/** The documents of these referrals in their latest form. */
export async function heldDocuments(db: Db, ids: readonly string[]): Promise<HeldDocument[]> {
  return rows(
    db,
    sql<HeldDocument>`select ${LINE}, coalesce(r.raw, d.raw) as raw from ${LATEST}
      where d.referral_id = any(${ids}::uuid[]) order by d.received_at, d.referral_id`,
  );
}

/** The same without their bytes, which a list of thousands must not load. */
export async function heldLines(db: Db, ids: readonly string[]): Promise<Omit<HeldDocument, 'raw'>[]> {
  return rows(
    db,
    sql<Omit<HeldDocument, 'raw'>>`select ${LINE} from ${LATEST}
      where d.referral_id = any(${ids}::uuid[]) order by d.received_at, d.referral_id`,
  );
}

/** Why documents are in quarantine, by referral; absent where nothing is wrong. */
export async function problemsOf(db: Db, ids: readonly string[]): Promise<Map<string, ProblemBody>> {
  const found = await rows(
    db,
    sql<{ id: string; problem: ProblemBody | null }>`select d.referral_id as id, coalesce((
        select problem from document_repair
        where referral_id = d.referral_id order by repaired_at desc, id desc limit 1), d.problem) as problem
      from received_document d where d.referral_id = any(${ids}::uuid[])`,
  );
  return new Map(found.flatMap(({ id, problem }) => (problem ? [[id, problem] as const] : [])));
}

/** `reason` and `raw`: sealed under the record's key. `problem`: null if the document could be read. */
export type NewRepair = {
  id: string;
  referralId: string;
  repairedBy: string;
  repairedAt: Date;
  reason: Buffer;
  adapter: string;
  raw: Buffer;
  stripped: readonly StrippedPayload[];
  problem: ProblemBody | null;
};

export async function addRepair(db: Db, repair: NewRepair): Promise<void> {
  await rows(
    db,
    sql`insert into document_repair (id, referral_id, repaired_by, repaired_at, reason, adapter, raw, stripped, problem)
        values (${repair.id}, ${repair.referralId}, ${repair.repairedBy}, ${repair.repairedAt}, ${repair.reason},
          ${repair.adapter}, ${repair.raw}, ${storableJson(withoutPaths(repair.stripped))}::jsonb,
          ${repair.problem && storableJson(repair.problem)}::jsonb)`,
  );
}
