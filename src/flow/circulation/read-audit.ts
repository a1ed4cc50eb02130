import { type Actor, actorRef, ensureMay } from '../../access/index.ts';
import { record } from '../../ledger/index.ts';
import type { MemberRecord } from '../../matching/index.ts';
import { type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import { inTransaction, type Store } from '../../shared/db.ts';
import { visibleReferrals } from '../visible-referrals.ts';
import { hasOpened } from './has-opened.ts';
import { readStanding, type StandingAudit } from './hold-audit.ts';

/** `isOpened`: whether the reader has opened it since it was drawn, and so may judge it. */
export type SampledMember = MemberRecord & { header: ReferralHeader; isOpened: boolean };
/** `hidden`: sampled referrals that have been guarded since, and are not the reader's to see. */
export type AuditPage = StandingAudit & { sample: SampledMember[]; hidden: number };

/** An audit with its sample, in the order in which it was drawn. Throws `circulation.unknown-audit`. */
export async function readAudit(store: Store, actor: Actor, auditId: string): Promise<AuditPage> {
  ensureMay(actor, 'see-circulation');
  return inTransaction(store, async (tx) => {
    const audit = await readStanding(tx, auditId);
    const sampled = audit.members.filter(({ draw }) => draw !== null);
    const subjects = sampled.map(({ referralId }) => referralId);
    const { shown, hidden } = await visibleReferrals(tx, actor, await referralHeaders(tx, subjects));
    const headers = new Map(shown.map((header) => [header.id, header]));
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-audit',
        actor: actorRef(actor),
        purpose: 'supervision',
        subjects: shown.map(({ id }) => id),
        detail: { audit: audit.id },
      },
    ]);
    const sample: SampledMember[] = [];
    for (const member of sampled) {
      const header = headers.get(member.referralId);
      const asked = { auditId: audit.id, referralId: member.referralId };
      const isOpened = member.finding === null && (await hasOpened(tx, actorRef(actor), asked));
      if (header) sample.push({ ...member, header, isOpened });
    }
    return { ...audit, sample, hidden };
  });
}
