import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  addBlindGrade,
  BANDS,
  type Band,
  currentAssessment,
  decidedEverBy,
  findSample,
  type GradingSample,
  gradesOf,
  membersOf,
  type StoredAssessment,
} from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import { findReferral, type OpenFacts, type ReferralHeader, referralHeader } from '../../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { ensureSees } from '../visible-referrals.ts';

/**
 * What somebody who grades blind is shown: what was stated, matched and linked; no band, points or decision, and not
 * what the sample was drawn for, which would tell of the band.
 */
export type BlindReferral = {
  number: number;
  receivedAt: Date;
  facts: OpenFacts;
  match: StoredAssessment['match'];
  links: StoredAssessment['links'];
};

type Of = { sampleId: string; number: string };

/**
 * Throws `assessment.unknown-sample`, `assessment.not-drawn`, `assessment.own-decision`, `assessment.already-graded`.
 */
export async function readBlind(store: Store, actor: Actor, of: Of): Promise<BlindReferral> {
  ensureMay(actor, 'grade-blind');
  return inTransaction(store, async (tx) => {
    const { sample, header } = await gradableBy(tx, actor, of);
    const assessed = await currentAssessment(tx, header.id);
    const entry = { verb: 'consulted', action: 'read-blind', purpose: 'supervision' } as const;
    await record(tx, [
      { ...entry, actor: actorRef(actor), subjects: [header.id], detail: { sample: sample.id } },
    ]);
    return {
      number: header.number,
      receivedAt: header.receivedAt,
      facts: header.facts!,
      match: assessed?.match ?? null,
      links: assessed?.links ?? null,
    };
  });
}

/** `band` "cannot-tell": the stated facts do not allow a judgement. */
export const CANNOT_TELL = 'cannot-tell';

/** A named person grades what was drawn, once. Changes nothing of the referral: a supervisor sees what the grade says. */
export async function gradeBlind(store: Store, actor: Actor, of: Of & { band: string }): Promise<void> {
  ensureMay(actor, 'grade-blind');
  const band = bandFrom(of.band);
  await inTransaction(store, async (tx) => {
    const { sample, header } = await gradableBy(tx, actor, of);
    const grade = { sampleId: sample.id, referralId: header.id, gradedBy: actor.id, band };
    if (!(await addBlindGrade(tx, { ...grade, gradedAt: store.clock.now() })))
      throw new Problem('assessment.already-graded');
    const entry = { verb: 'altered', action: 'grade-blind', purpose: 'supervision' } as const;
    await record(tx, [
      { ...entry, actor: actorRef(actor), subjects: [header.id], detail: { sample: sample.id, band } },
    ]);
  });
}

function bandFrom(code: string): Band | null {
  if (code === CANNOT_TELL) return null;
  if (!Object.hasOwn(BANDS, code)) throw new Problem('assessment.unknown-code', { detail: 'band' });
  return code as Band;
}

type Gradable = { sample: GradingSample; header: ReferralHeader };

async function gradableBy(tx: Tx, actor: PersonActor, { sampleId, number }: Of): Promise<Gradable> {
  const sample = await sampleNamed(tx, sampleId);
  const header = await referralHeader(tx, await findReferral(tx, number));
  // First of all: whether it was drawn says something of it.
  await ensureSees(tx, actor, header);
  const isDrawn = (await membersOf(tx, sample.id)).some(({ referralId }) => referralId === header.id);
  if (!isDrawn || header.facts === null) throw new Problem('assessment.not-drawn');
  if ((await decidedEverBy(tx, actor.id, [header.id])).size > 0) throw new Problem('assessment.own-decision');
  const graded = await gradesOf(tx, sample.id);
  if (graded.some(({ referralId, gradedBy }) => referralId === header.id && gradedBy === actor.id))
    throw new Problem('assessment.already-graded');
  return { sample, header };
}

/** Throws `assessment.unknown-sample`. */
export async function sampleNamed(db: Db, id: string): Promise<GradingSample> {
  const sample = await findSample(db, id);
  if (!sample) throw new Problem('assessment.unknown-sample');
  return sample;
}
