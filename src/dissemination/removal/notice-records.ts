import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import { isId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import { readReference } from './answer-secret.ts';
import {
  CLOCKED_STATES,
  ENDED_STATES,
  type NoticeAction,
  type NoticeState,
  nextNoticeState,
} from './notice.ts';

/** A notice without what it names: codes and times only. */
export type Notice = {
  id: string;
  /** What the host quotes. */
  reference: string;
  hostId: string;
  /** Under whose key notes and what was sent are sealed. */
  leadReferralId: string;
  madeBy: string;
  madeAt: Date;
  state: NoticeState;
  stateSince: Date;
  stateBefore: NoticeState | null;
  /** When the host should have done something; null while no clock runs. */
  dueAt: Date | null;
  remainingMs: number | null;
  /** How long its clock has stood still. */
  stoppedMs: number;
  reminders: number;
  sentAt: Date | null;
  addresses: number;
  referralIds: string[];
};

const NOTICES = sql`
  select n.id, n.reference, n.host_id as "hostId", n.lead_referral_id as "leadReferralId", n.made_by as "madeBy",
    n.made_at as "madeAt", n.state, n.state_since as "stateSince", n.state_before as "stateBefore", n.due_at as "dueAt",
    n.remaining_ms::float8 as "remainingMs", n.stopped_ms::float8 as "stoppedMs", n.reminders,
    (select min(s.at) from removal_step s where s.notice_id = n.id and s.action = 'send') as "sentAt",
    (select count(*) from removal_item i where i.notice_id = n.id) as addresses,
    array(select distinct b.referral_id from removal_basis b where b.notice_id = n.id order by 1) as "referralIds"
  from removal_notice n`;

/** One notice, by id or reference; throws `dissemination.removal-not-found`. */
export async function noticeById(db: Db, idOrReference: string): Promise<Notice> {
  const found = isId(idOrReference)
    ? await row(db, sql<Notice>`${NOTICES} where n.id = ${idOrReference}`)
    : await row(db, sql<Notice>`${NOTICES} where n.reference = ${readReference(idOrReference)}`);
  if (!found) throw new Problem('dissemination.removal-not-found');
  return found;
}

/** The same, and nobody else moves it until the transaction ends. */
export async function holdNotice(tx: Tx, idOrReference: string): Promise<Notice> {
  const { id } = await noticeById(tx, idOrReference);
  await rows(tx, sql`select from removal_notice where id = ${id} for update`);
  return noticeById(tx, id);
}

/** Notices in some states: those whose clock runs out first, then the others, the longest waiting first. */
export async function noticesIn(db: Db, states: readonly NoticeState[], limit = 500): Promise<Notice[]> {
  return rows(
    db,
    sql<Notice>`${NOTICES} where n.state = any(${[...states]}::text[])
      order by n.due_at nulls last, n.state_since, n.id limit ${limit}`,
  );
}

/** Notices whose host has let its time pass. */
export async function overdueNotices(db: Db, at: Date): Promise<Notice[]> {
  return rows(
    db,
    sql<Notice>`${NOTICES} where n.state = any(${[...CLOCKED_STATES]}::text[]) and n.due_at < ${at}
      order by n.due_at, n.id`,
  );
}

/** Notices about addresses that these referrals name, latest first. */
export async function noticesAbout(db: Db, referralIds: readonly string[]): Promise<Notice[]> {
  return rows(
    db,
    sql<Notice>`${NOTICES} where exists (select from removal_basis b where b.notice_id = n.id
      and b.referral_id = any(${[...referralIds]}::uuid[])) order by n.made_at desc, n.id`,
  );
}

export type NewNotice = Pick<
  Notice,
  'id' | 'reference' | 'hostId' | 'leadReferralId' | 'madeBy' | 'madeAt'
> & {
  secretHash: Buffer;
};

export async function addNotice(tx: Tx, notice: NewNotice): Promise<void> {
  await rows(
    tx,
    sql`insert into removal_notice (id, reference, host_id, lead_referral_id, made_by, made_at, secret_hash, state, state_since)
        values (${notice.id}, ${notice.reference}, ${notice.hostId}, ${notice.leadReferralId}, ${notice.madeBy},
          ${notice.madeAt}, ${notice.secretHash}, 'draft', ${notice.madeAt})`,
  );
}

/** SHA-256 of the secret with which a host answers; undefined where there is no such reference. */
export async function secretHashOf(db: Db, typed: string): Promise<{ id: string; hash: Buffer } | undefined> {
  return row(
    db,
    sql<{
      id: string;
      hash: Buffer;
    }>`select id, secret_hash as hash from removal_notice where reference = ${readReference(typed)}`,
  );
}

/** `dueAt`: the new end of the clock; without it the clock stops, unless the notice is taken up again. */
export type NoticeMove = {
  notice: Notice;
  action: NoticeAction;
  by: string;
  at: Date;
  reason?: string;
  dueAt?: Date | null;
};

/** Moves a notice that is held along its life; throws `dissemination.removal-step-not-possible`. */
export async function moveNotice(tx: Tx, move: NoticeMove): Promise<NoticeState> {
  const { notice, action, by, at, reason } = move;
  const to = nextNoticeState(notice.state, action, notice.stateBefore);
  if (!to)
    throw new Problem('dissemination.removal-step-not-possible', {
      detail: `${action} while ${notice.state}`,
    });
  const clock = clockAfter(move, to);
  await rows(
    tx,
    sql`update removal_notice set state = ${to}, state_since = ${at}, state_before = ${clock.stateBefore},
          due_at = ${clock.dueAt}, remaining_ms = ${clock.remainingMs}, stopped_ms = stopped_ms + ${clock.addStoppedMs},
          reminders = ${action === 'remind' ? notice.reminders + 1 : notice.reminders}
        where id = ${notice.id}`,
  );
  await rows(
    tx,
    sql`insert into removal_step (notice_id, step, action, state, by, at, reason)
        select ${notice.id}, count(*) + 1, ${action}, ${to}, ${by}, ${at}, ${reason ?? null}
        from removal_step where notice_id = ${notice.id}`,
  );
  // What comes back to an address after its removal was confirmed is another matter.
  if (ENDED_STATES.includes(to) || to === 'confirmed')
    await rows(tx, sql`update removal_item set is_open = false where notice_id = ${notice.id}`);
  return to;
}

type Clock = {
  stateBefore: NoticeState | null;
  dueAt: Date | null;
  remainingMs: number | null;
  addStoppedMs: number;
};

/** What is left of the clock when a notice is suspended is what it has when it is taken up again. Pure. */
export function clockAfter({ notice, action, at, dueAt }: NoticeMove, to: NoticeState): Clock {
  const runs = (due: Date | null): Clock => ({
    stateBefore: null,
    dueAt: due,
    remainingMs: null,
    addStoppedMs: 0,
  });
  if (to === 'suspended') {
    const remainingMs = notice.dueAt ? notice.dueAt.getTime() - at.getTime() : null;
    return { ...runs(null), stateBefore: notice.state, remainingMs };
  }
  const addStoppedMs = notice.state === 'suspended' ? at.getTime() - notice.stateSince.getTime() : 0;
  if (action === 'resume') {
    const due = notice.remainingMs === null ? null : new Date(at.getTime() + notice.remainingMs);
    return { ...runs(due), addStoppedMs };
  }
  if (!CLOCKED_STATES.includes(to)) return { ...runs(null), addStoppedMs };
  return { ...runs(dueAt === undefined ? notice.dueAt : dueAt), addStoppedMs };
}

/** The clock begins anew once the host has it: a host that was not reached owes no answer. */
export async function restartClock(tx: Tx, noticeId: string, dueAt: Date): Promise<void> {
  await rows(
    tx,
    sql`update removal_notice set due_at = ${dueAt} where id = ${noticeId} and due_at is not null`,
  );
}

export type NoticeStep = {
  action: NoticeAction;
  state: NoticeState;
  by: string;
  at: Date;
  reason: string | null;
};

/** What was done with a notice, the latest first. */
export async function stepsOfNotice(db: Db, noticeId: string): Promise<NoticeStep[]> {
  return rows(
    db,
    sql<NoticeStep>`select action, state, by, at, reason from removal_step where notice_id = ${noticeId} order by step desc`,
  );
}
