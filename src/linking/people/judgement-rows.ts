import { type Db, PREPARED, type RawBuilder, rows, sql, type Tx } from '../../shared/db.ts';
import type { Verdict } from '../clusters/edges.ts';
import type { Pair } from './edge-rows.ts';
import type { JudgementReason, NewPersonJudgement, PersonJudgement, PersonLayer } from './person-link.ts';

/** The context that binds a note's bytes to their column. */
export const JUDGEMENT_NOTE_SEALED_AS = 'er_judgement.note';

/** What was said of a pair, with what is needed to put judgements in their order. */
export type JudgedPair = Pair & { id: number; verdict: Verdict };

type Kept = NewPersonJudgement & { aReferral: string; bReferral: string };

/** Keeps a judgement, with the score as it stands; answers with its id. */
export async function insertJudgement(tx: Tx, judgement: Kept): Promise<number> {
  const { a, b, aReferral, bReferral, verdict, reason, note, sampleId = null, personId, at } = judgement;
  const [kept] = await rows(
    tx,
    sql<{ id: number }>`
      insert into er_judgement (a, b, a_referral, b_referral, verdict, reason, note, bits, activation, sample_id, person_id, at)
      select ${a}, ${b}, ${aReferral}, ${bReferral}, ${verdict}, ${reason}, ${note}, e.bits, e.activation,
        ${sampleId}::bigint, ${personId}, ${at}
      from (select) as one left join er_edge e on e.a = ${a} and e.b = ${b}
      returning id`,
  );
  return kept!.id;
}

/** Of judgement j: it decides something. Who cannot tell without the score is counted, and unseats nobody's decision. */
export const DECIDES = sql`(j.sample_id is null or j.verdict <> 'unsure')`;

/** What was ever decided of pairs among these records, in the order in which it was said. */
export async function judgedAmong(db: Db, ids: readonly number[]): Promise<JudgedPair[]> {
  if (ids.length < 2) return [];
  return rows(
    db,
    sql<JudgedPair>`${PREPARED}select j.id, j.a, j.b, j.verdict from er_judgement j
      where j.a = any(${ids}::bigint[]) and j.b = any(${ids}::bigint[]) and ${DECIDES} order by j.id`,
  );
}

/** What people still hold to of pairs among these records, in the order in which it was said. */
export async function heldAmong(db: Db, ids: readonly number[]): Promise<JudgedPair[]> {
  if (ids.length < 2) return [];
  return rows(
    db,
    sql<JudgedPair>`select j.id, j.a, j.b, j.verdict from er_judgement j
      where j.a = any(${ids}::bigint[]) and j.b = any(${ids}::bigint[]) and ${IS_HELD} order by j.id`,
  );
}

/** Every pair that was ever said to be the same, of records that count: some of them are told apart again. */
export async function pairsSaidSame(db: Db): Promise<Pair[]> {
  return rows(
    db,
    sql<Pair>`select distinct j.a, j.b from er_judgement j
      join er_record one on one.id = j.a and one.left_at is null
      join er_record other on other.id = j.b and other.left_at is null where j.verdict = 'same'`,
  );
}

type HistoryRow = {
  id: number;
  a: number;
  b: number;
  verdict: Verdict;
  reason: JudgementReason;
  personId: string;
  at: Date;
  hasNote: boolean;
  bits: number | null;
  modelVersion: string | null;
};

const HISTORY = sql`select j.id, j.a, j.b, j.verdict, j.reason, j.person_id as "personId", j.at,
    j.note is not null as "hasNote", j.bits,
    (select v.version from er_model_activation v where v.id = j.activation) as "modelVersion"
  from er_judgement j`;

/** What was decided of these records, the latest first; of all where none are named. */
export async function judgementHistory(
  db: Db,
  { recordIds, limit = 200 }: { recordIds?: readonly number[]; limit?: number } = {},
): Promise<PersonJudgement[]> {
  const wanted = recordIds ?? [];
  return rows(
    db,
    sql<HistoryRow>`${HISTORY}
      where ${DECIDES} and (${recordIds === undefined}::boolean
        or j.a = any(${wanted}::bigint[]) or j.b = any(${wanted}::bigint[]))
      order by j.id desc limit ${limit}`,
  );
}

