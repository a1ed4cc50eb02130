import { tellingListings } from './judge-file.ts';
import type { KnownFile } from './standings.ts';

/** What lists say of a referral's files, counted. */
export type ListSummary = {
  known: number;
  nearKnown: number;
  notOfConcern: number;
  /** Hashed files that no list names and that no referral showed before. */
  neverSeen: number;
  /** Files without a hash by which they could be recognised. */
  uncompared: number;
  /** Files with a hit that is shown and does not count: disputed, or held back. */
  heldBack: number;
  /** How lists classify the very files, as "scheme:value", each once: those disputed and not decided included. */
  classes: string[];
};

type Counted = { files: number; hashedFiles: number; seenBefore: number };

/** Pure. `listed`: the files that show a listed value; `counted`: of all of them, by other referrals alone. */
export function summariseLists(listed: readonly KnownFile[], counted: Counted): ListSummary {
  const { files, hashedFiles, seenBefore } = counted;
  const of = (...statuses: readonly KnownFile['status'][]) =>
    listed.filter(({ status }) => statuses.includes(status)).length;
  const unseenButListed = listed.filter(({ seen, status }) => !seen && status !== 'never-seen').length;
  return {
    known: of('known'),
    nearKnown: of('near-known'),
    notOfConcern: of('not-of-concern'),
    neverSeen: Math.max(0, hashedFiles - seenBefore - unseenButListed),
    uncompared: Math.max(0, files - hashedFiles),
    heldBack: listed.filter(({ heldBack }) => heldBack !== null).length,
    classes: [
      ...new Set(listed.filter(({ status }) => status !== 'not-of-concern').flatMap(classesOf)),
    ].sort(),
  };
}

/**
 * Of exact hits alone: a picture that only looks alike may be of another kind. A dispute takes no grade away until it is
 * decided, because that would lower the referral.
 */
function classesOf({ hits }: KnownFile): string[] {
  return hits
    .filter(({ distance, quarantined }) => distance === 0 && !quarantined)
    .flatMap(({ listings }) => tellingListings(listings))
    .filter(({ meaning, standing }) => meaning === 'harmful' && standing !== 'not-harmful')
    .flatMap(({ scheme, classification }) =>
      classification === null ? [] : [`${scheme}:${classification}`],
    );
}

/** What a referral's content is to the bureau, by the most urgent of its files: a known one hides no new one. */
export type ContentNovelty =
  | 'first-seen'
  | 'no-hashes'
  | 'partly-compared'
  | 'known'
  | 'seen-before'
  | 'not-of-concern';

/** Pure. Another file can only raise it. */
export function noveltyOf(lists: ListSummary, hashedFiles: number): ContentNovelty {
  if (lists.neverSeen > 0) return 'first-seen';
  if (hashedFiles === 0) return 'no-hashes';
  if (lists.uncompared > 0) return 'partly-compared';
  if (lists.known + lists.nearKnown > 0) return 'known';
  return lists.notOfConcern === hashedFiles ? 'not-of-concern' : 'seen-before';
}
