import {
  type FrozenContent,
  type FrozenRelease,
  latestContent,
  listReleases,
  type ReleaseHeader,
} from '../../publication/index.ts';
import type { Db } from '../../shared/db.ts';

/** What all editions before this one say, as they were published, the first one first. */
export async function earlierEditions(
  db: Db,
  { reportId, edition }: Pick<ReleaseHeader, 'reportId' | 'edition'>,
): Promise<FrozenRelease[]> {
  const all = (await listReleases(db)).filter((one) => one.reportId === reportId && one.edition < edition);
  const said: FrozenRelease[] = [];
  for (const { id } of all.toReversed()) said.push((await latestContent(db, id))!.document);
  return said;
}

export function contentsOf(editions: readonly FrozenRelease[]): FrozenContent[] {
  return editions.map(({ content }) => content);
}