/** All that was decided of exactly these pairs, the latest first. */
export async function historyOfPairs(db: Db, pairs: readonly Pair[]): Promise<PersonJudgement[]> {
  return rows(
    db,
    sql<HistoryRow>`${HISTORY}
      join unnest(${pairs.map(({ a }) => a)}::bigint[], ${pairs.map(({ b }) => b)}::bigint[]) as wanted (a, b)
        on j.a = wanted.a and j.b = wanted.b
      where ${DECIDES} order by j.id desc`,
  );
}

/** A sealed note and the two referrals under whose keys it is; undefined where there is none. */
export async function judgementNote(
  db: Db,
  id: number,
): Promise<{ note: Buffer; aReferral: string; bReferral: string } | undefined> {
  const [found] = await rows(
    db,
    sql<{ note: Buffer; aReferral: string; bReferral: string }>`
      select note, a_referral as "aReferral", b_referral as "bReferral" from er_judgement
      where id = ${id} and note is not null`,
  );
  return found;
}

/** The last verdict on each of these pairs that somebody still holds to. */
export async function verdictsOn(db: Db, pairs: readonly Pair[]): Promise<Map<string, Verdict>> {
  if (pairs.length === 0) return new Map();
  const found = await rows(
    db,
    sql<Pair & { verdict: Verdict }>`select distinct on (j.a, j.b) j.a, j.b, j.verdict from er_judgement j
      join unnest(${pairs.map(({ a }) => a)}::bigint[], ${pairs.map(({ b }) => b)}::bigint[]) as wanted (a, b)
        on j.a = wanted.a and j.b = wanted.b
      where ${IS_HELD} order by j.a, j.b, j.id desc`,
  );
  return new Map(found.map(({ a, b, verdict }) => [`${a} ${b}`, verdict]));
}

export type ConfirmedPair = { id: string; otherId: string };

/**
 * Pairs of referrals whose people somebody said to be one, by way of others too, except where somebody said that exactly
 * these two are not. Only what counts; of one `layer` where one is named.
 */
export async function confirmedReferrals(
  db: Db,
  referralIds: readonly string[],
  layer: PersonLayer | null = null,
): Promise<ConfirmedPair[]> {
  if (referralIds.length === 0) return [];
  return rows(
    db,
    sql<ConfirmedPair>`${PREPARED}
      with recursive own as (
        select r.id from er_record r where r.referral_id = any(${referralIds}::uuid[]) and r.left_at is null
          and (${layer}::text is null or r.layer = ${layer}::text)
      ), reached (origin, id) as (
        select own.id, same.id from own cross join lateral (${saidSame(sql`own.id`)}) as same
        union select reached.origin, same.id from reached cross join lateral (${saidSame(sql`reached.id`)}) as same
      ), found as (
        select reached.origin, reached.id, (select r.referral_id from er_record r where r.id = reached.origin) as own,
          (select r.referral_id from er_record r where r.id = reached.id and r.left_at is null) as other
        from reached)
      select distinct own as id, other as "otherId" from found where own <> other and not exists (
        select from er_judgement j where j.a = least(found.origin, found.id) and j.b = greatest(found.origin, found.id)
          and j.verdict = 'different' and ${IS_LAST})`,
  );
}

/** Records that are held to be the same person as this one. Few are: whoever nobody judged reaches nobody. */
function saidSame(id: RawBuilder<unknown>) {
  return sql`select j.b as id from er_judgement j where j.a = ${id} and j.verdict = 'same' and ${IS_LAST}
    union all select j.a from er_judgement j where j.b = ${id} and j.verdict = 'same' and ${IS_LAST}`;
}

const IS_LAST = sql`not exists (select from er_judgement later where later.a = j.a and later.b = j.b and later.id > j.id
  and (later.sample_id is null or later.verdict <> 'unsure'))`;

/** Of judgement j: its person said nothing else of the pair since, and did not take it back. */
export const IS_HELD = sql`${DECIDES} and j.reason <> 'judged-in-error' and not exists (select from er_judgement later
  where later.a = j.a and later.b = j.b and later.person_id = j.person_id and later.id > j.id)`;
