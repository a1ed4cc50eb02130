import type { Db } from '../../shared/db.ts';
import type { Band } from '../axes.ts';
import { type Grading, standingGradings } from './guided-records.ts';

/** What a named person made of a suspect's risk with an instrument: what the axis rests on from then. */
export type GradedRisk = {
  assessmentId: string;
  instrument: string;
  version: string;
  kind: 'accept' | 'override';
  band: Band;
  lowest: Band;
  highest: Band;
  /** Something has come in since that would change an answer. */
  outOfDate: boolean;
};

function gradedRisk(grading: Grading): GradedRisk {
  const { assessmentId, instrumentId, version, kind, band, lowest, highest, reviews } = grading;
  const outOfDate = reviews.length > 0;
  return { assessmentId, instrument: instrumentId, version, kind, band, lowest, highest, outOfDate };
}

/** By referral: the assessment that counts, where one was finished. */
export async function gradedRisks(db: Db, referralIds: readonly string[]): Promise<Map<string, GradedRisk>> {
  const standing = await standingGradings(db, referralIds);
  return new Map([...standing].map(([id, grading]) => [id, gradedRisk(grading)]));
}
