import { createHash } from 'node:crypto';
import { type Db, row, rows, sql } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import { MANIFEST_NAME } from './manifest.ts';
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
  await addFiles(db, { releaseId, making: 1 }, publication.files);
  return true;
}

/** What came later, such as a PDF, with a signed list that names it: both stand at the place of their forerunners. */
export async function addLaterFiles(
  db: Db,
  releaseId: string,
  files: readonly PublishedFile[],
): Promise<void> {
  const { making } = (await row(
    db,
    sql<{
      making: number;
    }>`select max(making) + 1 as making from publication_file where release_id = ${releaseId}`,
  ))!;
  await addFiles(db, { releaseId, making }, files);
}

/** Two who add at once add the same: the second leaves it. */
async function addFiles(
  db: Db,
  { releaseId, making }: { releaseId: string; making: number },
  files: readonly PublishedFile[],
): Promise<void> {
  for (const [position, { name, mediaType, bytes }] of files.entries())
    await rows(
      db,
      sql`insert into publication_file (release_id, name, making, position, media_type, sha256, bytes)
          values (${releaseId}, ${name}, ${making}, ${position}, ${mediaType}, ${digestOf(bytes)}, ${bytes})
          on conflict do nothing`,
    );
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

/** `bytes`: how many; `sha256`: of them, in hexadecimal digits. */
export type ListedFile = { name: string; mediaType: string; bytes: number; sha256: string };

/** Without what is in them. */
export async function listPublishedFiles(db: Db, releaseId: string): Promise<ListedFile[]> {
  return rows(
    db,
    sql<ListedFile>`select name, "mediaType", sha256, bytes from (
        select distinct on (name) name, media_type as "mediaType", encode(sha256, 'hex') as sha256,
          octet_length(bytes) as bytes, position
        from publication_file where release_id = ${releaseId} order by name, making desc) latest
      order by (name = ${MANIFEST_NAME}), position, name`,
  );
}

/** In the order of the list. */
export async function readPublishedFiles(db: Db, releaseId: string): Promise<PublishedFile[]> {
  const files: PublishedFile[] = [];
  for (const { name } of await listPublishedFiles(db, releaseId))
    files.push((await findPublishedFile(db, releaseId, name))!);
  return files;
}

export async function findPublishedFile(
  db: Db,
  releaseId: string,
  name: string,
): Promise<PublishedFile | undefined> {
  return row(
    db,
    sql<PublishedFile>`select name, media_type as "mediaType", bytes
      from publication_file where release_id = ${releaseId} and name = ${name} order by making desc limit 1`,
  );
}

export async function isRendered(db: Db, releaseId: string): Promise<boolean> {
  return (await row(db, sql`select 1 from publication where release_id = ${releaseId}`)) !== undefined;
}
