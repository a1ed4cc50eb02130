import { type Actor, actorRef, ensureMay, type PersonActor } from '../access/index.ts';
import {
  ANSWER_WITHIN_DAYS,
  type Asked,
  AUTHORITIES,
  type Authority,
  addEnquiry,
  addMismatch,
  askableIdentifiers,
  type Concerns,
  ENQUIRY_KINDS,
  type EnquiryKind,
  isInReferral,
  normaliseAsked,
  sameAsked,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import {
  foldedMembers,
  openContents,
  openDataKey,
  type ReferralContent,
  referralHeader,
} from '../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { Sealed } from '../shared/sealed.ts';
import { ensureSees } from './visible-referrals.ts';

/** `asked` and `askedAgain`: the identifier, typed or picked twice. */
export type EnquiryInput = {
  referralId: string;
  kind: EnquiryKind;
  concerns?: Concerns;
  provider: string;
  authority: Authority;
  asked: Asked;
  askedAgain: Asked;
  dueAt?: Date;
};

export type AskedEnquiry = { id: string; inReferral: boolean };

const DAY_MS = 86_400_000;

/** Drafts an enquiry. An identifier that the referral does not hold is kept as a mismatch, which blocks dissemination. */
export async function askEnquiry(store: Store, actor: Actor, input: EnquiryInput): Promise<AskedEnquiry> {
  ensureMay(actor, 'ask-enquiry');
  ensureAskable(input);
  return inTransaction(store, async (tx) => {
    await ensureWorkedOn(tx, actor, input.referralId);
    const contents = await openReports(store, tx, input.referralId);
    const inReferral = contents.some((content) => isInReferral(input.asked, content.open('double check')));
    const id = await draft(store, tx, actorRef(actor), input);
    if (!inReferral) await addMismatch(tx, { enquiryId: id, kind: 'not-in-referral', at: store.clock.now() });
    await record(tx, [
      {
        verb: 'consulted',
        action: 'ask-enquiry',
        actor: actorRef(actor),
        purpose: 'locating',
        subjects: [input.referralId],
        detail: { enquiry: id, kind: input.kind, authority: input.authority, inReferral },
      },
    ]);
    return { id, inReferral };
  });
}

/** What a provider could be asked about: to pick from. Logged, because it reads the referral. */
export async function readAskable(store: Store, actor: Actor, referralId: string): Promise<Sealed<Asked[]>> {
  ensureMay(actor, 'ask-enquiry');
  return inTransaction(store, async (tx) => {
    await ensureSees(tx, actor, await referralHeader(tx, referralId));
    const contents = await openReports(store, tx, referralId);
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-askable',
        actor: actorRef(actor),
        purpose: 'locating',
        subjects: [referralId],
      },
    ]);
    const askable = contents.flatMap((content) => askableIdentifiers(content.open('locating')));
    return new Sealed([
      ...new Map(askable.map((asked) => [JSON.stringify(normaliseAsked(asked)), asked])).values(),
    ]);
  });
}

function ensureAskable({ kind, authority, asked, askedAgain }: EnquiryInput): void {
  const allowed: readonly EnquiryKind[] = AUTHORITIES[authority].asks;
  if (!allowed.includes(kind)) throw new Problem('dissemination.authority-does-not-fit');
  if (asked.sort !== ENQUIRY_KINDS[kind].about) {
    throw new Problem('dissemination.identifier-unreadable', {
      detail: `${kind} asks about ${ENQUIRY_KINDS[kind].about}`,
    });
  }
  if (!sameAsked(asked, askedAgain)) throw new Problem('dissemination.identifiers-differ');
}

/** Nothing is asked about a referral that nobody works on, nor by somebody who may not see it. */
export async function ensureWorkedOn(db: Db, actor: PersonActor, referralId: string): Promise<void> {
  const header = await referralHeader(db, referralId);
  await ensureSees(db, actor, header);
  const { state } = header;
  if (state !== 'open' && state !== 'disseminated') {
    throw new Problem('referral.action-not-possible', { detail: `enquiry while ${state}` });
  }
}

/** The referral, then the reports folded into it: an identifier may stand in any of them. */
async function openReports(
  store: Store,
  db: Db,
  id: string,
): Promise<Sealed<Omit<ReferralContent, 'evidence'>>[]> {
  const opened = await openContents(store, db, [id, ...(await foldedMembers(db, id))]);
  if (opened.length === 0) throw new Problem('keys.record-erased');
  return opened
    .toSorted((a, b) => Number(b.id === id) - Number(a.id === id) || (a.id < b.id ? -1 : 1))
    .map(({ content }) => content);
}

async function draft(store: Store, tx: Tx, applicant: string, input: EnquiryInput): Promise<string> {
  const madeAt = store.clock.now();
  const { referralId, kind, provider, authority } = input;
  return addEnquiry(tx, await openDataKey(store, tx, referralId), {
    referralId,
    kind,
    concerns: input.concerns ?? 'suspect',
    provider,
    authority,
    applicant,
    asked: normaliseAsked(input.asked),
    madeAt,
    dueAt: input.dueAt ?? new Date(madeAt.getTime() + ANSWER_WITHIN_DAYS * DAY_MS),
  });
}
