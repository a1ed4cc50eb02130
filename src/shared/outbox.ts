import { type Db, type RawBuilder, rows, sql } from './db.ts';

/** Work that follows from a committed change. Handlers are idempotent: each job runs at least once. */
export type JobKind =
  | 'derive-referral'
  | 'link-people'
  | 'train-link-model'
  | 'rescore-links'
  | 'call-for-unread'
  | 'notify-alarm'
  | 'deliver-feedback'
  | 'deliver-removal'
  | 'match-list-values'
  | 'review-assessments'
  | 'estimate-hidden'
  | 'render-publication';

export type NewJob = { kind: JobKind; subject: string; runAt?: Date };

/** Writes jobs in the caller's transaction, so that they exist exactly if its change does. */
export async function enqueue(db: Db, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length > 0) await rows(db, insertJobs(jobs));
}

/** The same as a statement, to stand in the `with` clause of a larger one. `only`: SQL that gives the subjects to take. */
export function insertJobs(jobs: readonly NewJob[], only?: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`insert into job (kind, subject, run_at)
        select kind, subject, coalesce(run_at, now())
        from unnest(${jobs.map((job) => job.kind)}::text[],
                    ${jobs.map((job) => job.subject)}::uuid[],
                    ${jobs.map((job) => job.runAt ?? null)}::timestamptz[]) as new (kind, subject, run_at)
        ${only ? sql`where subject in (${only})` : sql``}`;
}
