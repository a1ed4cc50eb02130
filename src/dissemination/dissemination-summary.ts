import { type Db, rows, sql } from '../shared/db.ts';

/**
 * What became of a referral's packages, in one line: when the first was sent, the first unit that did not give it
 * back, the first receipt, the latest outcome.
 */
export type DisseminationSummary = {
  referralId: string;
  unitId: string;
  sentAt: Date;
  acknowledgedAt: Date | null;
  outcome: string | null;
};

/** Summaries of those of the given referrals of which a package was sent. */
export async function disseminationOf(
  db: Db,
  referralIds: readonly string[],
): Promise<DisseminationSummary[]> {
  return rows(
    db,
    sql<DisseminationSummary>`
      with sent as (
        select distinct on (p.referral_id) p.referral_id, p.unit_id, min(s.at) over (partition by p.referral_id) as at
        from package p join package_step s on s.package_id = p.id and s.action = 'send'
        where p.referral_id = any(${[...referralIds]}::uuid[])
        order by p.referral_id, p.state in ('refused', 're-routed', 'withdrawn'), s.at, p.id),
      receipt as (
        select p.referral_id, min(s.at) as at
        from package p join package_step s on s.package_id = p.id and s.action = 'acknowledge'
        where p.referral_id = any(${[...referralIds]}::uuid[]) group by p.referral_id),
      told as (
        select distinct on (referral_id) referral_id, status
        from outcome where referral_id = any(${[...referralIds]}::uuid[]) order by referral_id, seq desc)
      select sent.referral_id as "referralId", sent.unit_id as "unitId", sent.at as "sentAt",
        receipt.at as "acknowledgedAt", told.status as outcome
      from sent left join receipt using (referral_id) left join told using (referral_id)`,
  );
}
