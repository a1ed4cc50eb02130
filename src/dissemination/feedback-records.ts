import { type Db, row, rows, sql, type Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { FeedbackBody } from './feedback.ts';

export type Feedback = {
  id: string;
  referralId: string;
  sourceId: string;
  madeAt: Date;
  body: FeedbackBody;
  /** When the sender's address took it; null while it has not, or where the sender has no address and fetches it. */
  deliveredAt: Date | null;
  tries: number;
};

/** HTTP statuses that mean that the sender took it. */
const TAKEN = sql`status between 200 and 299`;

const FEEDBACK = sql`f.id, f.referral_id as "referralId", f.source_id as "sourceId", f.made_at as "madeAt", f.body,
  (select min(d.tried_at) from feedback_delivery d where d.feedback_id = f.id and ${TAKEN}) as "deliveredAt",
  (select count(*) from feedback_delivery d where d.feedback_id = f.id) as tries`;

/** It follows from an outcome that a unit told, or from the bureau's own closing. */
export type NewFeedback = Pick<Feedback, 'id' | 'referralId' | 'sourceId' | 'madeAt' | 'body'> &
  ({ outcomeId: string } | { closureId: string });

/** Adds feedback; one for each outcome or closing, and receipt. */
export async function addFeedback(tx: Tx, feedback: readonly NewFeedback[]): Promise<void> {
  if (feedback.length === 0) return;
  await rows(
    tx,
    sql`insert into feedback (id, outcome_id, closure_id, referral_id, source_id, made_at, body)
        select id, "outcomeId", "closureId", "referralId", "sourceId", "madeAt", body
        from jsonb_to_recordset(${JSON.stringify(feedback)}::jsonb) as new
          (id uuid, "outcomeId" uuid, "closureId" uuid, "referralId" uuid, "sourceId" text, "madeAt" timestamptz, body jsonb)
        on conflict do nothing`,
  );
}

/** One feedback; throws `dissemination.feedback-not-found`. */
export async function feedbackById(db: Db, id: string): Promise<Feedback> {
  const found = await row(db, sql<Feedback>`select ${FEEDBACK} from feedback f where f.id = ${id}`);
  if (!found) throw new Problem('dissemination.feedback-not-found');
  return found;
}

/** Feedback for a sender made since a moment, oldest first: what it fetches by GET. */
export async function feedbackFor(db: Db, sourceId: string, since: Date, limit = 500): Promise<Feedback[]> {
  return rows(
    db,
    sql<Feedback>`select ${FEEDBACK} from feedback f where f.source_id = ${sourceId} and f.made_at >= ${since}
      order by f.made_at, f.id limit ${limit}`,
  );
}

/** Feedback about one receipt, oldest first. */
export async function feedbackOf(db: Db, referralId: string): Promise<Feedback[]> {
  return rows(
    db,
    sql<Feedback>`select ${FEEDBACK} from feedback f where f.referral_id = ${referralId} order by f.made_at, f.id`,
  );
}

/** Writes down a try to deliver. `status`: HTTP status; null where there was no answer. */
export async function addDelivery(
  tx: Tx,
  tried: { id: string; at: Date; status: number | null },
): Promise<void> {
  await rows(
    tx,
    sql`insert into feedback_delivery (feedback_id, tried_at, status) values (${tried.id}, ${tried.at}, ${tried.status})
        on conflict do nothing`,
  );
}
