import { type Db, rows, sql } from '../shared/db.ts';
import type { Band } from './axes.ts';

/** The suspect-risk band that a policy proposed for one referral at one time. */
export type AssessedBand = {
  referralId: string;
  madeAt: Date;
  policy: string;
  band: Band;
  outsidePopulation: boolean;
};

/** Proposals made from `from` up to, not including, `to`; oldest first. Bands and codes only. */
export async function assessedBandsBetween(db: Db, from: Date, to: Date): Promise<AssessedBand[]> {
  return rows(
    db,
    sql<AssessedBand>`select referral_id as "referralId", made_at as "madeAt", policy_version as policy,
        result->'suspectRisk'->>'level' as band,
        coalesce((result->'suspectRisk'->>'outsidePopulation')::boolean, false) as "outsidePopulation"
      from assessment where made_at >= ${from} and made_at < ${to} order by seq`,
  );
}
