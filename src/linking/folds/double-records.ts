import { type Db, rows, sql, type Tx } from '../../shared/db.ts';
import type { DoubleSign } from './double-report.ts';

/** `sourceId`: the platform that reported twice. */
export type DoubleReport = {
  directId: string;
  relayedId: string;
  sourceId: string;
  recognisedBy: DoubleSign;
  foundAt: Date;
};

/** Keeps double reports; the first sign by which a pair was recognised stands. */
export async function addDoubles(tx: Tx, doubles: readonly DoubleReport[]): Promise<void> {
  if (doubles.length === 0) return;
  await rows(
    tx,
    sql`insert into double_report (direct_id, relayed_id, source_id, recognised_by, found_at)
      select * from unnest(${doubles.map((d) => d.directId)}::uuid[], ${doubles.map((d) => d.relayedId)}::uuid[],
        ${doubles.map((d) => d.sourceId)}::text[], ${doubles.map((d) => d.recognisedBy)}::text[],
        ${doubles.map((d) => d.foundAt)}::timestamptz[])
      on conflict do nothing`,
  );
}

const DOUBLE = sql`d.direct_id as "directId", d.relayed_id as "relayedId", d.source_id as "sourceId",
  d.recognised_by as "recognisedBy", d.found_at as "foundAt"`;

/** Double reports that a referral is a side of. */
export async function doublesOf(db: Db, referralId: string): Promise<DoubleReport[]> {
  return rows(
    db,
    sql<DoubleReport>`select ${DOUBLE} from double_report d
      where d.direct_id = ${referralId} or d.relayed_id = ${referralId} order by d.found_at, d.relayed_id`,
  );
}

/** Double reports of a platform, or of all, found since a moment, the latest first. */
export async function latestDoubles(
  db: Db,
  asked: { since: Date; sourceId?: string; limit: number },
): Promise<DoubleReport[]> {
  const { since, sourceId = null, limit } = asked;
  return rows(
    db,
    sql<DoubleReport>`select ${DOUBLE} from double_report d
      where d.found_at >= ${since} and (${sourceId}::text is null or d.source_id = ${sourceId})
      order by d.found_at desc, d.direct_id limit ${limit}`,
  );
}

/** Of one platform: reports of its own that a clearing house sent too, by the sign, and its reports in all. */
export type DoublesOfSender = {
  sourceId: string;
  doubles: number;
  byReference: number;
  byContent: number;
  last: Date;
};

export async function countDoubles(db: Db, since: Date): Promise<DoublesOfSender[]> {
  return rows(
    db,
    sql<DoublesOfSender>`select source_id as "sourceId", count(distinct direct_id) as doubles,
        count(distinct direct_id) filter (where recognised_by = 'reference') as "byReference",
        count(distinct direct_id) filter (where recognised_by = 'content') as "byContent", max(found_at) as last
      from double_report where found_at >= ${since} group by source_id order by doubles desc, source_id`,
  );
}
