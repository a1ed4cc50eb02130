import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import { type Purpose, record } from '../../ledger/index.ts';
import {
  alertsAbout,
  clustersOf,
  linksOfPeople,
  neighboursBy,
  type PersonCluster,
  type PersonJudgement,
  type PersonLink,
  type PersonRecord,
  type PlaceKind,
  personRecordsOf,
} from '../../linking/index.ts';
import { type ReferralHeader, referralHeader, referralHeaders } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { type ConflictLine, conflictLines } from '../see-conflicts.ts';
import { ensureSees, visibleReferrals } from '../visible-referrals.ts';
import { asPair, judgementsAbout, pairKey, standingOfPair, standingsOf } from './judged-pairs.ts';
import type { Standing } from './judgement-standing.ts';
import { readValues, type ValuesInCommon } from './values-in-common.ts';
import { type ShownRecord, visibleRecords } from './visible-records.ts';

/** A link of one record as it is shown. `link` null: a person judged the two, though nothing proposes them. */
export type LinkOfRecord = { other: ShownRecord; link: PersonLink | null; standing: Standing };

/** `by`: what the two share, though they are held to be two people. */
export type Neighbour = { other: ShownRecord; by: PlaceKind[] };

/** One person of the referral. `group`: to the bureau with its hidden members, so that they are counted. */
export type LinkedRecord = {
  record: PersonRecord;
  group: PersonCluster | null;
  links: LinkOfRecord[];
  /** Records of other people with whom it shares a home or a connection. */
  neighbours: Neighbour[];
  /** What people said of it and a record that is shown, the latest first. */
  said: PersonJudgement[];
};

export type LinksPage = {
  header: ReferralHeader;
  units: string[];
  records: LinkedRecord[];
  /** Children of the referral that this purpose does not show beside others. */
  childrenWithheld: number;
  /** Links between the other records that are shown. */
  among: PersonLink[];
  values: ValuesInCommon;
  conflicts: ConflictLine[];
  hidden: number;
};

/** Only these may see which children may be the same: a victim's identity never stands beside a suspect's links. */
const OF_CHILDREN: readonly Purpose[] = ['safeguarding', 'investigation', 'supervision'];
/** As many as a person can look through on one page, the most likely first. Chosen. */
const LINKS_SHOWN = 50;

/** Whom a referral may share with others. One entry names it and every other referral that the page shows. */
export async function readLinks(
  store: Store,
  actor: Actor,
  referralId: string,
  purpose: Purpose,
): Promise<LinksPage> {
  ensureMay(actor, 'see-links');
  return inTransaction(store, async (tx) => {
    const header = await referralHeader(tx, referralId);
    await ensureSees(tx, actor, header);
    const own = await personRecordsOf(tx, [referralId]);
    const shown = own.filter(({ layer }) => layer !== 'child' || OF_CHILDREN.includes(purpose));
    const people = await readPeople(tx, actor, shown);
    const values = await readValues(tx, actor, { header, purpose });
    const conflicts = await readConflicts(tx, actor, referralId);
    const subjects = [...new Set([referralId, ...people.shown, ...values.shown])];
    await record(tx, [
      { verb: 'consulted', action: 'read-links', actor: actorRef(actor), purpose, subjects },
    ]);
    return {
      header,
      units: values.units,
      records: people.records,
      childrenWithheld: own.length - shown.length,
      among: people.among,
      values: values.found,
      conflicts,
      hidden: new Set([...people.hidden, ...values.hidden]).size,
    };
  });
}

type People = Pick<LinksPage, 'records' | 'among'> & { hidden: string[]; shown: string[] };

