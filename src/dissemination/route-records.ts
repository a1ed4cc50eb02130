import { type Db, row, rows, sql, type Tx } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import type { ChoiceReason, PackagePurpose, RouteProposal, UnroutedReason } from './route.ts';

export type StoredProposal = RouteProposal & { referralId: string; madeAt: Date };

export async function addProposal(tx: Tx, proposal: StoredProposal): Promise<void> {
  await rows(
    tx,
    sql`insert into route_proposal (id, referral_id, made_at, policy, candidates, unrouted)
        values (${newId(proposal.madeAt.getTime())}, ${proposal.referralId}, ${proposal.madeAt}, ${proposal.policy},
          ${JSON.stringify(proposal.candidates)}::jsonb, ${proposal.unrouted})`,
  );
}

/** The latest proposal for a referral; undefined where nobody asked for one yet. */
export async function latestProposal(db: Db, referralId: string): Promise<StoredProposal | undefined> {
  return row(
    db,
    sql<StoredProposal>`select referral_id as "referralId", made_at as "madeAt", policy, candidates, unrouted
      from route_proposal where referral_id = ${referralId} order by seq desc limit 1`,
  );
}

export type RouteChoice = {
  referralId: string;
  unitId: string;
  purpose: PackagePurpose;
  reason: ChoiceReason;
  chosenBy: string;
  chosenAt: Date;
};

export async function addChoice(tx: Tx, choice: RouteChoice): Promise<void> {
  await rows(
    tx,
    sql`insert into route_choice (id, referral_id, unit_id, purpose, reason, chosen_by, chosen_at)
        values (${newId(choice.chosenAt.getTime())}, ${choice.referralId}, ${choice.unitId}, ${choice.purpose},
          ${choice.reason}, ${choice.chosenBy}, ${choice.chosenAt})`,
  );
}

/** Units that people chose for a referral, the latest first. */
export async function choicesOf(db: Db, referralId: string): Promise<RouteChoice[]> {
  return rows(
    db,
    sql<RouteChoice>`select referral_id as "referralId", unit_id as "unitId", purpose, reason,
        chosen_by as "chosenBy", chosen_at as "chosenAt"
      from route_choice where referral_id = ${referralId} order by seq desc`,
  );
}

export type Unrouted = { referralId: string; reason: UnroutedReason; since: Date };

/** Referrals whose latest proposal found nobody, that no person has placed since and that nobody holds. Oldest first. */
export async function unroutedReferrals(db: Db): Promise<Unrouted[]> {
  return rows(
    db,
    sql<Unrouted>`select p.referral_id as "referralId", p.unrouted as reason, p.made_at as since
      from (select distinct on (referral_id) referral_id, made_at, unrouted
            from route_proposal order by referral_id, seq desc) p
      where p.unrouted is not null
        and not exists (select from route_choice c where c.referral_id = p.referral_id and c.chosen_at >= p.made_at)
        and not exists (select from package k where k.referral_id = p.referral_id
          and k.state in ('prepared', 'sent', 'acknowledged', 'outcome-recorded'))
      order by p.made_at, p.referral_id`,
  );
}
