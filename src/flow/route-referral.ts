import { type Actor, actorRef, ensureMay } from '../access/index.ts';
import { currentAssessment } from '../assessment/index.ts';
import {
  addChoice,
  addProposal,
  askableIdentifiers,
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
import { openContents, type ReferralHeader, referralHeader, referralHeaders } from '../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';

/** Proposes whom to send a referral to, all candidates with their reasons, and keeps the proposal. */
export async function routeReferral(store: Store, actor: Actor, referralId: string): Promise<StoredProposal> {
  if (actor.kind !== 'system') ensureMay(actor, 'read-referral');
  return inTransaction(store, async (tx) => {
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
  await inTransaction(store, async (tx) => chooseInTransaction(store, tx, actorRef(actor), choice));
}

export async function chooseInTransaction(
  store: Store,
  tx: Tx,
  by: string,
  choice: UnitChoice,
): Promise<void> {
  const at = store.clock.now();
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

/** Open referrals that routing found nobody for, the longest waiting first. */
export async function listUnrouted(
  store: Store,
  actor: Actor,
): Promise<(Unrouted & { header: ReferralHeader })[]> {
  ensureMay(actor, 'see-queue');
  const unrouted = await unroutedReferrals(store.db);
  const headers = await referralHeaders(
    store.db,
    unrouted.map(({ referralId }) => referralId),
  );
  const open = new Map(headers.filter(({ state }) => state === 'open').map((header) => [header.id, header]));
  return unrouted.flatMap((line) => {
    const header = open.get(line.referralId);
    return header ? [{ ...line, header }] : [];
  });
}

async function gatherFacts(
  store: Store,
  tx: Tx,
  { id, facts, sensitivity }: ReferralHeader,
): Promise<RouteFacts> {
  const [opened] = await openContents(store, tx, [id]);
  if (!opened || !facts) throw new Problem('keys.record-erased');
  const content = opened.content.open('locating');
  const stated = statedPlaces(content);
  const postcodes = stated.flatMap(({ place }) => place.postcode ?? []);
  const assessment = await currentAssessment(tx, id);
  return {
    units: await unitsOn(tx, store.clock.now()),
    enquiries: await enquiriesOf(tx, [id]),
    places: locatePlaces(stated, await forcesOfPostcodes(tx, postcodes)),
    policeSuspect: facts.answers.policeSuspect === 'yes' || sensitivity === 'professional-standards',
    childSuspect: facts.answers.childSuspect === 'yes',
    highestHarm: (assessment?.result.floors.length ?? 0) > 0,
    askable: askableIdentifiers(content).length > 0,
  };
}
