import type { PersonActor } from '../../access/index.ts';
import { holdNotice, type Notice, noticeById } from '../../dissemination/index.ts';
import { referralHeaders } from '../../referral/index.ts';
import type { Db, Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { type Visible, visibleReferrals } from '../visible-referrals.ts';

/** A notice is seen by whoever may see one of the referrals that it was put forward from. */
export async function visibleNotices(
  db: Db,
  actor: PersonActor,
  all: readonly Notice[],
): Promise<Visible<Notice>> {
  const ids = [...new Set(all.flatMap(({ referralIds }) => referralIds))];
  const { shown } = await visibleReferrals(db, actor, await referralHeaders(db, ids));
  const seen = new Set(shown.map(({ id }) => id));
  const notices = all.filter(({ referralIds }) => referralIds.some((id) => seen.has(id)));
  return { shown: notices, hidden: all.length - notices.length };
}

/** As if it did not exist for whoever may not see it: throws `dissemination.removal-not-found`. */
export async function seenNotice(db: Db, actor: PersonActor, idOrReference: string): Promise<Notice> {
  const notice = await noticeById(db, idOrReference);
  const { hidden } = await visibleNotices(db, actor, [notice]);
  if (hidden > 0) throw new Problem('dissemination.removal-not-found');
  return notice;
}

/** Whether a person may see every referral behind a notice: its documents and free texts may tell of any of them. */
async function seesWhole(db: Db, actor: PersonActor, notice: Notice): Promise<boolean> {
  const { hidden } = await visibleReferrals(db, actor, await referralHeaders(db, notice.referralIds));
  return hidden === 0;
}

/** Throws `access.not-allowed` where a part of the notice is not for this person. */
export async function ensureSeesWhole(db: Db, actor: PersonActor, notice: Notice): Promise<void> {
  if (!(await seesWhole(db, actor, notice))) throw new Problem('access.not-allowed');
}

/** The same, and nobody else moves it until the transaction ends. */
export async function holdSeenNotice(tx: Tx, actor: PersonActor, idOrReference: string): Promise<Notice> {
  const { id } = await seenNotice(tx, actor, idOrReference);
  return holdNotice(tx, id);
}