async function readPeople(tx: Tx, actor: PersonActor, own: readonly PersonRecord[]): Promise<People> {
  const ids = own.map(({ id }) => id);
  const links = await linksOfPeople(tx, ids);
  const judgements = await judgementsAbout(tx, ids);
  const pairs = pairsToShow(links, judgements).slice(0, LINKS_SHOWN);
  const shared = sharedPlaces(links).slice(0, LINKS_SHOWN);
  const otherIds = [...new Set([...pairs, ...shared].flatMap(({ a, b }) => [a, b]))].filter(
    (id) => !ids.includes(id),
  );
  const { records, hidden } = await visibleRecords(tx, actor, otherIds);
  const standings = standingsOf(judgements);
  const groups = await clustersOf(tx, ids);
  const byKey = new Map(links.map((link) => [pairKey(link), link]));
  const linked = own.map((one) => ({
    record: one,
    group: groupShown(
      actor,
      groups.find(({ members }) => members.includes(one.id)),
      new Set([...ids, ...records.keys()]),
    ),
    said: judgements.filter(
      ({ a, b }) => (a === one.id && records.has(b)) || (b === one.id && records.has(a)),
    ),
    neighbours: shared.flatMap((pair): Neighbour[] => {
      const other = records.get(otherThan(one.id, pair));
      return other ? [{ other, by: pair.by }] : [];
    }),
    links: pairs.flatMap((pair): LinkOfRecord[] => {
      const seen = records.get(otherThan(one.id, pair));
      return seen
        ? [
            {
              other: seen,
              link: byKey.get(pairKey(pair)) ?? null,
              standing: standingOfPair(standings, pairKey(pair)),
            },
          ]
        : [];
    }),
  }));
  return {
    records: linked,
    among: await linksAmong(tx, [...records.keys()]),
    hidden,
    shown: [...records.values()].map(({ referralId }) => referralId),
  };
}

/** The other record of a pair; a number that no record has where this one is not in it. */
function otherThan(id: number, { a, b }: { a: number; b: number }): number {
  return a === id ? b : b === id ? a : 0;
}

/** Pairs of different people who share something, those that share most first. */
function sharedPlaces(links: readonly PersonLink[]): { a: number; b: number; by: PlaceKind[] }[] {
  return links
    .map((link) => ({ a: link.a, b: link.b, by: neighboursBy(link) }))
    .filter(({ by }) => by.length > 0)
    .sort((one, other) => other.by.length - one.by.length || one.a - other.a || one.b - other.b);
}

/** A unit is not told of how many records a group is: a guarded case of another one may be among them. */
function groupShown(
  { compartment }: PersonActor,
  group: PersonCluster | undefined,
  seen: ReadonlySet<number>,
): PersonCluster | null {
  if (!group || compartment === null) return group ?? null;
  const members = group.members.filter((id) => seen.has(id));
  return members.length > 1 ? { ...group, members } : null;
}

/** Proposed links, and pairs that somebody judged; the most likely first. */
function pairsToShow(links: readonly PersonLink[], judgements: readonly PersonJudgement[]) {
  const bits = new Map(links.map((link) => [pairKey(link), link.bits]));
  const judged = new Set(judgements.map(pairKey));
  const pairs = [
    ...links.filter((link) => link.band !== null || judged.has(pairKey(link))),
    ...judgements.filter((one) => !bits.has(pairKey(one))),
  ].map(({ a, b }) => asPair(a, b));
  const unique = [...new Map(pairs.map((pair) => [pairKey(pair), pair])).values()];
  const worth = (pair: { a: number; b: number }) => bits.get(pairKey(pair)) ?? 0;
  return unique.sort((one, other) => worth(other) - worth(one) || one.a - other.a || one.b - other.b);
}

/** Links between records that are shown anyway. */
export async function linksAmong(tx: Tx, ids: readonly number[]): Promise<PersonLink[]> {
  const among = new Set(ids);
  const links = ids.length < 2 ? [] : await linksOfPeople(tx, ids);
  return links.filter(({ a, b, band }) => band !== null && among.has(a) && among.has(b));
}

/** To a unit, what it was told; to the bureau, alerts on either side as far as the reader may see both referrals. */
async function readConflicts(tx: Tx, actor: PersonActor, referralId: string): Promise<ConflictLine[]> {
  const alerts = await alertsAbout(tx, referralId);
  if (actor.compartment !== null)
    return conflictLines(
      tx,
      alerts.filter(({ unitId }) => unitId === actor.compartment),
    );
  const ids = [...new Set(alerts.flatMap((alert) => [alert.referralId, alert.otherReferralId]))];
  const { shown } = await visibleReferrals(tx, actor, await referralHeaders(tx, ids));
  const seen = new Set(shown.map(({ id }) => id));
  return conflictLines(
    tx,
    alerts.filter((alert) => seen.has(alert.referralId) && seen.has(alert.otherReferralId)),
  );
}
