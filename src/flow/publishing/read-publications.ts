import {
  editionsOf,
  type FoundPublication,
  findPublishedFile,
  type Language,
  type ListedFile,
  listPublications,
  listPublishedFiles,
  type Publication,
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

type FileAsked = { slug: string; edition?: number | undefined; name: string };

/** `read`: what is in it, for whoever has not got it already. */
type FoundFile = ListedFile & { read(): Promise<Buffer> };

/** Throws `picture.unknown-publication`, and `picture.publication-withdrawn` for files of an edition that was withdrawn. */
export async function findPublicationFile(
  { db }: Store,
  { slug, edition, name }: FileAsked,
): Promise<FoundFile> {
  const { releaseId, withdrawn } = chosen(await editionsOf(db, slug), edition);
  if (withdrawn) throw new Problem('picture.publication-withdrawn');
  const file = (await listPublishedFiles(db, releaseId)).find((one) => one.name === name);
  if (!file) throw new Problem('picture.unknown-publication');
  return { ...file, read: async () => (await findPublishedFile(db, releaseId, name))!.bytes };
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
