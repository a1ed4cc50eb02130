import { type Db, row, rows, sql } from '../../shared/db.ts';
import type { Band } from '../axes.ts';
import type { OverrideReason } from '../decision-reasons.ts';
import type { KnownAnswers } from './known-answers.ts';
import type { ReviewReason } from './review-reasons.ts';

/** The context that binds a sealed note to its column. */
export const GUIDED_NOTE_SEALED_AS = { answer: 'guided_answer.note', result: 'guided_result.note' } as const;

/** One person answering one instrument about one referral. `secondTo`: the assessment that it grades again, blind. */
export type GuidedAssessment = {
  id: string;
  referralId: string;
  referralVersion: number;
  instrumentId: string;
  version: string;
  secondTo: string | null;
  assessor: string;
  startedAt: Date;
};

export type GuidedAnswer = {
  item: string;
  value: string;
  /** `known`: offered from what the bureau knows, and confirmed. `before`: taken over from the last assessment. */
  origin: 'person' | 'known' | 'before';
  /** Ids of sealed items of the referral. */
  evidence: string[];
  note: Buffer | null;
  answeredAt: Date;
};

/** What a named person made of the answers, and what was before them. */
export type GuidedResult = {
  assessmentId: string;
  referralId: string;
  answers: Record<string, string>;
  known: KnownAnswers;
  lowest: Band;
  highest: Band;
  proposedBand: Band;
  band: Band;
  kind: 'accept' | 'override';
  reasonCode: OverrideReason | null;
  note: Buffer | null;
  /** Why the suspect lies outside the population that the instrument is for. */
  outside: string[];
  baseRate: number | null;
  finishedAt: Date;
};

const ASSESSMENT = sql`a.id, a.referral_id as "referralId", a.referral_version as "referralVersion",
  a.instrument_id as "instrumentId", a.version, a.second_to as "secondTo", a.assessor, a.started_at as "startedAt"`;

const RESULT = sql`r.assessment_id as "assessmentId", r.referral_id as "referralId", r.answers, r.known, r.lowest,
  r.highest, r.proposed_band as "proposedBand", r.band, r.kind, r.reason_code as "reasonCode", r.note, r.outside,
  r.base_rate as "baseRate", r.finished_at as "finishedAt"`;

export async function addGuided(db: Db, one: GuidedAssessment): Promise<void> {
  await rows(
    db,
    sql`insert into guided_assessment (id, referral_id, referral_version, instrument_id, version, second_to, assessor, started_at)
        values (${one.id}, ${one.referralId}, ${one.referralVersion}, ${one.instrumentId}, ${one.version},
          ${one.secondTo}, ${one.assessor}, ${one.startedAt})`,
  );
}

export async function findGuided(db: Db, id: string): Promise<GuidedAssessment | undefined> {
  return row(
    db,
    sql<GuidedAssessment>`select ${ASSESSMENT} from guided_assessment a where a.id = ${id}::uuid`,
  );
}

/** Waits for whoever changes the same assessment, until the transaction ends. */
export async function lockGuided(db: Db, id: string): Promise<void> {
  await rows(db, sql`select pg_advisory_xact_lock(hashtextextended(${`guided:${id}`}, 0))`);
}

export async function addGuidedAnswer(db: Db, assessmentId: string, answer: GuidedAnswer): Promise<void> {
  await rows(
    db,
    sql`insert into guided_answer (assessment_id, item, value, origin, evidence, note, answered_at)
        values (${assessmentId}, ${answer.item}, ${answer.value}, ${answer.origin}, ${answer.evidence}::text[],
          ${answer.note}, ${answer.answeredAt})`,
  );
}

/** The answers that count now, by item. */
export async function guidedAnswers(db: Db, assessmentId: string): Promise<Map<string, GuidedAnswer>> {
  const found = await rows(
    db,
    sql<GuidedAnswer>`select distinct on (item) item, value, origin, evidence, note,
        answered_at as "answeredAt"
      from guided_answer where assessment_id = ${assessmentId} order by item, seq desc`,
  );
  return new Map(found.map((answer) => [answer.item, answer]));
}

export async function addGuidedResult(db: Db, result: GuidedResult): Promise<void> {
  await rows(
    db,
    sql`insert into guided_result (assessment_id, referral_id, answers, known, lowest, highest, proposed_band, band, kind,
          reason_code, note, outside, base_rate, finished_at)
        values (${result.assessmentId}, ${result.referralId}, ${JSON.stringify(result.answers)}::jsonb,
          ${JSON.stringify(result.known)}::jsonb, ${result.lowest}, ${result.highest}, ${result.proposedBand},
          ${result.band}, ${result.kind}, ${result.reasonCode}, ${result.note}, ${result.outside}::text[],
          ${result.baseRate}, ${result.finishedAt})`,
  );
}

export async function findGuidedResult(db: Db, assessmentId: string): Promise<GuidedResult | undefined> {
  return row(
    db,
    sql<GuidedResult>`select ${RESULT} from guided_result r where r.assessment_id = ${assessmentId}`,
  );
}

/** A finished assessment with who made it, with what, and whether it has to be looked at again. */
export type Grading = GuidedAssessment &
  GuidedResult & { reviews: { reasons: ReviewReason[]; raisedAt: Date }[] };

const GRADING = sql`${ASSESSMENT}, ${RESULT},
  coalesce((select jsonb_agg(jsonb_build_object('reasons', v.reasons, 'raisedAt', v.raised_at) order by v.seq)
    from guided_review v where v.assessment_id = a.id), '[]') as reviews`;

type GradingRow = Omit<Grading, 'reviews'> & { reviews: { reasons: ReviewReason[]; raisedAt: string }[] };

