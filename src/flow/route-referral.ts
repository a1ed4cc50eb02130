import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { currentAssessments } from '../assessment/index.ts';
import {
  addChoice,
  addProposal,
  askableIdentifiers,
  CHOICE_REASONS,
  type ChoiceReason,
  enquiriesOf,
  forcesOfPostcodes,
  locatePlaces,
  type PackagePurpose,
  proposeRoute,
  type RouteFacts,
  type StoredProposal,
  statedPlaces,
  type Unrouted,
  unitById,
  unitsOn,
  unroutedReferrals,
} from '../dissemination/index.ts';
import { record } from '../ledger/index.ts';
import {
  type FactName,
  membersFoldedInto,
  openContents,
  type ReferralHeader,
  referralHeader,
  referralHeaders,
} from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { ensureSees, type Visible, visibleReferrals } from './visible-referrals.ts';

/** Proposes whom to send a referral to, all candidates with their reasons, and keeps the proposal. */
export async function routeReferral(store: Store, actor: Actor, referralId: string): Promise<StoredProposal> {
  if (actor.kind !== 'system') ensureMay(actor, 'read-referral');
  return inTransaction(store, async (tx) => {
    if (actor.kind === 'person') await ensureSees(tx, actor, await referralHeader(tx, referralId));
    await record(tx, [
      {
        verb: 'consulted',
        action: 'route',
        actor: actorRef(actor),
        purpose: 'locating',
        subjects: [referralId],
      },
    ]);
    return proposeAgain(store, tx, referralId);
  });
}

/** Within a use case that has recorded what it does: something that routing goes by has changed. */
export async function proposeAgain(store: Store, tx: Tx, referralId: string): Promise<StoredProposal> {
  const at = store.clock.now();
  const facts = await gatherFacts(store, tx, await referralHeader(tx, referralId));
  const proposal = { ...proposeRoute(facts), referralId, madeAt: at };
  await addProposal(tx, proposal);
  return proposal;
}

export type UnitChoice = {
  referralId: string;
  unitId: string;
  purpose: PackagePurpose;
  reason: ChoiceReason;
};

/** A person says whom it goes to, where nobody was found or against what was found. */
export async function chooseUnit(store: Store, actor: Actor, choice: UnitChoice): Promise<void> {
  ensureMay(actor, 'send-package');
  await inTransaction(store, async (tx) => {
    await ensureSees(tx, actor, await referralHeader(tx, choice.referralId));
    await chooseInTransaction(store, tx, actorRef(actor), choice);
  });
}

export async function chooseInTransaction(
  store: Store,
  tx: Tx,
  by: string,
  choice: UnitChoice,
): Promise<void> {
  const at = store.clock.now();
  if (!Object.hasOwn(CHOICE_REASONS, choice.reason))
    throw new Problem('dissemination.unknown-code', { detail: 'reason' });
  await unitById(tx, choice.unitId, at);
  await addChoice(tx, { ...choice, chosenBy: by, chosenAt: at });
  const { unitId, purpose, reason } = choice;
  await record(tx, [
    {
      verb: 'altered',
      action: 'choose-unit',
      actor: by,
      purpose: 'dissemination',
      subjects: [choice.referralId],
      detail: { unit: unitId, for: purpose, reason },
    },
  ]);
}

export type UnroutedLine = Unrouted & { header: ReferralHeader };

/** Open referrals that routing found nobody for, the longest waiting first. One entry for the page. */
export async function listUnrouted(store: Store, actor: Actor): Promise<Visible<UnroutedLine>> {
  ensureMay(actor, 'see-queue');
  return inTransaction(store, async (tx) => {
    const unrouted = new Map((await unroutedReferrals(tx)).map((line) => [line.referralId, line]));
    const headers = new Map((await referralHeaders(tx, [...unrouted.keys()])).map((one) => [one.id, one]));
    const lines = [...unrouted.values()].flatMap((line) => {
      const header = headers.get(line.referralId);
      return header?.state === 'open' ? [{ ...line, header }] : [];
    });
    const visible = await visibleReferrals(
      tx,
      actor,
      lines.map(({ header }) => header),
    );
    const subjects = visible.shown.map(({ id }) => id);
    if (subjects.length > 0) {
      const entry = { verb: 'consulted', action: 'list-unrouted', purpose: 'dissemination' } as const;
      await record(tx, [{ ...entry, actor: actorRef(actor), subjects }]);
    }
    const shown = new Set(subjects);
    return { shown: lines.filter(({ header }) => shown.has(header.id)), hidden: visible.hidden };
  });
}

/** Reports of one referral that routing reads: the earliest, itself first. Our choice; each is opened. */
const REPORTS_READ = 20;

/** What all reports of it say together. */
async function gatherFacts(store: Store, tx: Tx, header: ReferralHeader): Promise<RouteFacts> {
  const reports = [header, ...(await membersFoldedInto(tx, [header.id]))].slice(0, REPORTS_READ);
  const ids = reports.map(({ id }) => id);
  const contents = (await openContents(store, tx, ids)).map(({ content }) => content.open('locating'));
  if (contents.length === 0) throw new Problem('keys.record-erased');
  const stated = contents.flatMap(statedPlaces);
  const postcodes = stated.flatMap(({ place }) => place.postcode ?? []);
  const assessments = await currentAssessments(tx, ids);
  const says = (fact: FactName) => reports.some(({ facts }) => facts?.answers[fact] === 'yes');
  return {
    units: await unitsOn(tx, store.clock.now()),
    enquiries: await enquiriesOf(tx, ids),
    places: locatePlaces(stated, await forcesOfPostcodes(tx, postcodes)),
    policeSuspect: says('policeSuspect') || header.sensitivity === 'professional-standards',
    childSuspect: says('childSuspect'),
    highestHarm: [...assessments.values()].some(({ result }) => result.floors.length > 0),
    askable: contents.some((content) => askableIdentifiers(content).length > 0),
  };
}
