import { type Actor, actorRef, ensureMay, may, namesOfPeople, type PersonActor } from '../../access/index.ts';
import {
  type Grading,
  type GuidedAssessment,
  gradingsOf,
  type LoadedInstrument,
  toReview,
  unfinishedGuided,
  waitingSecondGradings,
} from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { findReferral, type ReferralHeader, referralHeader, referralHeaders } from '../../referral/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { ensureSees, visibleReferrals } from '../visible-referrals.ts';
import { offeredInstruments } from './manage-instruments.ts';

/** What was and can be assessed of one referral. */
export type GuidedOfReferral = {
  header: ReferralHeader;
  offered: LoadedInstrument[];
  unfinished: GuidedAssessment[];
  /** Latest first. Those that a second grading waits for are left out for whoever might make it. */
  finished: (Grading & { awaitsSecond: boolean })[];
  /** A second grading waits, and this person may make it. */
  maySecond: boolean;
  hidden: number;
  names: ReadonlyMap<string, string>;
};

/** Lists the assessments of a referral; one entry names it. */
export async function listGuided(store: Store, actor: Actor, numberOrId: string): Promise<GuidedOfReferral> {
  ensureMay(actor, 'assess-suspect');
  return inTransaction(store, async (tx) => {
    const header = await referralHeader(tx, await findReferral(tx, numberOrId));
    await ensureSees(tx, actor, header);
    const subjects = [header.id];
    await record(tx, [
      { verb: 'consulted', action: 'list-guided', actor: actorRef(actor), purpose: 'triage', subjects },
    ]);
    return {
      header,
      offered: await offeredInstruments(store, tx),
      unfinished: await unfinishedGuided(tx, { referralId: header.id }),
      ...(await finishedFor(tx, actor, header.id)),
    };
  });
}

async function finishedFor(
  tx: Db,
  actor: PersonActor,
  referralId: string,
): Promise<Pick<GuidedOfReferral, 'finished' | 'hidden' | 'maySecond' | 'names'>> {
  const waiting = new Map((await waitingSecondGradings(tx, referralId)).map((one) => [one.firstId, one]));
  const all = (await gradingsOf(tx, referralId)).map((one) => ({
    ...one,
    awaitsSecond: waiting.has(one.id),
  }));
  const finished = all.filter(
    ({ awaitsSecond, assessor }) =>
      !awaitsSecond || assessor === actor.id || may(actor, 'ask-second-grading'),
  );
  const people = [...new Set(finished.map(({ assessor }) => assessor))];
  return {
    finished,
    hidden: all.length - finished.length,
    maySecond: [...waiting.values()].some(({ firstAssessor }) => firstAssessor !== actor.id),
    names: await namesOfPeople(tx, people),
  };
}

/** A line of somebody's list: codes, bands and times. */
export type GuidedWork = {
  unfinished: { assessment: GuidedAssessment; number: number }[];
  reviews: { grading: Grading; since: Date; number: number }[];
  seconds: { referralId: string; number: number; askedAt: Date }[];
};

const LINES_SHOWN = 50;

/** What waits for this person: assessments not finished, those to look at again, and second gradings. */
export async function listGuidedWork(store: Store, actor: Actor): Promise<GuidedWork> {
  ensureMay(actor, 'assess-suspect');
  const { db } = store;
  const unfinished = await unfinishedGuided(db, { assessor: actor.id });
  const reviews = await toReview(db, LINES_SHOWN);
  const seconds = (await waitingSecondGradings(db)).filter(({ firstAssessor }) => firstAssessor !== actor.id);
  const ids = [
    ...unfinished.map(({ referralId }) => referralId),
    ...reviews.map(({ grading }) => grading.referralId),
    ...seconds.map(({ referralId }) => referralId),
  ];
  const { shown } = await visibleReferrals(db, actor, await referralHeaders(db, [...new Set(ids)]));
  const numbers = new Map(shown.map(({ id, number }) => [id, number]));
  const numbered = <T>(lines: readonly T[], idOf: (line: T) => string) =>
    lines.flatMap((line) => {
      const number = numbers.get(idOf(line));
      return number === undefined ? [] : [{ ...line, number }];
    });
  return {
    unfinished: numbered(
      unfinished.map((assessment) => ({ assessment })),
      ({ assessment }) => assessment.referralId,
    ),
    reviews: numbered(reviews, ({ grading }) => grading.referralId),
    seconds: numbered(seconds, ({ referralId }) => referralId).slice(0, LINES_SHOWN),
  };
}
