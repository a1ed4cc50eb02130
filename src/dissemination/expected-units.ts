import { type Db, rows, sql } from '../shared/db.ts';

/**
 * The unit that each of these referrals is expected to go to: as a person chose last, else as routing proposes first.
 * Referrals that nobody can place yet are left out.
 */
export async function expectedUnits(db: Db, referralIds: readonly string[]): Promise<Map<string, string>> {
  if (referralIds.length === 0) return new Map();
  const found = await rows(
    db,
    sql<{
      id: string;
      unitId: string;
    }>`select asked.id, coalesce(chosen.unit_id, proposed.unit_id) as "unitId"
      from unnest(${[...referralIds]}::uuid[]) as asked (id)
      left join lateral (select unit_id from route_choice where referral_id = asked.id order by seq desc limit 1) as chosen on true
      left join lateral (select candidates #>> '{0,unitId}' as unit_id from route_proposal
        where referral_id = asked.id order by seq desc limit 1) as proposed on true
      where coalesce(chosen.unit_id, proposed.unit_id) is not null`,
  );
  return new Map(found.map(({ id, unitId }) => [id, unitId]));
}
