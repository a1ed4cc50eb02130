import {
  type FrozenContent,
  type FrozenRelease,
  isFast,
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

/** Of the same days: what differs in the two came in, or went, between them. */
export function contentsAlike(
  beside: readonly FrozenRelease[],
  { period }: Pick<ReleaseHeader, 'period'>,
): FrozenContent[] {
  return beside.filter(({ release }) => isSamePeriod(release, { period })).map(({ content }) => content);
}

export function isSamePeriod(
  { period: one }: Pick<ReleaseHeader, 'period'>,
  { period: other }: Pick<ReleaseHeader, 'period'>,
): boolean {
  return one.from === other.from && one.to === other.to;
}

/**
 * What readers may hold beside an edition: what editions of all reports say that are frozen or were published, those of its
 * own report last, the first one first. `isNeeded`: where not all are.
 */
export async function editionsBeside(
  db: Db,
  { id, reportId }: Pick<ReleaseHeader, 'id' | 'reportId'>,
  isNeeded: (other: ReleaseHeader) => boolean = () => true,
): Promise<FrozenRelease[]> {
  const all = (await listReleases(db))
    .filter((one) => one.id !== id && isFast(one.state) && isNeeded(one))
    .toReversed();
  const isOwn = (one: ReleaseHeader) => one.reportId === reportId;
  const said: FrozenRelease[] = [];
  for (const one of [...all.filter((other) => !isOwn(other)), ...all.filter(isOwn)])
    said.push((await latestContent(db, one.id))!.document);
  return said;
}
