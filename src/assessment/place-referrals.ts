import { listSources } from '../access/index.ts';
import { membersFoldedInto, type ReferralHeader, referralHeaders } from '../referral/index.ts';
import type { Db, Tx } from '../shared/db.ts';
import { currentAssessments } from './assessment-records.ts';
import { assignees, latestDecisions } from './decision-records.ts';
import { type Queued, queueLine } from './queue-line.ts';
import { lockPlaces, putPlaces, removePlaces } from './queue-records.ts';
import { turnsOf } from './source-turn-records.ts';

/**
 * Puts referrals where they belong now: in the queue if they are open and assessed, out of it otherwise, and those
 * that they are folded into likewise. Call it after any change of state, assessment, decision or assignment.
 */
export async function enterQueue(tx: Tx, referralIds: readonly string[]): Promise<void> {
  if (referralIds.length === 0) return;
  const targets = await withHeads(tx, referralIds);
  await lockPlaces(tx, targets);
  // Read after the lock: whoever held it may have changed what decides the place.
  const queued = await queuedReferrals(tx, targets);
  const open = new Set(queued.map(({ reports }) => reports[0]!.header.id));
  await removePlaces(
    tx,
    targets.filter((id) => !open.has(id)),
  );
  await putPlaces(tx, queued.map(queueLine));
}

/** Takes referrals out of the queue: they were folded, sent, closed or retracted. */
export async function leaveQueue(tx: Tx, referralIds: readonly string[]): Promise<void> {
  await enterQueue(tx, referralIds);
}

async function withHeads(db: Db, referralIds: readonly string[]): Promise<string[]> {
  const headers = await referralHeaders(db, referralIds);
  return [...new Set([...referralIds, ...headers.flatMap(({ foldedInto }) => foldedInto ?? [])])].sort();
}

/** The open and assessed ones among these referrals, with everything that decides their place. */
async function queuedReferrals(db: Db, referralIds: readonly string[]): Promise<Queued[]> {
  const headers = await referralHeaders(db, referralIds);
  return withReports(
    db,
    headers.filter(({ state }) => state === 'open'),
  );
}

/** Referrals with the reports folded into them and what was decided on them; those not yet assessed are left out. */
export async function withReports(db: Db, heads: readonly ReferralHeader[]): Promise<Queued[]> {
  const ids = heads.map(({ id }) => id);
  const folded = await membersFoldedInto(db, ids);
  const members = Map.groupBy(folded, ({ foldedInto }) => foldedInto);
  const all = [...heads, ...folded].map(({ id }) => id);
  const assessments = await currentAssessments(db, all);
  const turns = await turnsOf(db, all);
  const decisions = await latestDecisions(db, ids);
  const workers = await assignees(db, ids);
  const kinds = new Map((await listSources(db)).map(({ id, kind }) => [id, kind]));
  return heads
    .filter(({ id }) => assessments.has(id))
    .map((header) => ({
      reports: [header, ...(members.get(header.id) ?? [])].flatMap((report) => {
        const assessment = assessments.get(report.id);
        return assessment ? [{ header: report, assessment, turnAt: turns.get(report.id) ?? null }] : [];
      }),
      decision: decisions.get(header.id) ?? null,
      assignedTo: workers.get(header.id) ?? null,
      sourceKind: kinds.get(header.sourceId) ?? '',
    }));
}
