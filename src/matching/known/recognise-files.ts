import type { Db, Tx } from '../../shared/db.ts';
import type { DerivedItem } from '../derived-item.ts';
import { latestRevision } from '../lists/listings.ts';
import { hashedFiles } from '../usable-hash.ts';
import type { HashSearch, SearchAnswer } from './hash-search.ts';
import { addExactHits, addHits, comparedVersions, type FileHit, putCompared } from './known-records.ts';
import { knownProgress } from './listed-records.ts';

/** What a referral is recognised by. */
export type Recognisable = { id: string; header: { version: number }; content: DerivedItem['content'] };

/** Near hits of some referrals in these versions, found before anybody holds the joining lock. */
export type FoundAhead = {
  versions: ReadonlyMap<string, number>;
  hits: readonly FileHit[];
  revision: number;
};

export const NOTHING_FOUND_AHEAD: FoundAhead = { versions: new Map(), hits: [], revision: 0 };

/**
 * Hits kept for one file: the nearest ones. Chosen: a picture that a clustered list holds 700 times over is decided by
 * the first, and a person reads no more.
 */
const MOST_HITS_PER_FILE = 50;

/** Those that were not compared with the lists in this version yet. */
export async function notCompared<T extends Omit<Recognisable, 'content'>>(
  db: Db,
  items: readonly T[],
): Promise<T[]> {
  const compared = await comparedVersions(
    db,
    items.map(({ id }) => id),
  );
  return items.filter(({ id, header }) => compared.get(id) !== header.version);
}

/** Searches the listed values for the files of these referrals; a referral without a PDQ hash asks no index. */
export async function findAhead(
  db: Db,
  search: HashSearch,
  items: readonly Recognisable[],
): Promise<FoundAhead> {
  const files = items.flatMap(pdqFiles);
  const versions = new Map(items.map(({ id, header }) => [id, header.version]));
  if (files.length === 0) return { versions, hits: [], revision: await latestRevision(db) };
  const answer = await search.search(Buffer.from(files.map(({ hex }) => hex).join(''), 'hex'));
  return { versions, hits: hitsIn(answer, files), revision: answer.revision };
}

type PdqFile = Omit<FileHit, 'valueId' | 'distance'> & { hex: string };

function pdqFiles({ id, header, content }: Recognisable): PdqFile[] {
  return hashedFiles(content.open('matching').files).flatMap(({ position, hashes }) =>
    hashes
      .filter(({ kind }) => kind === 'pdq')
      .map(({ hex }) => ({ referralId: id, version: header.version, position, hex })),
  );
}

function hitsIn({ queries, ids, distances }: SearchAnswer, files: readonly PdqFile[]): FileHit[] {
  const hits: FileHit[] = [];
  let ofQuery = 0;
  queries.forEach((query, at) => {
    ofQuery = at > 0 && queries[at - 1] === query ? ofQuery + 1 : 0;
    const { referralId, version, position } = files[query]!;
    const [valueId, distance] = [ids[at]!, distances[at]!];
    if (ofQuery < MOST_HITS_PER_FILE) hits.push({ referralId, version, position, valueId, distance });
  });
  return hits;
}

/**
 * Keeps what lists know of these referrals' files. Idempotent. The caller holds the joining lock and has matched them;
 * it derives those in the answer again: what was found ahead is not of this version, or of an index that is too old.
 */
export async function keepRecognised(
  tx: Tx,
  items: readonly DerivedItem[],
  ahead: FoundAhead,
): Promise<string[]> {
  const due = await notCompared(tx, items);
  if (due.length === 0) return [];
  const { neededRevision } = await knownProgress(tx);
  const isFound = ({ id, header }: DerivedItem) =>
    ahead.versions.get(id) === header.version && ahead.revision >= neededRevision;
  const found = new Map(due.filter(isFound).map(({ id, header }) => [id, header.version]));
  await addExactHits(
    tx,
    due.map(({ id }) => id),
  );
  await addHits(
    tx,
    ahead.hits.filter(({ referralId }) => found.has(referralId)),
  );
  await putCompared(
    tx,
    [...found].map(([id, version]) => ({ id, version })),
    ahead.revision,
  );
  return due.filter(({ id }) => !found.has(id)).map(({ id }) => id);
}
