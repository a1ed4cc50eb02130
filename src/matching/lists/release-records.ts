import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import type { Listing } from './listings.ts';
import type { Media, Opinion } from './vocabulary.ts';

/** What is signed: everything needed to know that a fetched list is whole and the bureau's. Digests in hex. */
export type Manifest = {
  list: string;
  name: string;
  holder: string;
  meaning: string;
  scheme: string;
  country: string | null;
  handling: string | null;
  number: number;
  madeAt: string;
  entries: number;
  /** Since the release before: entries added or changed, and entries withdrawn. */
  changed: number;
  withdrawn: number;
  formats: Record<string, { sha256: string; bytes: number }>;
  keyId: string;
  publicKey: string;
  signature: string;
};

export type Release = { id: string; listId: number; number: number; atRevision: number; manifest: Manifest };

const RELEASE = sql`select id, list_id as "listId", number, at_revision as "atRevision", manifest from list_release`;

export async function addRelease(tx: Tx, release: Release & { madeAt: Date; madeBy: string }): Promise<void> {
  await rows(
    tx,
    sql`insert into list_release (id, list_id, number, at_revision, made_at, made_by, manifest)
      values (${release.id}, ${release.listId}, ${release.number}, ${release.atRevision}, ${release.madeAt},
        ${release.madeBy}, ${JSON.stringify(release.manifest)}::jsonb)`,
  );
}

export async function findRelease(
  db: Db,
  listId: number,
  number: number | 'latest',
): Promise<Release | undefined> {
  return row(
    db,
    sql<Release>`${RELEASE} where list_id = ${listId}
      ${number === 'latest' ? sql`` : sql`and number = ${number}`} order by number desc limit 1`,
  );
}

export async function releasesOf(db: Db, listId: number, limit: number): Promise<Release[]> {
  return rows(db, sql<Release>`${RELEASE} where list_id = ${listId} order by number desc limit ${limit}`);
}

/** An entry as a release says it. */
export type ReleasedEntry = {
  entryId: number;
  id: string;
  media: Media;
  classification: string | null;
  scheme: string;
  listedAt: Date | null;
  labels: string[];
  values: { kind: string; hex: string; quality: number | null }[];
  opinions: Record<Opinion, number>;
  standing: Listing['standing'];
};

/** Entries that stood at a revision. `after`: another one, since which they must have changed. */
export type Span = { listId: number; at: number; after: number | null };

const stoodAt = (revision: number) =>
  sql`e.added_revision <= ${revision} and (e.ended_revision is null or e.ended_revision > ${revision})`;

const PAGE = 2_000;

/** What a release holds, in the order of the entries' ids; read page by page. */
export async function* releasedEntries(db: Db, span: Span): AsyncGenerator<ReleasedEntry> {
  let after = 0;
  for (;;) {
    const page = await releasedPage(db, span, after);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)!.entryId;
  }
}

async function releasedPage(
  db: Db,
  { listId, at, after: since }: Span,
  after: number,
): Promise<ReleasedEntry[]> {
  const changed =
    since === null
      ? sql``
      : sql`and (e.added_revision > ${since} or exists (select from entry_opinion o
          where o.entry_id = e.lasting_id and o.revision > ${since} and o.revision <= ${at})
          or exists (select from entry_standing s
          where s.entry_id = e.lasting_id and s.revision > ${since} and s.revision <= ${at}))`;
  return rows(
    db,
    sql<ReleasedEntry>`
      select e.lasting_id as "entryId", e.upstream_id as id, e.media, e.classification,
        coalesce(e.scheme, l.scheme) as scheme, e.listed_at as "listedAt", coalesce(e.labels, '{}') as labels,
        (select json_agg(json_build_object('kind', k.kind, 'hex', encode(k.value, 'hex'), 'quality', v.quality)
            order by k.kind, k.value)
          from entry_value v join known_value k on k.id = v.value_id where v.entry_id = e.id) as values,
        (select json_build_object('positive', count(*) filter (where opinion = 'positive'),
            'negative', count(*) filter (where opinion = 'negative'),
            'disputed', count(*) filter (where opinion = 'disputed'),
            'investigation-seed', count(*) filter (where opinion = 'investigation-seed'))
          from (select distinct on (holder) opinion from entry_opinion
            where entry_id = e.lasting_id and revision <= ${at} order by holder, id desc) as o) as opinions,
        coalesce((select standing from entry_standing s where s.entry_id = e.lasting_id and s.revision <= ${at}
            order by s.revision desc limit 1), 'stands') as standing
      from list_entry e join hash_list l on l.id = e.list_id
      where e.list_id = ${listId} and ${stoodAt(at)} and e.lasting_id > ${after} ${changed}
      order by e.lasting_id limit ${PAGE}`,
  );
}

/** Ids of entries that stood at the earlier revision and no more at the later one. */
export async function withdrawnBetween(
  db: Db,
  { listId, at, after }: { listId: number; at: number; after: number },
): Promise<{ id: string; media: Media; endedAt: Date }[]> {
  return rows(
    db,
    sql<{ id: string; media: Media; endedAt: Date }>`
      select e.upstream_id as id, e.media, e.ended_at as "endedAt" from list_entry e
      where e.list_id = ${listId} and ${stoodAt(after)} and e.ended_revision <= ${at}
        and not exists (select from list_entry n where n.list_id = e.list_id and n.upstream_id = e.upstream_id
          and n.added_revision <= ${at} and (n.ended_revision is null or n.ended_revision > ${at}))
      order by e.lasting_id`,
  );
}

/** Gives false where it was granted before. */
export async function addGrant(tx: Tx, listId: number, sourceId: string, at: Date): Promise<boolean> {
  const added = await rows(
    tx,
    sql`insert into list_grant (list_id, source_id, granted_at) values (${listId}, ${sourceId}, ${at})
      on conflict do nothing returning list_id`,
  );
  return added.length > 0;
}

/** Gives false where nothing was granted. */
export async function endGrant(tx: Tx, listId: number, sourceId: string, at: Date): Promise<boolean> {
  const ended = await rows(
    tx,
    sql`update list_grant set ended_at = ${at} where list_id = ${listId} and source_id = ${sourceId}
      and ended_at is null returning list_id`,
  );
  return ended.length > 0;
}

export async function grantsOf(db: Db, listId: number): Promise<{ sourceId: string; grantedAt: Date }[]> {
  return rows(
    db,
    sql<{ sourceId: string; grantedAt: Date }>`select source_id as "sourceId", granted_at as "grantedAt"
      from list_grant where list_id = ${listId} and ended_at is null order by source_id`,
  );
}

/** The codes of the own lists that this sender may fetch. */
export async function listsGrantedTo(db: Db, sourceId: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ code: string }>`select l.code from list_grant g join hash_list l on l.id = g.list_id
      where g.source_id = ${sourceId} and g.ended_at is null and l.closed_at is null order by l.code`,
  );
  return found.map(({ code }) => code);
}
