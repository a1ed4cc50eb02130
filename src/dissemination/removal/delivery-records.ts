import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { HostChannel } from './host.ts';

/** Something that is to go out about a notice, once. `takenAt`: when whoever it is for took it. */
export type Delivery = {
  id: string;
  noticeId: string;
  kind: 'notice' | 'reminder' | 'escalation';
  round: number;
  hostId: string;
  channel: HostChannel;
  madeBy: string;
  madeAt: Date;
  takenAt: Date | null;
  tries: number;
  lastProblem: string | null;
};

const DELIVERIES = sql`
  select d.id, d.notice_id as "noticeId", d.kind, d.round, d.host_id as "hostId", d.channel, d.made_by as "madeBy",
    d.made_at as "madeAt",
    (select min(r.at) from removal_delivery_result r where r.delivery_id = d.id and r.problem is null) as "takenAt",
    (select count(*) from removal_delivery_try t where t.delivery_id = d.id) as tries,
    (select r.problem from removal_delivery_result r where r.delivery_id = d.id order by r.try desc limit 1) as "lastProblem"
  from removal_delivery d`;

export type NewDelivery = Pick<
  Delivery,
  'noticeId' | 'kind' | 'round' | 'hostId' | 'channel' | 'madeBy' | 'madeAt'
>;

/** Adds what is to go out; gives its id, or null where the same round was added before. */
export async function addRemovalDelivery(tx: Tx, delivery: NewDelivery): Promise<string | null> {
  const { noticeId, kind, round, hostId, channel, madeBy, madeAt } = delivery;
  const added = await row(
    tx,
    sql<{
      id: string;
    }>`insert into removal_delivery (id, notice_id, kind, round, host_id, channel, made_by, made_at)
      values (${newId(madeAt.getTime())}, ${noticeId}, ${kind}, ${round}, ${hostId}, ${channel}, ${madeBy}, ${madeAt})
      on conflict (notice_id, kind, round) do nothing returning id`,
  );
  return added?.id ?? null;
}

/** What went or is to go out about a notice, oldest first. */
export async function deliveriesOf(db: Db, noticeId: string): Promise<Delivery[]> {
  return rows(db, sql<Delivery>`${DELIVERIES} where d.notice_id = ${noticeId} order by d.made_at, d.id`);
}

/** One delivery; throws `dissemination.removal-not-found`. */
export async function deliveryById(db: Db, id: string): Promise<Delivery> {
  const found = await row(db, sql<Delivery>`${DELIVERIES} where d.id = ${id}`);
  if (!found) throw new Problem('dissemination.removal-not-found');
  return found;
}

/** Keeps what goes out, sealed, from its first try on: every try sends the same. */
export async function keepDocument(
  tx: Tx,
  { id, document, digest }: { id: string; document: Buffer; digest: Buffer },
): Promise<void> {
  await rows(
    tx,
    sql`update removal_delivery set document = ${document}, digest = ${digest} where id = ${id} and document is null`,
  );
}

export async function keptDocument(
  db: Db,
  id: string,
): Promise<{ document: Buffer | null; digest: Buffer | null }> {
  const kept = await row(
    db,
    sql<{
      document: Buffer | null;
      digest: Buffer | null;
    }>`select document, digest from removal_delivery where id = ${id}`,
  );
  return kept ?? { document: null, digest: null };
}

/** A try that ended without a result after this long has failed: the process that made it died. Chosen: a lease. */
const RESULT_WITHIN_SECONDS = 120;

/** Writes a try down before it is made and gives its number, unless it was taken already or another worker is at it. */
export async function claimTry(
  tx: Tx,
  deliveryId: string,
  at: Date,
): Promise<number | 'taken' | 'under-way'> {
  await rows(tx, sql`select from removal_delivery where id = ${deliveryId} for update`);
  const now = await row(
    tx,
    sql<{ taken: boolean; underWay: boolean; tries: number }>`select
        exists (select from removal_delivery_result r where r.delivery_id = ${deliveryId} and r.problem is null) as taken,
        exists (select from removal_delivery_try t left join removal_delivery_result r
          on r.delivery_id = t.delivery_id and r.try = t.try where t.delivery_id = ${deliveryId} and r.try is null
          and t.at > ${new Date(at.getTime() - RESULT_WITHIN_SECONDS * 1_000)}) as "underWay",
        (select count(*) from removal_delivery_try t where t.delivery_id = ${deliveryId}) as tries`,
  );
  if (!now || now.taken) return 'taken';
  if (now.underWay) return 'under-way';
  const number = now.tries + 1;
  await rows(
    tx,
    sql`insert into removal_delivery_try (delivery_id, try, at) values (${deliveryId}, ${number}, ${at})`,
  );
  return number;
}

/** What became of a try. `problem`: a code; null if it was taken. */
export async function addTryResult(
  tx: Tx,
  result: { deliveryId: string; number: number; at: Date; problem: string | null },
): Promise<void> {
  await rows(
    tx,
    sql`insert into removal_delivery_result (delivery_id, try, at, problem)
        values (${result.deliveryId}, ${result.number}, ${result.at}, ${result.problem}) on conflict do nothing`,
  );
}
