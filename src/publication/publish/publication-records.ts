import { createHash } from 'node:crypto';
import { type Db, row, rows, sql } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import type { Language } from './publish-options.ts';
import type { PublishedFile } from './published-file.ts';

/** An edition that anybody may read, as the list of publications says it. */
export type Publication = {
  releaseId: string;
  slug: string;
  edition: number;
  title: string;
  summary: string;
  period: Period;
  publishedAt: string;
};

/** An edition that was published once. `withdrawn`: since when nobody should use it, and why; null while it stands. */
export type FoundPublication = Publication & { withdrawn: { at: string; why: string | null } | null };

export type StoredPublication = Omit<Publication, 'slug' | 'edition' | 'publishedAt'> & {
  renderedAt: Date;
  pages: Record<Language, string>;
  files: readonly PublishedFile[];
};

/** Keeps what was rendered; an edition that was rendered already stays as it is. */
export async function addPublication(db: Db, publication: StoredPublication): Promise<boolean> {
  const { releaseId, title, summary, period, renderedAt } = publication;
  const added = await row(
    db,
    sql<{
      release_id: string;
    }>`insert into publication (release_id, title, summary, period_from, period_to, rendered_at)
      values (${releaseId}, ${title}, ${summary}, ${period.from}::date, ${period.to}::date, ${renderedAt})
      on conflict do nothing returning release_id`,
  );
  if (!added) return false;
  for (const [language, html] of Object.entries(publication.pages))
    await rows(db, sql`insert into publication_page values (${releaseId}, ${language}, ${html})`);
  for (const [position, { name, mediaType, bytes }] of publication.files.entries())
    await rows(
      db,
      sql`insert into publication_file (release_id, name, position, media_type, sha256, bytes)
          values (${releaseId}, ${name}, ${position}, ${mediaType}, ${digestOf(bytes)}, ${bytes})`,
    );
  return true;
}

function digestOf(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

const PUBLICATION = sql`p.release_id as "releaseId", r.slug, r.edition, p.title, p.summary,
  jsonb_build_object('from', p.period_from, 'to', p.period_to) as period,
  (select max(s.done_at) from release_step s where s.release_id = r.id and s.action = 'publish') as "publishedAt"`;
const FROM = sql`from publication p join picture_release r on r.id = p.release_id`;

type Dated<Found extends { publishedAt: string }> = Omit<Found, 'publishedAt'> & { publishedAt: Date };

function dated<Found extends { publishedAt: string }>(found: Dated<Found>): Found {
  return { ...found, publishedAt: found.publishedAt.toISOString() } as unknown as Found;
}

/** The latest edition of each report that stands, latest period first. */
export async function listPublications(db: Db): Promise<Publication[]> {
  const found = await rows(
    db,
    sql<Dated<Publication>>`select distinct on (r.slug) ${PUBLICATION} ${FROM}
      where r.state = 'published' order by r.slug, r.edition desc`,
  );
  return found
    .map((one) => dated<Publication>(one))
    .sort((a, b) => (a.period.to < b.period.to ? 1 : a.period.to > b.period.to ? -1 : 0));
}

/** Every edition of a report that was published, the latest first; withdrawn ones as well. */
export async function editionsOf(db: Db, slug: string): Promise<FoundPublication[]> {
  const found = await rows(
    db,
    sql<Dated<FoundPublication>>`select ${PUBLICATION},
        case when r.state = 'withdrawn' then jsonb_build_object('at', w.done_at, 'why', w.note) end as withdrawn
      ${FROM}
      left join lateral (select s.done_at, s.note from release_step s
        where s.release_id = r.id and s.action = 'withdraw' order by s.seq desc limit 1) w on true
      where r.slug = ${slug} and r.state in ('published', 'withdrawn')
      order by r.edition desc`,
  );
  return found.map((one) => dated<FoundPublication>(one));
}

export async function pageOfPublication(db: Db, releaseId: string, language: Language): Promise<string> {
  const found = await row(
    db,
    sql<{
      html: string;
    }>`select html from publication_page where release_id = ${releaseId} and language = ${language}`,
  );
  return found!.html;
}

export type ListedFile = { name: string; mediaType: string; bytes: number };

/** Without what is in them. */
export async function listPublishedFiles(db: Db, releaseId: string): Promise<ListedFile[]> {
  return rows(
    db,
    sql<ListedFile>`select name, media_type as "mediaType", octet_length(bytes) as bytes
      from publication_file where release_id = ${releaseId} order by position`,
  );
}

/** `sha256`: in hexadecimal digits. */
export async function findPublishedFile(
  db: Db,
  releaseId: string,
  name: string,
): Promise<(PublishedFile & { sha256: string }) | undefined> {
  return row(
    db,
    sql<
      PublishedFile & { sha256: string }
    >`select name, media_type as "mediaType", encode(sha256, 'hex') as sha256, bytes
      from publication_file where release_id = ${releaseId} and name = ${name}`,
  );
}

export async function isRendered(db: Db, releaseId: string): Promise<boolean> {
  return (await row(db, sql`select 1 from publication where release_id = ${releaseId}`)) !== undefined;
}
