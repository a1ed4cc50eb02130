import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import {
  type Enquiry,
  enquiryById,
  moveEnquiry,
  type RefusalOfEnquiry,
  type Resolution,
  resolveMismatch,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import { type Db, inTransaction, type Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { ensureWorkedOn } from './ask-enquiry.ts';
import { proposeAgain } from './route-referral.ts';

/** Lets an enquiry go to its provider: by somebody else than who applied, and only with a double check that held. */
export async function approveEnquiry(store: Store, actor: Actor, enquiryId: string): Promise<void> {
  ensureMay(actor, 'approve-enquiry');
  await inTransaction(store, async (tx) => {
    const enquiry = await ofSomebodyElse(tx, actor, enquiryId);
    await ensureWorkedOn(tx, actor, enquiry.referralId);
    if (enquiry.openMismatches.length > 0) throw new Problem('dissemination.mismatch-open');
    await moveEnquiry(tx, { id: enquiryId, action: 'approve', by: actorRef(actor), at: store.clock.now() });
    await record(tx, [
      {
        verb: 'disclosed',
        action: 'approve-enquiry',
        actor: actorRef(actor),
        purpose: 'locating',
        subjects: [enquiry.referralId],
        recipient: `provider:${slugOf(enquiry.provider)}`,
        detail: { enquiry: enquiryId, kind: enquiry.kind, authority: enquiry.authority },
      },
    ]);
  });
}

export type EnquiryRefusal = { enquiryId: string; reason: RefusalOfEnquiry };

export async function refuseEnquiry(
  store: Store,
  actor: Actor,
  { enquiryId, reason }: EnquiryRefusal,
): Promise<void> {
  ensureMay(actor, 'approve-enquiry');
  await inTransaction(store, async (tx) => {
    const { referralId } = await ofSomebodyElse(tx, actor, enquiryId);
    await moveEnquiry(tx, {
      id: enquiryId,
      action: 'refuse',
      by: actorRef(actor),
      at: store.clock.now(),
      reason,
    });
    await record(tx, [altered(actor, 'refuse-enquiry', referralId, { enquiry: enquiryId, reason })]);
  });
}

export type MismatchDecision = { mismatchId: string; resolution: Resolution };

/** A second person settles a double check that failed; only then can the referral be sent on. */
export async function resolveEnquiryMismatch(
  store: Store,
  actor: Actor,
  decided: MismatchDecision,
): Promise<void> {
  ensureMay(actor, 'approve-enquiry');
  await inTransaction(store, async (tx) => {
    const resolved = { ...decided, by: actorRef(actor), at: store.clock.now() };
    const { enquiryId } = await resolveMismatch(tx, resolved);
    const { referralId } = await ofSomebodyElse(tx, actor, enquiryId);
    await record(tx, [
      altered(actor, 'resolve-mismatch', referralId, { enquiry: enquiryId, resolution: decided.resolution }),
    ]);
    await proposeAgain(store, tx, referralId);
  });
}

async function ofSomebodyElse(db: Db, actor: Actor, enquiryId: string): Promise<Enquiry> {
  const enquiry = await enquiryById(db, enquiryId);
  if (enquiry.applicant === actorRef(actor)) throw new Problem('dissemination.same-person');
  return enquiry;
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60);
}

function altered(actor: Actor, action: string, referralId: string, detail: Record<string, string>) {
  const purpose = 'locating' as const;
  return {
    verb: 'altered' as const,
    action,
    actor: actorRef(actor),
    purpose,
    subjects: [referralId],
    detail,
  };
}
