import { type Db, rows, sql } from '../shared/db.ts';
import { type ContentNovelty, type ListSummary, noveltyOf, summariseLists } from './known/list-summary.ts';
import { type KnownFile, knownFilesOf } from './known/standings.ts';
import type { ViralState } from './viral-state.ts';

/** What matching knows of a referral, as the assessment reads it. */
export type MatchSummary = {
  /** Files with a hash by which they can be recognised. */
  hashedFiles: number;
  /** Of these, files whose content another referral showed before this one was received. */
  seenBefore: number;
  /** Of its most reported content: how many reporters sent it, and in how many referrals, this one included. */
  reporters: number;
  members: number;
  /** By the most urgent of its files. */
  novelty: ContentNovelty;
  /** Absent from what was assessed before there were lists. */
  lists?: ListSummary;
  /** Only as viral as the least circulating of its files, hashed or not: a known picture hides no new one. */
  viral: ViralState;
  /** The content group in whose line of the queue it may stand: it shows nothing that does not circulate virally. */
  circulation: number | null;
};

type Counted = {
  id: string;
  files: number;
  hashedFiles: number;
  seenBefore: number;
  reporters: number;
  members: number;
  viralFiles: number;
  possibleFiles: number;
  tradedFiles: number;
  viralGroup: number | null;
  holdsMore: boolean;
};

/** One file of each hash stands in one group: `distinct` folds a file's several hashes into one row. */
const FILES = sql`select distinct r.referral_id, s.position, m.group_id, r.received_at, r.files
  from matched_referral r
  left join file_sighting s on s.referral_id = r.referral_id and s.version = r.version
  left join content_membership m on m.kind = s.kind and m.value = s.value and m.valid_to is null`;

/** Summaries of referrals that were matched, as of now. */
export async function matchSummaries(db: Db, ids: readonly string[]): Promise<Map<string, MatchSummary>> {
  const counted = await rows(
    db,
    sql<Counted>`
      with file as (${FILES} where r.referral_id = any(${ids}::uuid[]))
      select file.referral_id as id, file.files, count(file.position) as "hashedFiles",
        count(*) filter (where tally.first_at < file.received_at) as "seenBefore",
        coalesce(max(tally.reporters), 0) as reporters, coalesce(max(tally.referrals), 0)::integer as members,
        count(*) filter (where g.viral = 'viral') as "viralFiles",
        count(*) filter (where g.viral = 'possible') as "possibleFiles",
        count(*) filter (where g.viral = 'traded') as "tradedFiles",
        min(g.id) filter (where g.viral = 'viral') as "viralGroup",
        exists (select from circulation_finding f
          where f.referral_id = file.referral_id and f.finding = 'holds-more') as "holdsMore"
      from file left join content_group g on g.id = file.group_id
      left join lateral (
        select count(distinct reporter) as reporters, sum(referrals) as referrals, min(first_at) as first_at
        from content_tally t where t.group_id = file.group_id) as tally on true
      group by file.referral_id, file.files`,
  );
  const listed = await knownFilesOf(db, ids);
  return new Map(counted.map((one) => [one.id, summarise(one, listed.get(one.id) ?? [])]));
}

/** Pure. */
function summarise(counted: Counted, listed: readonly KnownFile[]): MatchSummary {
  const { hashedFiles, seenBefore, reporters, members } = counted;
  const lists = summariseLists(listed, counted);
  const novelty = noveltyOf(lists, hashedFiles);
  const viral = leastViral(counted);
  const circulation = viral === 'viral' && !counted.holdsMore ? counted.viralGroup : null;
  return { hashedFiles, seenBefore, reporters, members, novelty, lists, viral, circulation };
}

function leastViral({ files, viralFiles, possibleFiles, tradedFiles }: Counted): ViralState {
  if (files === 0 || viralFiles + possibleFiles + tradedFiles < files) return 'none';
  if (tradedFiles > 0) return 'traded';
  return viralFiles === files ? 'viral' : 'possible';
}