function gradingFrom(found: GradingRow): Grading {
  return {
    ...found,
    reviews: found.reviews.map((review) => ({ ...review, raisedAt: new Date(review.raisedAt) })),
  };
}

/**
 * Per referral, its latest finished assessment that is no second grading: the one that counts. It is to be looked at
 * again where `reviews` is not empty.
 */
export async function standingGradings(
  db: Db,
  referralIds: readonly string[],
): Promise<Map<string, Grading>> {
  if (referralIds.length === 0) return new Map();
  const found = await rows(
    db,
    sql<GradingRow>`select distinct on (r.referral_id) ${GRADING}
      from guided_result r join guided_assessment a on a.id = r.assessment_id
      where r.referral_id = any(${[...referralIds]}::uuid[]) and a.second_to is null
      order by r.referral_id, r.seq desc`,
  );
  return new Map(found.map((one) => [one.referralId, gradingFrom(one)]));
}

/** Finished assessments from `from` up to, not including, `to`, second gradings too; oldest first. */
export async function gradingsBetween(db: Db, from: Date, to: Date): Promise<Grading[]> {
  const found = await rows(
    db,
    sql<GradingRow>`select ${GRADING} from guided_result r join guided_assessment a on a.id = r.assessment_id
      where r.finished_at >= ${from} and r.finished_at < ${to} order by r.seq`,
  );
  return found.map(gradingFrom);
}

/** Every finished assessment of a referral, latest first. */
export async function gradingsOf(db: Db, referralId: string): Promise<Grading[]> {
  const found = await rows(
    db,
    sql<GradingRow>`select ${GRADING} from guided_result r join guided_assessment a on a.id = r.assessment_id
      where r.referral_id = ${referralId} order by r.seq desc`,
  );
  return found.map(gradingFrom);
}

/** Those that nobody has finished, the latest first; of a referral or of an assessor. */
export async function unfinishedGuided(
  db: Db,
  of: { referralId: string } | { assessor: string },
): Promise<GuidedAssessment[]> {
  const which = 'assessor' in of ? sql`a.assessor = ${of.assessor}` : sql`a.referral_id = ${of.referralId}`;
  return rows(
    db,
    sql<GuidedAssessment>`select ${ASSESSMENT} from guided_assessment a
      where ${which} and not exists (select from guided_result r where r.assessment_id = a.id)
      order by a.started_at desc, a.id`,
  );
}

export async function addReview(
  db: Db,
  review: { assessmentId: string; reasons: readonly ReviewReason[]; raisedAt: Date },
): Promise<void> {
  await rows(
    db,
    sql`insert into guided_review (assessment_id, reasons, raised_at)
        values (${review.assessmentId}, ${JSON.stringify(review.reasons)}::jsonb, ${review.raisedAt})`,
  );
}

/** Why an assessment has to be looked at again, the first reason first; empty where it stands. */
export async function reviewsOf(db: Db, assessmentId: string): Promise<Grading['reviews']> {
  return rows(
    db,
    sql<Grading['reviews'][number]>`select reasons, raised_at as "raisedAt" from guided_review
      where assessment_id = ${assessmentId} order by seq`,
  );
}

/** Of some referrals those that have a finished assessment. */
export async function gradedAmong(db: Db, referralIds: readonly string[]): Promise<string[]> {
  if (referralIds.length === 0) return [];
  const found = await rows(
    db,
    sql<{ id: string }>`select distinct referral_id as id from guided_result
      where referral_id = any(${[...referralIds]}::uuid[]) order by 1`,
  );
  return found.map(({ id }) => id);
}

/** Referrals whose standing assessment has to be looked at again, the longest waiting first. */
export async function toReview(db: Db, limit: number): Promise<{ grading: Grading; since: Date }[]> {
  const found = await rows(
    db,
    sql<GradingRow>`select ${GRADING} from guided_result r join guided_assessment a on a.id = r.assessment_id
      where a.second_to is null and exists (select from guided_review v where v.assessment_id = a.id)
        and not exists (select from guided_result later join guided_assessment b on b.id = later.assessment_id
          where later.referral_id = r.referral_id and b.second_to is null and later.seq > r.seq)
      order by (select min(v.seq) from guided_review v where v.assessment_id = a.id) limit ${limit}`,
  );
  return found.map(gradingFrom).map((grading) => ({ grading, since: grading.reviews[0]!.raisedAt }));
}

/** A finished assessment that a second person was asked to grade, or has graded, again. */
export type SecondGrading = { firstId: string; referralId: string; firstAssessor: string; askedAt: Date };

/** Whether this call asked for it: false where it was asked for before. */
export async function addSecondGrading(
  db: Db,
  asked: { firstId: string; askedBy: string | null; askedAt: Date },
): Promise<boolean> {
  const added = await rows(
    db,
    sql`insert into second_grading (first_id, asked_by, asked_at)
        values (${asked.firstId}, ${asked.askedBy}, ${asked.askedAt}) on conflict do nothing returning first_id`,
  );
  return added.length > 0;
}

/** Second gradings that nobody has finished, the oldest first. */
export async function waitingSecondGradings(
  db: Db,
  referralId: string | null = null,
): Promise<SecondGrading[]> {
  return rows(
    db,
    sql<SecondGrading>`select s.first_id as "firstId", a.referral_id as "referralId", a.assessor as "firstAssessor",
        s.asked_at as "askedAt"
      from second_grading s join guided_assessment a on a.id = s.first_id
      where (${referralId}::uuid is null or a.referral_id = ${referralId}::uuid)
        and not exists (select from guided_assessment b join guided_result r on r.assessment_id = b.id
          where b.second_to = s.first_id)
      order by s.asked_at, s.first_id`,
  );
}
