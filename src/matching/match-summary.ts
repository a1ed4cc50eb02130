import { type Db, rows, sql } from '../shared/db.ts';
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
  /** `seen-before` only if every hashed file was. */
  novelty: 'first-seen' | 'seen-before' | 'no-hashes';
  /** Only as viral as the least circulating of its files, hashed or not: a known picture hides no new one. */
  viral: ViralState;
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
        count(*) filter (where g.viral = 'possible') as "possibleFiles"
      from file left join content_group g on g.id = file.group_id
      left join lateral (
        select count(distinct reporter) as reporters, sum(referrals) as referrals, min(first_at) as first_at
        from content_tally t where t.group_id = file.group_id) as tally on true
      group by file.referral_id, file.files`,
  );
  return new Map(counted.map((one) => [one.id, summarise(one)]));
}

/** Pure. */
function summarise(counted: Counted): MatchSummary {
  const { hashedFiles, seenBefore, reporters, members } = counted;
  const novelty = hashedFiles === 0 ? 'no-hashes' : seenBefore === hashedFiles ? 'seen-before' : 'first-seen';
  return { hashedFiles, seenBefore, reporters, members, novelty, viral: leastViral(counted) };
}

function leastViral({ files, viralFiles, possibleFiles }: Counted): ViralState {
  if (files === 0 || viralFiles + possibleFiles < files) return 'none';
  return viralFiles === files ? 'viral' : 'possible';
}
