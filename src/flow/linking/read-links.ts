import { type Actor, actorRef, ensureMay, type PersonActor } from '../../access/index.ts';
import { type Purpose, record } from '../../ledger/index.ts';
import {
  alertsAbout,
  linksOfPeople,
  neighboursBy,
  type PersonJudgement,
  type PersonLink,
  type PersonRecord,
  type PlaceKind,
  personRecordsOf,
  type Standing,
} from '../../linking/index.ts';
import { type ReferralHeader, referralHeader } from '../../referral/index.ts';
import { inTransaction, type Store, type Tx } from '../../shared/db.ts';
import { alertsFor, type ConflictLine, conflictLines } from '../see-conflicts.ts';
import { ensureSees } from '../visible-referrals.ts';
import { coarseFor } from './coarse-links.ts';
import { asPair, judgementsAbout, pairKey, standingOfPair, standingsOf } from './judged-pairs.ts';
import { type GroupOfRecords, groupsFor } from './unit-groups.ts';
import { OF_CHILDREN, readValues, type ValuesInCommon } from './values-in-common.ts';
import { type ShownRecord, visibleRecords } from './visible-records.ts';

/** A link of one record as it is shown. `link` null: a person judged the two, though nothing proposes them. */
export type LinkOfRecord = { other: ShownRecord; link: PersonLink | null; standing: Standing };

/** `by`: what the two share, though they are held to be two people. */
export type Neighbour = { other: ShownRecord; by: PlaceKind[] };

/** One person of the referral. `group`: to the bureau with its hidden members, so that they are counted. */
export type LinkedRecord = {
  record: PersonRecord;
  group: GroupOfRecords | null;
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
    const alerts = await alertsFor(tx, actor, await alertsAbout(tx, referralId));
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
      conflicts: await conflictLines(tx, alerts),
      hidden: new Set([...people.hidden, ...values.hidden]).size,
    };
  });
}

type People = Pick<LinksPage, 'records' | 'among'> & { hidden: string[]; shown: string[] };

async function readPeople(tx: Tx, actor: PersonActor, own: readonly PersonRecord[]): Promise<People> {
  const ids = own.map(({ id }) => id);
  // Their order, too, would tell a unit what it is not told.
  const links = (await linksOfPeople(tx, ids)).map((link) => coarseFor(actor, link));
  const judgements = await judgementsAbout(tx, ids);
  const pairs = pairsToShow(links, judgements);
  const shared = sharedPlaces(links);
  const otherIds = [...new Set([...pairs, ...shared].flatMap(({ a, b }) => [a, b]))].filter(
    (id) => !ids.includes(id),
  );
  const { records, hidden } = await visibleRecords(tx, actor, otherIds);
  const isSeen = (pair: { a: number; b: number }) => own.some(({ id }) => records.has(otherThan(id, pair)));
  // What is hidden takes no place on the page from what is not.
  const pairsSeen = pairs.filter(isSeen).slice(0, LINKS_SHOWN);
  const sharedSeen = shared.filter(isSeen).slice(0, LINKS_SHOWN);
  const standings = standingsOf(judgements);
  const groups = await groupsFor(tx, actor, ids);
  const byKey = new Map(links.map((link) => [pairKey(link), link]));
  const linked = own.map((one) => ({
    record: one,
    group: groups.find(({ members }) => members.includes(one.id)) ?? null,
    said: judgements.filter(
      ({ a, b }) => (a === one.id && records.has(b)) || (b === one.id && records.has(a)),
    ),
    neighbours: sharedSeen.flatMap((pair): Neighbour[] => {
      const other = records.get(otherThan(one.id, pair));
      return other ? [{ other, by: pair.by }] : [];
    }),
    links: pairsSeen.flatMap((pair): LinkOfRecord[] => {
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
    among: await linksAmong(tx, actor, [...records.keys()]),
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

/** Links between records that are shown anyway, the most likely first as far as the person is told. */
export async function linksAmong(tx: Tx, actor: PersonActor, ids: readonly number[]): Promise<PersonLink[]> {
  const among = new Set(ids);
  const links = ids.length < 2 ? [] : await linksOfPeople(tx, ids);
  return links
    .filter(({ a, b, band }) => band !== null && among.has(a) && among.has(b))
    .map((link) => coarseFor(actor, link))
    .sort((one, other) => other.bits - one.bits || one.a - other.a || one.b - other.b);
}
