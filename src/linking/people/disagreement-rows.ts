import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import type { Pair } from './edge-rows.ts';
import { historyOfPairs } from './judgement-rows.ts';
import { standingOf } from './judgement-standing.ts';
import type { PersonLayer } from './person-link.ts';

/** Two records of which people hold contrary things, and since when. */
export type DisagreedPair = Pair & { since: Date };

/** Keeps whether people disagree on a pair now; after every judgement of it. */
export async function keepDisagreement(tx: Tx, { a, b }: Pair, at: Date): Promise<void> {
  const { disagree } = standingOf((await historyOfPairs(tx, [{ a, b }])).toReversed());
  if (disagree.length > 0)
    await rows(
      tx,
      sql`insert into er_disagreement (a, b, since) values (${a}, ${b}, ${at}) on conflict do nothing`,
    );
  else await rows(tx, sql`delete from er_disagreement where a = ${a} and b = ${b}`);
}

/** Pairs of records that count on which people disagree, the latest first. */
export async function disagreements(
  db: Db,
  { limit, skip = 0, layers }: { limit: number; skip?: number; layers: readonly PersonLayer[] },
): Promise<DisagreedPair[]> {
  return rows(
    db,
    sql<DisagreedPair>`select d.a, d.b, d.since from er_disagreement d
      join er_record one on one.id = d.a and one.left_at is null and one.layer = any(${layers}::text[])
      join er_record other on other.id = d.b and other.left_at is null
      order by d.since desc, d.a, d.b limit ${limit} offset ${skip}`,
  );
}
