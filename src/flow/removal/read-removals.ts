import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import {
  type Delivery,
  deliveriesOf,
  ENDED_STATES,
  type HostAnswer,
  hostAnswersOf,
  hostById,
  itemsOf,
  NOTICE_STATES,
  type Notice,
  type NoticeState,
  type NoticeStep,
  namesOfHosts,
  noticesAbout,
  noticesIn,
  type Override,
  overridesOf,
  type PreservationRecord,
  preservationsOf,
  REMOVAL_SEALED_AS,
  type Release,
  type RemovalHost,
  releasesOf,
  type ShownGates,
  stepsOfNotice,
  unitsHolding,
} from '../../dissemination/index.ts';
import { record } from '../../ledger/index.ts';
import { formatNumber, openDataKeys, referralHeaders } from '../../referral/index.ts';
import { type Db, inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { unseal } from '../../shared/envelope.ts';
import { Sealed } from '../../shared/sealed.ts';
import { type Visible, visibleReferrals } from '../visible-referrals.ts';
import { askedAtByUnit } from './release-removal.ts';
import { gatesOf, gatesShown } from './removal-gates.ts';
import { seenNotice, visibleNotices } from './visible-removals.ts';

/** A notice as somebody may see it: `referralIds` are those that they may see. */
export type ShownNotice = Omit<Notice, 'leadReferralId'>;

/** A notice of a list. */
export type NoticeLine = ShownNotice & { host: string };

const ALL_STATES = Object.keys(NOTICE_STATES) as NoticeState[];

/** Notices that go on, or those in some states; the soonest due first. */
export async function listRemovals(
  store: Store,
  actor: Actor,
  states: readonly NoticeState[] = ALL_STATES.filter((state) => !ENDED_STATES.includes(state)),
): Promise<Visible<NoticeLine>> {
  ensureMay(actor, 'see-removal');
  return inTransaction(store, async (tx) => shownLines(tx, actor, await noticesIn(tx, states)));
}

/** Notices that a referral or a report folded into it was put behind. */
export async function removalsAbout(
  store: Store,
  actor: Actor,
  ids: readonly string[],
): Promise<NoticeLine[]> {
  ensureMay(actor, 'see-removal');
  return inTransaction(store, async (tx) => (await shownLines(tx, actor, await noticesAbout(tx, ids))).shown);
}

async function shownLines(tx: Tx, actor: PersonActor, all: readonly Notice[]): Promise<Visible<NoticeLine>> {
  const { shown, hidden } = await visibleNotices(tx, actor, all);
  const names = await namesOfHosts(tx);
  const seen = await seenReferrals(tx, actor, shown);
  const subjects = [...new Set(shown.flatMap(({ referralIds }) => referralIds))];
  if (subjects.length > 0) {
    const entry = { verb: 'consulted', action: 'list-removals', purpose: 'dissemination' } as const;
    await record(tx, [{ ...entry, actor: actorRef(actor), subjects }]);
  }
  const lines = shown.map((one) => ({ ...asSeen(one, seen), host: names.get(one.hostId) ?? one.hostId }));
  return { shown: lines, hidden };
}

async function seenReferrals(
  db: Db,
  actor: PersonActor,
  notices: readonly Notice[],
): Promise<ReadonlySet<string>> {
  const ids = [...new Set(notices.flatMap(({ referralIds }) => referralIds))];
  const { shown } = await visibleReferrals(db, actor, await referralHeaders(db, ids));
  return new Set(shown.map(({ id }) => id));
}

function asSeen({ leadReferralId: _, ...notice }: Notice, seen: ReadonlySet<string>): ShownNotice {
  return { ...notice, referralIds: notice.referralIds.filter((id) => seen.has(id)) };
}

/** An address of a notice: where it can be opened, and nothing of it. */
export type NoticeItem = {
  id: string;
  referralId: string;
  number: string;
  evidenceId: string;
  reports: number;
};

export type NoticePage = {
  notice: ShownNotice;
  host: RemovalHost;
  gates: ShownGates;
  items: NoticeItem[];
  /** Addresses that can be opened only by somebody who may see the referral they came from. */
  hiddenItems: number;
  referrals: { id: string; number: string }[];
  preservations: (Omit<PreservationRecord, 'reference'> & { reference: Sealed<string> | null })[];
  releases: Omit<Release, 'reference'>[];
  askedAt: Map<string, Date>;
  overrides: (Omit<Override, 'note'> & { note: Sealed<string> | null })[];
  deliveries: Delivery[];
  answers: (Omit<HostAnswer, 'note'> & { hasNote: boolean })[];
  steps: NoticeStep[];
};

/** One notice with its gates, its history and what waits; each look is logged. */
export async function readRemoval(store: Store, actor: Actor, idOrReference: string): Promise<NoticePage> {
  ensureMay(actor, 'see-removal');
  return inTransaction(store, async (tx) => {
    const notice = await seenNotice(tx, actor, idOrReference);
    const page = await pageOf(store, tx, actor, notice);
    await record(tx, [
      {
        verb: 'consulted',
        action: 'read-removal',
        actor: actorRef(actor),
        purpose: 'dissemination',
        subjects: notice.referralIds,
        detail: { notice: notice.id },
      },
    ]);
    return page;
  });
}

async function pageOf(store: Store, tx: Tx, actor: PersonActor, notice: Notice): Promise<NoticePage> {
  const gates = await gatesShown(tx, actor, await gatesOf(store, tx, notice));
  const { shown } = await visibleReferrals(tx, actor, await referralHeaders(tx, notice.referralIds));
  const referrals = shown.map(({ id, number }) => ({ id, number: formatNumber(number) }));
  const items = itemsSeen(await itemsOf(tx, notice.id), referrals);
  const shownCauses = new Set(gates.gates.flatMap(({ causes }) => causes.map(({ key }) => key)));
  const units = await unitsSeen(tx, actor, { store, notice });
  const isWhole = shown.length === notice.referralIds.length;
  const text = await noteOpener(store, tx, notice, isWhole);
  return {
    notice: asSeen(notice, new Set(referrals.map(({ id }) => id))),
    host: await hostById(tx, notice.hostId, store.clock.now()),
    gates,
    items,
    hiddenItems: notice.addresses - items.length,
    referrals,
    preservations: (await preservationsOf(tx, notice.id)).map((one) => ({
      ...one,
      reference: text('preservation', one.reference),
    })),
    releases: (await releasesOf(tx, notice.id))
      .filter(({ unitId }) => unitId === null || units.has(unitId))
      .map(({ reference: _, ...release }) => release),
    askedAt: new Map([...(await askedAtByUnit(tx, notice.id))].filter(([unitId]) => units.has(unitId))),
    overrides: (await overridesOf(tx, notice.id))
      .map((one) => ({ ...one, covers: one.covers.filter((key) => shownCauses.has(key)) }))
      .filter(({ covers }) => covers.length > 0)
      .map((one) => ({ ...one, note: text('override', one.note) })),
    deliveries: await deliveriesOf(tx, notice.id),
    answers: (await hostAnswersOf(tx, notice.id)).map(({ note, ...one }) => ({
      ...one,
      hasNote: note !== null,
    })),
    steps: await stepsOfNotice(tx, notice.id),
  };
}

function itemsSeen(
  items: Awaited<ReturnType<typeof itemsOf>>,
  referrals: readonly { id: string; number: string }[],
): NoticeItem[] {
  const numbers = new Map(referrals.map(({ id, number }) => [id, number]));
  return items.flatMap(({ id, bases }) => {
    const seen = bases.filter(({ referralId }) => numbers.has(referralId));
    const first = seen[0];
    if (!first) return [];
    const { referralId, evidenceId } = first;
    return [{ id, referralId, evidenceId, number: numbers.get(referralId)!, reports: seen.length }];
  });
}

/** Units that hold a package of a referral that the person may see. */
async function unitsSeen(
  tx: Tx,
  actor: PersonActor,
  { store, notice }: { store: Store; notice: Notice },
): Promise<Set<string>> {
  const { headers } = await gatesOf(store, tx, notice);
  const { shown } = await visibleReferrals(tx, actor, headers);
  const held = await unitsHolding(
    tx,
    shown.map(({ id }) => id),
  );
  return new Set(held.map(({ unitId }) => unitId));
}

/** Opens references and notes of the bureau's own; null where there is none, it was erased, or is not for the reader. */
async function noteOpener(store: Store, db: Db, { leadReferralId }: Notice, isWhole: boolean) {
  const dataKey = (await openDataKeys(store, db, [leadReferralId])).get(leadReferralId);
  return (column: 'preservation' | 'override', sealed: Buffer | null): Sealed<string> | null =>
    dataKey && sealed && isWhole
      ? new Sealed(unseal(dataKey, REMOVAL_SEALED_AS[column], sealed).toString('utf8'))
      : null;
}
