import { type Actor, actorRef, ensureMay, type PersonActor } from '../access/index.ts';
import {
  type AlarmWithAnswer,
  alarmsOf,
  type Closure,
  closuresOf,
  currentAssessments,
  type Decision,
  decisionHistory,
  placeOf,
  type QueueLine,
  type StoredAssessment,
} from '../assessment/index.ts';
import {
  choicesOf,
  type Enquiry,
  enquiriesOf,
  latestProposal,
  type Outcome,
  outcomesOf,
  type Package,
  packagesOf,
  type RouteChoice,
  type StoredProposal,
} from '../dissemination/index.ts';
import { type Purpose, record } from '../ledger/index.ts';
import {
  type Evidence,
  evidenceOpenedBy,
  type OpenedReferral,
  openAllEvidence,
  openContents,
  type ReferralHeader,
  referralHeader,
} from '../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../shared/db.ts';
import { type JoinedReferrals, readJoined } from './read-joined.ts';
import { ensureSees } from './visible-referrals.ts';

/** A sealed item as the page lists it: what it is, never what it says. */
export type EvidenceLine = Pick<Evidence, 'id' | 'kind' | 'label'> & { openedBefore: boolean };

/** Everything that the page of a referral shows. `content` and `evidence` are null once the record is erased. */
export type ReferralPage = {
  header: ReferralHeader;
  content: OpenedReferral['content'] | null;
  evidence: EvidenceLine[];
  joined: JoinedReferrals;
  assessed: Assessed;
  sent: Sent;
};

type Assessed = {
  place: QueueLine | null;
  assessment: StoredAssessment | null;
  /** Of the reports folded into it. */
  folded: StoredAssessment[];
  decisions: Decision[];
  alarms: AlarmWithAnswer[];
  closures: Closure[];
};

type Sent = {
  enquiries: Enquiry[];
  route: StoredProposal | null;
  choices: RouteChoice[];
  packages: Package[];
  outcomes: Outcome[];
};

/** Opens a referral for a purpose. One entry names it and every other referral that the page shows. */
export async function openReferral(
  store: Store,
  actor: Actor,
  id: string,
  purpose: Purpose,
): Promise<ReferralPage> {
  ensureMay(actor, 'read-referral');
  return inTransaction(store, async (tx) => {
    const header = await referralHeader(tx, id);
    await ensureSees(tx, actor, header);
    const [opened] = await openContents(store, tx, [id]);
    const joined = await readJoined(tx, actor, header, purpose);
    const page = {
      header,
      content: opened?.content ?? null,
      evidence: opened ? await evidenceLines(store, tx, actor, id) : [],
      joined,
      assessed: await readAssessed(tx, [id, ...joined.members.map((member) => member.id)]),
      sent: await readSent(tx, id),
    };
    const subjects = [id, ...joined.shown];
    await record(tx, [
      { verb: 'consulted', action: 'open-referral', actor: actorRef(actor), purpose, subjects },
    ]);
    return page;
  });
}

async function evidenceLines(store: Store, tx: Tx, actor: PersonActor, id: string): Promise<EvidenceLine[]> {
  const items = (await openAllEvidence(store, tx, id)).open('to list what there is, without what it says');
  const opened = await evidenceOpenedBy(tx, actor.id, id);
  return items.map(({ id: evidenceId, kind, label }) => ({
    id: evidenceId,
    kind,
    label,
    openedBefore: opened.has(evidenceId),
  }));
}

/** `reports`: the referral itself, then those folded into it. */
async function readAssessed(db: Db, reports: readonly string[]): Promise<Assessed> {
  const [id, ...members] = reports as [string, ...string[]];
  const assessments = await currentAssessments(db, reports);
  return {
    place: await placeOf(db, id),
    assessment: assessments.get(id) ?? null,
    folded: members.flatMap((member) => assessments.get(member) ?? []),
    decisions: await decisionHistory(db, id),
    alarms: await alarmsOf(db, reports),
    closures: await closuresOf(db, id),
  };
}

async function readSent(db: Db, id: string): Promise<Sent> {
  return {
    enquiries: await enquiriesOf(db, [id]),
    route: (await latestProposal(db, id)) ?? null,
    choices: await choicesOf(db, id),
    packages: await packagesOf(db, id),
    outcomes: await outcomesOf(db, id),
  };
}
