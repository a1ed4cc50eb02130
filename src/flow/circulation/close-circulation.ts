import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  addClosures,
  alarmsOf,
  type Closure,
  closedByAudit,
  currentAssessments,
  leaveQueue,
  placesOf,
} from '../../assessment/index.ts';
import { enquiriesOf, noticesAbout } from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { addEnd, lockJoining } from '../../matching/index.ts';
import {
  formatNumber,
  lockReferrals,
  membersFoldedInto,
  moveReferral,
  type ReferralHeader,
} from '../../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { newId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { tellOfClosures } from '../tell-senders.ts';
import { ensureGoesOn, holdAudit, type StandingAudit } from './hold-audit.ts';

/** Why a member was not closed together with the others. */
export const LEFT_OUT = {
  'not-open': { label: 'It is not open any more' },
  'alarm-open': { label: 'An alarm of it is open' },
  'not-assessed': { label: 'It, or a report folded into it, has not been assessed' },
  changed: { label: 'It has changed since the sample was drawn' },
  'left-line': { label: 'It stands on a line of its own now' },
  'asked-about': { label: 'Somebody has asked a provider or a host about it' },
} as const;
export type LeftOutReason = keyof typeof LEFT_OUT;

export type LeftOut = { id: string; number: string; reason: LeftOutReason };
export type GroupClosure = { closed: number; leftOut: LeftOut[] };

/** Members closed in one transaction: few enough that receiving and deriving wait no longer than a second. Chosen. */
const AT_ONCE = 100;

/**
 * A supervisor closes what a passed audit covers. Each member is moved, and its closure names the audit; whatever is
 * doubtful at that moment stays open and is named. Throws `circulation.not-passed`. If it is interrupted, the same call
 * goes on where it stopped.
 */
export async function closeCirculation(store: Store, actor: Actor, auditId: string): Promise<GroupClosure> {
  ensureMay(actor, 'close-circulation');
  const audit = await inTransaction(store, (tx) => holdPassed(tx, auditId));
  const members: Members = new Map(audit.members.map((member) => [member.referralId, member]));
  const leftOut: LeftOut[] = [];
  for (let from = 0; from < audit.standing.closable.length; from += AT_ONCE) {
    const ids = audit.standing.closable.slice(from, from + AT_ONCE);
    leftOut.push(
      ...(await inTransaction(store, (tx) => closeBatch(store, tx, { actor, audit, members, ids }))),
    );
  }
  return { closed: await inTransaction(store, (tx) => endAudit(store, tx, { actor, auditId })), leftOut };
}

async function holdPassed(tx: Tx, auditId: string): Promise<StandingAudit> {
  const audit = await holdAudit(tx, auditId);
  if (audit.standing.state !== 'passed') throw new Problem('circulation.not-passed');
  return audit;
}

type Members = ReadonlyMap<string, StandingAudit['members'][number]>;
type Batch = { actor: PersonActor; audit: StandingAudit; members: Members; ids: readonly string[] };

/** What has passed stays so until it ends: neither its sample nor what was found changes. */
async function closeBatch(store: Store, tx: Tx, { actor, audit, members, ids }: Batch): Promise<LeftOut[]> {
  const { id: auditId } = audit;
  await lockJoining(tx);
  await ensureGoesOn(tx, auditId);
  const before = new Set(await closedByAudit(tx, auditId, ids));
  const headers = (await lockReferrals(tx, ids)).filter(({ id }) => !before.has(id));
  const doubts = await doubtsAbout(tx, headers, { group: audit.group, members });
  const clear = headers.filter(({ id }) => !doubts.has(id));
  const at = store.clock.now();
  for (const { id } of clear) {
    const reason = 'circulation';
    await moveReferral(tx, { id, action: 'close', at, actor: actorRef(actor), purpose: 'triage', reason });
  }
  const closures = clear.map(
    ({ id }): Closure => ({
      id: newId(at.getTime()),
      referralId: id,
      reasonCode: 'circulation',
      note: null,
      closedBy: actor.id,
      closedAt: at,
      auditId,
    }),
  );
  await addClosures(tx, closures);
  await tellOfClosures(tx, closures, clear);
  await leaveQueue(
    tx,
    clear.map(({ id }) => id),
  );
  return headers.flatMap(({ id, number }) => {
    const reason = doubts.get(id);
    return reason ? [{ id, number: formatNumber(number), reason }] : [];
  });
}

/** What speaks against closing some of these unseen, as of now; they are locked. */
async function doubtsAbout(
  tx: Tx,
  headers: readonly ReferralHeader[],
  { group, members }: { group: number; members: Members },
): Promise<Map<string, LeftOutReason>> {
  const ids = headers.map(({ id }) => id);
  const folded = Map.groupBy(await membersFoldedInto(tx, ids), ({ foldedInto }) => foldedInto!);
  const reports = [...ids, ...[...folded.values()].flat().map(({ id }) => id)];
  const assessed = await currentAssessments(tx, reports);
  const alarms = await alarmsOf(tx, reports);
  const open = new Set(
    alarms.filter(({ acknowledgedBy }) => acknowledgedBy === null).map(({ referralId }) => referralId),
  );
  const places = await placesOf(tx, ids);
  const askedAbout = await reportsAskedAbout(tx, reports);
  return new Map(
    headers.flatMap((header): [string, LeftOutReason][] => {
      const parts = [header.id, ...(folded.get(header.id) ?? []).map(({ id }) => id)];
      const member = members.get(header.id)!;
      const speaksAgainst: Record<LeftOutReason, boolean> = {
        'not-open': header.state !== 'open',
        'alarm-open': parts.some((id) => open.has(id)),
        'not-assessed': parts.some((id) => !assessed.has(id)),
        changed: header.version !== member.version || parts.length - 1 !== member.folded,
        'left-line': places.get(header.id)?.circulation !== group,
        'asked-about': parts.some((id) => askedAbout.has(id)),
      };
      const reason = (Object.keys(LEFT_OUT) as LeftOutReason[]).find((code) => speaksAgainst[code]);
      return reason ? [[header.id, reason]] : [];
    }),
  );
}

/** Reports that an enquiry or a removal notice is about: somebody works on them. */
async function reportsAskedAbout(db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const enquired = (await enquiriesOf(db, ids)).map(({ referralId }) => referralId);
  const named = (await noticesAbout(db, ids)).flatMap(({ referralIds }) => referralIds);
  return new Set([...enquired, ...named]);
}

async function endAudit(
  store: Store,
  tx: Tx,
  { actor, auditId }: { actor: PersonActor; auditId: string },
): Promise<number> {
  await holdPassed(tx, auditId);
  const count = (await closedByAudit(tx, auditId)).length;
  await addEnd(tx, auditId, { how: 'closed', reason: null, count, by: actor.id, at: store.clock.now() });
  await record(tx, [
    {
      verb: 'altered',
      action: 'close-circulation',
      actor: actorRef(actor),
      purpose: 'supervision',
      subjects: [],
      detail: { audit: auditId, closed: count },
    },
  ]);
  return count;
}
