import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import type { FoldReason } from './propose-fold.ts';

/** `by`: as the ledger names an actor. */
export type FoldStep = {
  referralId: string;
  intoId: string;
  step: 'proposed' | 'folded' | 'unfolded' | 'declined';
  reason: FoldReason;
  by: string;
  at: Date;
};

export async function addFoldSteps(tx: Tx, steps: readonly FoldStep[]): Promise<void> {
  if (steps.length === 0) return;
  await rows(
    tx,
    sql`insert into fold_step (referral_id, into_id, step, reason, by, at)
        select * from unnest(${steps.map((s) => s.referralId)}::uuid[], ${steps.map((s) => s.intoId)}::uuid[],
          ${steps.map((s) => s.step)}::text[], ${steps.map((s) => s.reason)}::text[],
          ${steps.map((s) => s.by)}::text[], ${steps.map((s) => s.at)}::timestamptz[])`,
  );
}

const STEP = sql`referral_id as "referralId", into_id as "intoId", step, reason, by, at`;

/** How each pair that one of these referrals belongs to stands. */
export async function latestFoldSteps(db: Db, ids: readonly string[]): Promise<FoldStep[]> {
  return rows(
    db,
    sql<FoldStep>`select ${STEP} from (
      select distinct on (referral_id, into_id) * from fold_step
      where referral_id = any(${ids}::uuid[]) or into_id = any(${ids}::uuid[])
      order by referral_id, into_id, id desc) as latest order by id`,
  );
}

/** Everything that was decided about a referral's folding, the latest last. */
export async function foldHistory(db: Db, id: string): Promise<FoldStep[]> {
  return rows(
    db,
    sql<FoldStep>`select ${STEP} from fold_step where referral_id = ${id} or into_id = ${id} order by id`,
  );
}

/** For each pair, how many identifiers the first has that the second has not. */
export async function newIdentifiers(
  db: Db,
  pairs: readonly { one: string; other: string }[],
): Promise<{ one: string; other: string; count: number }[]> {
  return rows(
    db,
    sql<{ one: string; other: string; count: number }>`
      select one, other, count(distinct i.k) as count
      from unnest(${pairs.map((p) => p.one)}::uuid[], ${pairs.map((p) => p.other)}::uuid[]) as pair (one, other)
      join linked_referral a on a.referral_id = one
      join identifier_key i on i.referral_id = one and i.version = a.version
      where i.kind <> 'reference' and i.role <> 'reporter' and not exists (
        select 1 from linked_referral b join identifier_key o on o.referral_id = other and o.version = b.version
        where b.referral_id = other and o.k = i.k)
      group by one, other`,
  );
}
