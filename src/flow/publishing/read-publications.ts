import {
  editionsOf,
  type FoundPublication,
  findPublishedFile,
  type Language,
  type ListedFile,
  listPublications,
  listPublishedFiles,
  type Publication,
  type PublishedFile,
  pageOfPublication,
} from '../../publication/index.ts';
import type { Store } from '../../shared/db.ts';
import { Problem } from '../../shared/problem.ts';

// What anybody may read, without signing in: editions that were published, and of withdrawn ones that they were.

export type PublicationPage = {
  found: FoundPublication;
  /** Every edition that was published, the latest first. */
  editions: FoundPublication[];
  /** Null where it was withdrawn: what it said is no longer said. */
  html: string | null;
  files: ListedFile[];
};

export async function readPublications({ db }: Store): Promise<Publication[]> {
  return listPublications(db);
}

/** `edition`: the latest that stands where none is named. Throws `picture.unknown-publication`. */
export async function readPublication(
  { db }: Store,
  asked: { slug: string; edition?: number | undefined; language: Language },
): Promise<PublicationPage> {
  const editions = await editionsOf(db, asked.slug);
  const found = chosen(editions, asked.edition);
  if (found.withdrawn) return { found, editions, html: null, files: [] };
  return {
    found,
    editions,
    html: await pageOfPublication(db, found.releaseId, asked.language),
    files: await listPublishedFiles(db, found.releaseId),
  };
}

/** Throws `picture.unknown-publication`, and `picture.publication-withdrawn` for files of an edition that was withdrawn. */
export async function readPublicationFile(
  { db }: Store,
  { slug, edition, name }: { slug: string; edition?: number | undefined; name: string },
): Promise<PublishedFile & { sha256: string }> {
  const found = chosen(await editionsOf(db, slug), edition);
  if (found.withdrawn) throw new Problem('picture.publication-withdrawn');
  const file = await findPublishedFile(db, found.releaseId, name);
  if (!file) throw new Problem('picture.unknown-publication');
  return file;
}

/** The latest edition that stands comes before a later one that was withdrawn. */
function chosen(editions: readonly FoundPublication[], edition: number | undefined): FoundPublication {
  const found =
    edition === undefined
      ? (editions.find(({ withdrawn }) => withdrawn === null) ?? editions[0])
      : editions.find((one) => one.edition === edition);
  if (!found) throw new Problem('picture.unknown-publication');
  return found;
}
