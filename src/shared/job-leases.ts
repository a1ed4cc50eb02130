import { type Db, rows, sql } from './db.ts';
import type { JobKind } from './outbox.ts';

/** A job that was claimed. `attempts` counts this one, and tells this claim from a later one of the same job. */
export type Job = { id: number; kind: JobKind; subject: string; attempts: number };

/** A job claimed this often without an end is tried alone, so that it cannot take others down with it again. */
const ALONE_FROM_ATTEMPT = 3;

/**
 * Claims due jobs of one kind for `leaseSeconds`, oldest first; nobody else gets them until then. A job whose claims
 * kept ending without an answer (its process died) comes alone.
 */
export async function claimJobs(
  db: Db,
  { kind, most, leaseSeconds }: { kind: JobKind; most: number; leaseSeconds: number },
): Promise<Job[]> {
  const claimed = await rows(
    db,
    sql<Job>`with due as (
        select id, attempts, row_number() over (order by run_at, id) as place
        from (
          select id, attempts, run_at from job
          where kind = ${kind} and run_at <= now() and parked_at is null and (leased_until is null or leased_until < now())
          order by run_at, id limit ${most} for update skip locked
        ) as free),
      batch as (
        select id from due
        where case when (select attempts from due where place = 1) < ${ALONE_FROM_ATTEMPT}
          then attempts < ${ALONE_FROM_ATTEMPT} else place = 1 end)
      update job set leased_until = now() + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1
      where id in (select id from batch)
      returning id, kind, subject, attempts`,
  );
  return claimed.sort((a, b) => a.id - b.id);
}

/** Removes jobs that are done; a job that somebody else has claimed since stays theirs. */
export async function completeJobs(db: Db, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  await rows(
    db,
    sql`delete from job using unnest(${jobs.map(({ id }) => id)}::bigint[], ${jobs.map(({ attempts }) => attempts)}::integer[])
          as done (id, attempts)
        where job.id = done.id and job.attempts = done.attempts`,
  );
}

/** Gives a failed job back, to be tried again after a while, or parks it for a person. `problem`: a code, no message. */
export async function returnJob(
  db: Db,
  job: Job,
  outcome: { problem: string; retryAfterSeconds: number | 'park' },
): Promise<void> {
  const { problem, retryAfterSeconds } = outcome;
  const [wait, parks] = retryAfterSeconds === 'park' ? [0, true] : [retryAfterSeconds, false];
  await rows(
    db,
    sql`update job set leased_until = null, last_problem = ${problem}, run_at = now() + make_interval(secs => ${wait}),
          parked_at = case when ${parks} then now() end
        where id = ${job.id} and attempts = ${job.attempts}`,
  );
}

export type ParkedJob = {
  id: number;
  kind: JobKind;
  subject: string;
  attempts: number;
  problem: string;
  parkedAt: Date;
};

/** Jobs that failed too often, oldest first: a problem that the desk shows until a person deals with it. */
export async function parkedJobs(db: Db): Promise<ParkedJob[]> {
  return rows(
    db,
    sql<ParkedJob>`select id, kind, subject, attempts, coalesce(last_problem, 'unknown') as problem, parked_at as "parkedAt"
      from job where parked_at is not null order by parked_at, id limit 1000`,
  );
}

/** Lets a parked job be tried again from the start; gives false where there is none. */
export async function unparkJob(db: Db, id: number): Promise<boolean> {
  const found = await rows(
    db,
    sql`update job set parked_at = null, attempts = 0, run_at = now() where id = ${id} and parked_at is not null returning id`,
  );
  return found.length > 0;
}

/** Which of these subjects have a job of this kind that is still to be done. */
export async function waitingSubjects(
  db: Db,
  kind: JobKind,
  subjects: readonly string[],
): Promise<Set<string>> {
  const found = await rows(
    db,
    sql<{ subject: string }>`select distinct subject from job
      where kind = ${kind} and parked_at is null and subject = any(${[...subjects]}::uuid[])`,
  );
  return new Set(found.map(({ subject }) => subject));
}

/** Jobs that are due now or being done. */
export async function countDueJobs(db: Db, kinds: readonly JobKind[]): Promise<number> {
  const [found] = await rows(
    db,
    sql<{ count: number }>`select count(*) as count from job
      where kind = any(${[...kinds]}::text[]) and parked_at is null and (run_at <= now() or leased_until >= now())`,
  );
  return found?.count ?? 0;
}

/** Of these kinds those of which a job waits or is being done; parked ones wait for a person. */
export async function kindsUnderWay(db: Db, kinds: readonly JobKind[]): Promise<JobKind[]> {
  const found = await rows(
    db,
    sql<{ kind: JobKind }>`select distinct kind from job
      where kind = any(${kinds}::text[]) and parked_at is null order by kind`,
  );
  return found.map(({ kind }) => kind);
}
