import { type Db, row, rows, sql } from '../../shared/db.ts';
import { OPINIONS_OF_ENTRY, STANDING_OF_ENTRY } from './listings.ts';
import type { DisputeDecision, EntryStanding, Media, Opinion } from './vocabulary.ts';

/** An entry as its latest row says. `endedAt`: since when it says nothing. */
export type Entry = {
  entryId: number;
  rowId: number;
  listId: number;
  list: string;
  own: boolean;
  upstreamId: string;
  media: Media;
  classification: string | null;
  scheme: string;
  givenBy: string | null;
  labels: string[];
  listedAt: Date | null;
  endedAt: Date | null;
  endedBecause: 'updated' | 'withdrawn' | null;
  opinions: { positive: number; negative: number; disputed: number; seed: number };
  standing: EntryStanding;
};

export type EntryRow = {
  at: Date;
  importId: string;
  format: string;
  classification: string | null;
  endedAt: Date | null;
  endedBecause: 'updated' | 'withdrawn' | null;
};

const ENTRY = sql`select e.lasting_id as "entryId", e.id as "rowId", e.list_id as "listId", l.code as list, l.own,
    e.upstream_id as "upstreamId", e.media, e.classification, coalesce(e.scheme, l.scheme) as scheme,
    coalesce(m.name, e.given_by) as "givenBy", coalesce(e.labels, '{}') as labels, e.listed_at as "listedAt",
    e.ended_at as "endedAt", e.ended_because as "endedBecause", ${OPINIONS_OF_ENTRY} as opinions,
    ${STANDING_OF_ENTRY} as standing
  from list_entry e join hash_list l on l.id = e.list_id
  left join hash_list_member m on m.list_id = e.list_id and m.member = e.given_by`;

/** The entry of a lasting id; undefined where there is none. */
export async function findEntry(db: Db, entryId: number): Promise<Entry | undefined> {
  return row(
    db,
    sql<Entry>`${ENTRY} where e.id = ${entryId} and e.lasting_id = e.id
        or e.lasting_id = ${entryId} and e.lasting_id <> e.id order by e.id desc limit 1`,
  );
}

/** The standing entry of a list by its holder's id. */
export async function findEntryNamed(db: Db, listId: number, upstreamId: string): Promise<Entry | undefined> {
  return row(
    db,
    sql<Entry>`${ENTRY} where e.list_id = ${listId} and e.upstream_id = ${upstreamId} and e.ended_revision is null`,
  );
}

/** What the list said of the entry over time, the latest first. */
export async function entryHistory(db: Db, entryId: number): Promise<EntryRow[]> {
  return rows(
    db,
    sql<EntryRow>`select i.started_at as at, i.id as "importId", i.format, e.classification, e.ended_at as "endedAt",
        e.ended_because as "endedBecause"
      from list_entry e join hash_list_import i on i.id = e.import_id
      where e.id = ${entryId} or (e.lasting_id = ${entryId} and e.lasting_id <> e.id) order by e.id desc limit 200`,
  );
}

export type EntryValue = { valueId: number; kind: string; hex: string; quality: number | null };

export async function valuesOfRow(db: Db, rowId: number): Promise<EntryValue[]> {
  return rows(
    db,
    sql<EntryValue>`select k.id as "valueId", k.kind, encode(k.value, 'hex') as hex, v.quality
      from entry_value v join known_value k on k.id = v.value_id where v.entry_id = ${rowId} order by k.kind, k.id`,
  );
}

export type OpinionLine = {
  holder: string;
  name: string | null;
  opinion: Opinion | 'withdrawn';
  reason: string | null;
  at: Date;
  personId: string | null;
};

/** Every opinion ever given of an entry, the latest first. */
export async function opinionsOf(db: Db, entryId: number): Promise<OpinionLine[]> {
  return rows(
    db,
    sql<OpinionLine>`select o.holder, m.name, o.opinion, o.reason, o.at, o.person_id as "personId"
      from entry_opinion o
      left join list_entry e on e.id = o.entry_id
      left join hash_list_member m on m.list_id = e.list_id and o.holder = 'member:' || m.member
      where o.entry_id = ${entryId} order by o.id desc limit 200`,
  );
}

