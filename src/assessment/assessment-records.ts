import { createHash } from 'node:crypto';
import type { LinkSummary } from '../linking/index.ts';
import type { MatchSummary } from '../matching/index.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { type Db, rows, sql } from '../shared/db.ts';
import type { Assessment, AssessmentInput } from './assess.ts';

/** An assessment as it was made, with what it was made from. */
export type StoredAssessment = {
  id: string;
  referralId: string;
  referralVersion: number;
  madeAt: Date;
  match: MatchSummary | null;
  links: LinkSummary | null;
  result: Assessment;
};

export type NewAssessment = StoredAssessment & { inputDigest: string };

const COLUMNS = sql`a.id, a.referral_id as "referralId", a.referral_version as "referralVersion", a.made_at as "madeAt",
  a.match, a.links, a.result`;

/** The same evidence under the same policy has the same digest. Hexadecimal. */
export function digestInput(input: AssessmentInput, policyVersion: string): string {
  return createHash('sha256')
    .update(canonicalJson({ ...input, policyVersion }))
    .digest('hex');
}

/** Appends assessments; each becomes the current one of its referral. */
export async function addAssessments(db: Db, assessments: readonly NewAssessment[]): Promise<void> {
  if (assessments.length === 0) return;
  const asRows = assessments.map(({ result, ...assessment }) => ({
    ...assessment,
    policyVersion: result.policyVersion,
    band: result.band.level,
    floors: result.floors,
    result,
  }));
  await rows(
    db,
    sql`insert into assessment (id, referral_id, referral_version, policy_version, made_at, input_digest, match, links, band, floors, result)
        select id, "referralId", "referralVersion", "policyVersion", "madeAt", decode("inputDigest", 'hex'), match, links, band, floors, result
        from jsonb_to_recordset(${JSON.stringify(asRows)}::jsonb) as new (id uuid, "referralId" uuid, "referralVersion" integer,
          "policyVersion" text, "madeAt" timestamptz, "inputDigest" text, match jsonb, links jsonb, band text, floors text[], result jsonb)`,
  );
}

/** The current assessment of each referral that has one, by referral id. */
export async function currentAssessments(
  db: Db,
  referralIds: readonly string[],
): Promise<Map<string, StoredAssessment>> {
  const found = await rows(
    db,
    sql<StoredAssessment>`select ${COLUMNS}
      from unnest(${[...referralIds]}::uuid[]) as asked (id)
      cross join lateral (
        select * from assessment where referral_id = asked.id order by seq desc limit 1
      ) a`,
  );
  return new Map(found.map((assessment) => [assessment.referralId, assessment]));
}

/** What the system proposes for one referral now; null before it was assessed. */
export async function currentAssessment(db: Db, referralId: string): Promise<StoredAssessment | null> {
  return (await currentAssessments(db, [referralId])).get(referralId) ?? null;
}

/** Every assessment of one referral, latest first. */
export async function assessmentHistory(db: Db, referralId: string): Promise<StoredAssessment[]> {
  return rows(
    db,
    sql<StoredAssessment>`select ${COLUMNS} from assessment a where referral_id = ${referralId} order by seq desc`,
  );
}

/** Digest of what each current assessment was made from, by referral id. */
export async function currentDigests(db: Db, referralIds: readonly string[]): Promise<Map<string, string>> {
  const found = await rows(
    db,
    sql<{
      referralId: string;
      digest: string;
    }>`select asked.id as "referralId", encode(a.input_digest, 'hex') as digest
      from unnest(${[...referralIds]}::uuid[]) as asked (id)
      cross join lateral (
        select input_digest from assessment where referral_id = asked.id order by seq desc limit 1
      ) a`,
  );
  return new Map(found.map(({ referralId, digest }) => [referralId, digest]));
}
