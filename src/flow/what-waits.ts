import { type Actor, may, type PersonActor } from '../access/index.ts';
import {
  type EnquiryState,
  enquiriesIn,
  type NoticeState,
  noticesAskedOf,
  noticesIn,
  releasesOf,
  unroutedReferrals,
} from '../dissemination/index.ts';
import { waitingGradings } from '../matching/index.ts';
import { referralHeaders, referralsInState } from '../referral/index.ts';
import type { Db, Store } from '../shared/db.ts';
import { visibleNotices } from './removal/visible-removals.ts';
import { countOpenConflicts } from './see-conflicts.ts';
import { visibleReferrals } from './visible-referrals.ts';

// Counts only, of what the person may see: no referral is named, so nothing is entered in the ledger.

/** What waits for somebody beside their first list, by the page that shows it; what is none of theirs is left out. */
export type Waiting = Partial<Record<WaitingKind, number>>;
export type WaitingKind =
  | 'approvals'
  | 'lateEnquiries'
  | 'unrouted'
  | 'quarantine'
  | 'gradings'
  | 'removals'
  | 'conflicts'
  | 'removalQuestions';

/** A notice whose next step is the bureau's own. */
const OUR_TURN: readonly NoticeState[] = ['ready', 'no-answer', 'refused', 'removed'];

/** More of one kind are not told apart from so many. Chosen. */
const MOST_COUNTED = 1_000;

export async function whatWaits({ db }: Store, actor: Actor): Promise<Waiting> {
  if (actor.kind !== 'person') return {};
  const unitId = actor.compartment;
  if (unitId !== null) return may(actor, 'receive-package') ? forUnit(db, actor, unitId) : {};
  return {
    ...(may(actor, 'approve-enquiry') && { approvals: await enquiriesSeen(db, actor, 'drafted') }),
    ...(may(actor, 'ask-enquiry') && { lateEnquiries: await enquiriesSeen(db, actor, 'expired') }),
    ...(may(actor, 'send-package') && { unrouted: await unroutedSeen(db, actor) }),
    ...(may(actor, 'repair-document') && {
      quarantine: (await referralsInState(db, 'quarantined')).length,
    }),
    ...(may(actor, 'grade-content') && { gradings: await gradingsSeen(db, actor) }),
    ...(may(actor, 'see-removal') && {
      removals: (await visibleNotices(db, actor, await noticesIn(db, OUR_TURN))).shown.length,
    }),
  };
}

async function forUnit(db: Db, actor: PersonActor, unitId: string): Promise<Waiting> {
  const asked = await noticesAskedOf(db, unitId);
  const answers = await Promise.all(asked.map(({ noticeId }) => releasesOf(db, noticeId)));
  const isAnswered = (i: number) =>
    answers[i]!.some((one) => one.unitId === unitId && one.at >= asked[i]!.askedAt);
  return {
    conflicts: await countOpenConflicts(db, actor, { unitId, limit: MOST_COUNTED }),
    removalQuestions: asked.filter((_, i) => !isAnswered(i)).length,
  };
}

async function enquiriesSeen(db: Db, actor: PersonActor, state: EnquiryState): Promise<number> {
  return countSeen(db, actor, await enquiriesIn(db, state));
}

/** Whoever graded does not confirm it. */
async function gradingsSeen(db: Db, actor: PersonActor): Promise<number> {
  const gradings = await waitingGradings(db, MOST_COUNTED);
  const byOthers = gradings.filter(({ gradedBy }) => gradedBy !== actor.id);
  return countSeen(db, actor, byOthers);
}

/** How many stand for a referral that the person may see. */
async function countSeen(
  db: Db,
  actor: PersonActor,
  about: readonly { referralId: string }[],
): Promise<number> {
  const headers = await referralHeaders(db, [...new Set(about.map(({ referralId }) => referralId))]);
  const seen = new Set((await visibleReferrals(db, actor, headers)).shown.map(({ id }) => id));
  return about.filter(({ referralId }) => seen.has(referralId)).length;
}

async function unroutedSeen(db: Db, actor: PersonActor): Promise<number> {
  const ids = (await unroutedReferrals(db)).map(({ referralId }) => referralId);
  const open = (await referralHeaders(db, ids)).filter(({ state }) => state === 'open');
  return (await visibleReferrals(db, actor, open)).shown.length;
}
