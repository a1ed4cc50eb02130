import { type DoubleReport, doublesOf } from '../../linking/index.ts';
import { type FileContent, sourcesOfGroups } from '../../matching/index.ts';
import type { Db } from '../../shared/db.ts';

/** One content with its records: the same file, told of by several. */
export type ContentRecords = { group: number; referrals: number; reporters: number; sources: string[] };

/** Contents shown of one referral: those with most records. */
const CONTENTS_SHOWN = 5;

/** Of a referral's contents those that more than one record tells of, the most reported first. */
export async function contentRecords(db: Db, files: readonly FileContent[]): Promise<ContentRecords[]> {
  const several = [...new Map(files.map((file) => [file.groupId, file])).values()]
    .filter(({ referrals }) => referrals > 1)
    .sort((a, b) => b.referrals - a.referrals || a.groupId - b.groupId)
    .slice(0, CONTENTS_SHOWN);
  const sources = await sourcesOfGroups(
    db,
    several.map(({ groupId }) => groupId),
  );
  return several.map(({ groupId, referrals, reporters }) => ({
    group: groupId,
    referrals,
    reporters,
    sources: sources.get(groupId) ?? [],
  }));
}

/** A double report of which a referral is one side. */
export type DoubleSide = Pick<DoubleReport, 'recognisedBy' | 'sourceId'> & {
  otherId: string;
  isDirect: boolean;
};

export async function doubleSides(db: Db, id: string): Promise<DoubleSide[]> {
  return (await doublesOf(db, id)).map(({ directId, relayedId, recognisedBy, sourceId }) => {
    const isDirect = directId === id;
    return { recognisedBy, sourceId, isDirect, otherId: isDirect ? relayedId : directId };
  });
}