export type DisputeLine = {
  id: number;
  entryId: number;
  list: string;
  upstreamId: string;
  classification: string | null;
  negative: boolean;
  openedAt: Date;
  openedBy: string;
  /** The list's own name for a member of it. */
  openerName: string | null;
  reasons: string[];
  decidedAt: Date | null;
  decidedBy: string | null;
  decision: DisputeDecision | null;
  reason: string | null;
};

const DISPUTE = sql`select d.id, d.entry_id as "entryId", l.code as list, e.upstream_id as "upstreamId", e.classification,
    d.negative, d.opened_at as "openedAt", d.opened_by as "openedBy", m.name as "openerName", d.decided_at as "decidedAt",
    d.decided_by as "decidedBy", d.decision, d.reason,
    coalesce((select array_agg(distinct o.reason) from entry_opinion o where o.entry_id = d.entry_id
      and o.id > d.after_opinion and o.reason is not null and o.opinion in ('negative', 'disputed')), '{}') as reasons
  from entry_dispute d join hash_list l on l.id = d.list_id join list_entry e on e.id = d.entry_id
  left join hash_list_member m on m.list_id = d.list_id and d.opened_by = 'member:' || m.member`;

export type DisputePage = { lines: DisputeLine[]; waiting: number };

/**
 * Disputes that wait, those that switch an entry off first, and of these what clients and staff brought forward before
 * what came with a list. `listId`: of one list only.
 */
export async function waitingDisputes(
  db: Db,
  { listId, limit }: { listId?: number; limit: number },
): Promise<DisputePage> {
  const open = sql`d.decided_at is null ${listId === undefined ? sql`` : sql`and d.list_id = ${listId}`}`;
  const lines = await rows(
    db,
    sql<DisputeLine>`${DISPUTE} where ${open}
      order by d.negative desc, starts_with(d.opened_by, 'member:'), d.opened_at, d.id limit ${limit}`,
  );
  const counted = await row(
    db,
    sql<{ waiting: number }>`select count(*)::integer as waiting from entry_dispute d where ${open}`,
  );
  return { lines, waiting: counted?.waiting ?? 0 };
}

export async function disputesOf(db: Db, entryId: number): Promise<DisputeLine[]> {
  return rows(db, sql<DisputeLine>`${DISPUTE} where d.entry_id = ${entryId} order by d.id desc limit 50`);
}

/** In how many open disputes somebody objects, whoever began them; the one about this entry left out. */
export async function openDisputesBy(db: Db, holder: string, exceptEntry: number): Promise<number> {
  const counted = await row(
    db,
    sql<{ open: number }>`select count(*)::integer as open from entry_dispute d
      where decided_at is null and entry_id <> ${exceptEntry} and (
        select opinion in ('negative', 'disputed') from entry_opinion o
        where o.entry_id = d.entry_id and o.holder = ${holder} and o.id > d.after_opinion order by o.id desc limit 1)`,
  );
  return counted?.open ?? 0;
}

/** Whether a supervisor has rejected an objection of theirs to this entry. */
export async function wasRejected(db: Db, holder: string, entryId: number): Promise<boolean> {
  const rejected = await row(
    db,
    sql`select from entry_dispute d
      join entry_opinion o on o.entry_id = d.entry_id and o.holder = ${holder} and o.id > d.after_opinion
        and o.opinion in ('negative', 'disputed') and o.at <= d.decided_at
      where d.entry_id = ${entryId} and d.decision = 'rejected' limit 1`,
  );
  return rejected !== undefined;
}

/** Referrals that show one of these values now, the latest first. */
export async function referralsShowing(
  db: Db,
  valueIds: readonly number[],
  limit: number,
): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ id: string }>`select r.referral_id as id
      from known_value k
      join file_sighting s on s.kind = k.kind and s.value = k.value
      join matched_referral r on r.referral_id = s.referral_id and r.version = s.version and r.withdrawn_at is null
      where k.id = any(${valueIds}::integer[])
      group by r.referral_id, r.received_at order by r.received_at desc limit ${limit}`,
  );
  return found.map(({ id }) => id);
}
