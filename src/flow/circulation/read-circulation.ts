import { type Actor, actorRef, ensureMay, listSources, type PersonActor } from '../../access/index.ts';
import {
  type CirculationLine,
  currentAssessments,
  membersInLine,
  placesOf,
  type QueueLine,
  type StoredAssessment,
  waitingGroups,
} from '../../assessment/index.ts';
import { record } from '../../ledger/index.ts';
import {
  type Audit,
  type AuditStanding,
  auditFacts,
  auditStanding,
  auditsOf,
  daysOfGroup,
  type GroupFacts,
  type GroupReporter,
  groupFacts,
  hashesOfGroup,
  type KnownGroup,
  knownGroup,
  type Listing,
  laterGroup,
  listingsOfGroups,
  referralsOfGroups,
  reportersOfGroup,
} from '../../matching/index.ts';
import { type ReferralHeader, referralHeaders } from '../../referral/index.ts';
import { type Db, inTransaction, type Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';
import { visibleReferrals } from '../visible-referrals.ts';

/** A group in the queue, with what is counted of it. */
export type CirculatingGroup = CirculationLine & { facts: GroupFacts | undefined };

/** Groups listed at once; the queue shows each in its place. */
const GROUPS_LISTED = 200;

/** Which groups have open referrals in one line of the queue, the largest first. */
export async function listCirculation(store: Store, actor: Actor): Promise<CirculatingGroup[]> {
  ensureMay(actor, 'see-circulation');
  return inTransaction(store, async (tx) => {
    const groups = await waitingGroups(tx, GROUPS_LISTED);
    await record(tx, [
      {
        verb: 'consulted',
        action: 'list-circulation',
        actor: actorRef(actor),
        purpose: 'triage',
        subjects: [],
      },
    ]);
    const listed: CirculatingGroup[] = [];
    for (const line of groups) listed.push({ ...line, facts: await groupFacts(tx, line.group) });
    return listed;
  });
}

/** A referral that shows the content, as the group's page lists it. */
export type GroupMember = {
  header: ReferralHeader;
  place: QueueLine | null;
  assessment: StoredAssessment | null;
};

/** What the senders say of it: evidence, shown and counted, never an input. */
export type SenderFlags = { viral: number; potentialMeme: number; batched: number; of: number };

export type CirculationPage = {
  group: GroupFacts;
  hashes: { kind: string; hex: string }[];
  hashesInAll: number;
  /** By the lists; near matches included. Null where no list names it. */
  known: Pick<KnownGroup, 'status' | 'distance'> | null;
  listings: Listing[];
  reporters: GroupReporter[];
  days: { day: string; referrals: number; fromPublic: number }[];
  members: GroupMember[];
  /** Referrals that are not listed: hidden by permission, and beyond the first ones. */
  hidden: number;
  more: number;
  inLine: number;
  flags: SenderFlags;
  audits: (Audit & { standing: AuditStanding })[];
};

/** As many referrals as a person looks through; the counts say how many there are. */
const MEMBERS_SHOWN = 300;

/** Everything about one content. Throws `circulation.unknown-group`; the entry names every referral that is shown. */
export async function readCirculation(store: Store, actor: Actor, asked: number): Promise<CirculationPage> {
  ensureMay(actor, 'see-circulation');
  return inTransaction(store, async (tx) => {
    const group = await findGroup(tx, asked);
    const hashes = await hashesOfGroup(tx, group.id);
    const { shown, hidden, all } = await membersShown(tx, actor, group.id);
    // Its hashes and senders would tell of what is guarded.
    if (shown.length === 0 && hidden > 0) throw new Problem('circulation.unknown-group');
    const members = shown.slice(0, MEMBERS_SHOWN);
    const known = await knownGroup(
      tx,
      group.id,
      members.map(({ id }) => id),
    );
    const exact = (await listingsOfGroups(tx, [group.id])).get(group.id) ?? [];
    const page: CirculationPage = {
      group,
      ...hashes,
      known,
      listings: [
        ...new Map([...(known?.listings ?? []), ...exact].map((one) => [one.entryId, one])).values(),
      ],
      reporters: await reportersOfGroup(tx, group.id),
      days: await daysOfGroup(tx, group.id, await publicSources(tx)),
      members: await withPlaces(tx, members),
      hidden,
      more: Math.max(group.referrals - all, 0) + shown.length - members.length,
      inLine: (await membersInLine(tx, group.id)).length,
      flags: flagsOf(shown),
      audits: await standingAudits(tx, group.id),
    };
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-circulation',
        actor: actorRef(actor),
        purpose: 'triage',
        subjects: members.map(({ id }) => id),
        detail: { group: group.id },
      },
    ]);
    return page;
  });
}

/** The group, or the one that it was merged into. */
async function findGroup(db: Db, asked: number): Promise<GroupFacts> {
  const id = Number.isSafeInteger(asked) ? asked : -1;
  const facts = (await groupFacts(db, id)) ?? (await groupFacts(db, (await laterGroup(db, id)) ?? -1));
  if (!facts) throw new Problem('circulation.unknown-group');
  return facts;
}

async function publicSources(db: Db): Promise<string[]> {
  return (await listSources(db)).filter(({ kind }) => kind === 'public').map(({ id }) => id);
}

/** More than are listed, so that flags and what is hidden are counted over many. */
const MEMBERS_READ = 2_000;

async function membersShown(
  db: Db,
  actor: PersonActor,
  group: number,
): Promise<{ shown: ReferralHeader[]; hidden: number; all: number }> {
  const ids = await referralsOfGroups(db, [group], MEMBERS_READ);
  const headers = await referralHeaders(db, ids);
  const { shown, hidden } = await visibleReferrals(db, actor, headers);
  return { shown: shown.sort((a, b) => b.number - a.number), hidden, all: headers.length };
}

async function withPlaces(db: Db, headers: readonly ReferralHeader[]): Promise<GroupMember[]> {
  const ids = headers.map(({ id }) => id);
  const places = await placesOf(db, ids);
  const assessments = await currentAssessments(db, ids);
  return headers.map((header) => ({
    header,
    place: places.get(header.id) ?? null,
    assessment: assessments.get(header.id) ?? null,
  }));
}

function flagsOf(headers: readonly ReferralHeader[]): SenderFlags {
  const count = (has: (facts: NonNullable<ReferralHeader['facts']>) => boolean) =>
    headers.filter(({ facts }) => facts && has(facts)).length;
  return {
    viral: count(({ files }) => (files.annotations['viral'] ?? 0) > 0),
    potentialMeme: count(({ files }) => (files.annotations['potentialMeme'] ?? 0) > 0),
    batched: count(({ batched }) => batched),
    of: headers.length,
  };
}

async function standingAudits(db: Db, group: number): Promise<CirculationPage['audits']> {
  const standing: CirculationPage['audits'] = [];
  for (const audit of await auditsOf(db, group))
    standing.push({ ...audit, standing: auditStanding(await auditFacts(db, audit)) });
  return standing;
}
