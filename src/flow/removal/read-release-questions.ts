import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  ENDED_STATES,
  hostById,
  type NoticeState,
  noticeById,
  noticesAskedOf,
  type Release,
  releasesOf,
} from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { formatNumber } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { visibleReferrals } from '../visible-referrals.ts';
import { gatesOf } from './removal-gates.ts';

/** A question to a unit: may this be removed? `numbers`: of the referrals that the unit holds a package of. */
export type ReleaseQuestion = {
  noticeId: string;
  reference: string;
  state: NoticeState;
  host: { name: string; country: string | null };
  addresses: number;
  numbers: string[];
  askedAt: Date;
  said: Omit<Release, 'reference'> | null;
};

/** What an officer's own unit is asked, the unanswered first. */
export async function listReleaseQuestions(store: Store, actor: Actor): Promise<ReleaseQuestion[]> {
  ensureMay(actor, 'release-removal');
  const { compartment: unitId } = actor;
  if (unitId === null) return [];
  return inTransaction(store, async (tx) => {
    const questions: ReleaseQuestion[] = [];
    for (const { noticeId, askedAt } of await noticesAskedOf(tx, unitId)) {
      const question = await questionTo(store, tx, { actor, unitId, noticeId, askedAt });
      if (question) questions.push(question);
    }
    return questions.toSorted((a, b) => Number(isAnswered(a)) - Number(isAnswered(b)));
  });
}

function isAnswered({ said, askedAt }: ReleaseQuestion): boolean {
  return said !== null && said.at >= askedAt;
}

type Asking = { actor: PersonActor; unitId: string; noticeId: string; askedAt: Date };

/** Of the notice no more than the unit's own referrals tell it. Null once it is over. */
async function questionTo(store: Store, tx: Tx, asking: Asking): Promise<ReleaseQuestion | null> {
  const { actor, unitId, noticeId, askedAt } = asking;
  const notice = await noticeById(tx, noticeId);
  if (ENDED_STATES.includes(notice.state) || notice.state === 'confirmed') return null;
  const { headers } = await gatesOf(store, tx, notice);
  const { shown } = await visibleReferrals(tx, actor, headers);
  const release = (await releasesOf(tx, noticeId)).find((one) => one.unitId === unitId);
  const { reference: _, ...said } = release ?? { reference: null };
  const { name, country } = await hostById(tx, notice.hostId, store.clock.now());
  const subjects = shown.map(({ id }) => id);
  const entry = { verb: 'consulted', action: 'read-release-question', purpose: 'investigation' } as const;
  if (subjects.length > 0)
    await record(tx, [{ ...entry, actor: actorRef(actor), subjects, detail: { notice: noticeId } }]);
  return {
    noticeId,
    reference: notice.reference,
    state: notice.state,
    host: { name, country },
    addresses: notice.addresses,
    numbers: shown.map(({ number }) => formatNumber(number)),
    askedAt,
    said: release ? (said as Omit<Release, 'reference'>) : null,
  };
}
