import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import type { Band } from '../axes.ts';
import type { Gradable, SampleKind, Stratum } from './grading-sample.ts';

export type GradingSample = {
  id: string;
  kind: SampleKind;
  seed: number;
  /** Referrals assessed from `since` up to, not including, `until`. */
  since: Date;
  until: Date;
  drawnBy: string;
  drawnAt: Date;
};

/** Where every referral assessed in a period stands: as decided, or as proposed while nobody has. */
export async function gradedBetween(db: Db, since: Date, until: Date): Promise<Gradable[]> {
  return rows(
    db,
    sql<Gradable>`select a.referral_id as "referralId", coalesce(d.band, a.band) as band, d.decided_by as "decidedBy"
      from (select distinct on (referral_id) referral_id, band from assessment
        where made_at >= ${since} and made_at < ${until} order by referral_id, seq desc) as a
      left join lateral (select band, decided_by from decision
        where referral_id = a.referral_id order by seq desc limit 1) as d on true
      order by a.referral_id`,
  );
}

export async function addSample(
  tx: Tx,
  sample: GradingSample,
  drawn: { members: readonly Gradable[]; strata: readonly Stratum[] },
): Promise<void> {
  await rows(
    tx,
    sql`insert into grading_sample (id, kind, seed, since, until, drawn_by, drawn_at)
      values (${sample.id}, ${sample.kind}, ${sample.seed}, ${sample.since}, ${sample.until}, ${sample.drawnBy}, ${sample.drawnAt})`,
  );
  await rows(
    tx,
    sql`insert into grading_stratum (sample_id, band, population, drawn)
      select ${sample.id}, band, population, drawn from jsonb_to_recordset(${JSON.stringify(drawn.strata)}::jsonb)
        as new (band text, population integer, drawn integer)`,
  );
  const members = drawn.members.map((member, i) => ({ ...member, position: i + 1 }));
  await rows(
    tx,
    sql`insert into grading_member (sample_id, referral_id, position, band, decided_by)
      select ${sample.id}, "referralId", position, band, "decidedBy" from jsonb_to_recordset(${JSON.stringify(members)}::jsonb)
        as new ("referralId" uuid, position integer, band text, "decidedBy" uuid)`,
  );
}

const SAMPLE = sql`id, kind, seed, since, until, drawn_by as "drawnBy", drawn_at as "drawnAt"`;

export async function findSample(db: Db, id: string): Promise<GradingSample | undefined> {
  return row(db, sql<GradingSample>`select ${SAMPLE} from grading_sample where id::text = ${id}`);
}

/** `drawn`: members; `graded`: members that anybody has graded. */
export type ListedSample = GradingSample & { drawn: number; graded: number };

/** The latest first. */
export async function listSamples(db: Db, limit: number): Promise<ListedSample[]> {
  return rows(
    db,
    sql<ListedSample>`select ${SAMPLE},
        (select count(*) from grading_member m where m.sample_id = s.id) as drawn,
        (select count(distinct g.referral_id) from blind_grade g where g.sample_id = s.id) as graded
      from grading_sample s order by drawn_at desc, id desc limit ${limit}`,
  );
}

export async function strataOf(db: Db, sampleId: string): Promise<Stratum[]> {
  return rows(
    db,
    sql<Stratum>`select band, population, drawn from grading_stratum where sample_id = ${sampleId}
      order by array_position(array['very-high', 'high', 'medium', 'low'], band)`,
  );
}

export type SampleMember = Gradable & { position: number };

/** In the order of drawing, which tells nothing of the band. */
export async function membersOf(db: Db, sampleId: string): Promise<SampleMember[]> {
  return rows(
    db,
    sql<SampleMember>`select referral_id as "referralId", position, band, decided_by as "decidedBy"
      from grading_member where sample_id = ${sampleId} order by position`,
  );
}

/** Those of these referrals that a person has ever decided on: they have seen how each was graded. */
export async function decidedEverBy(
  db: Db,
  personId: string,
  referralIds: readonly string[],
): Promise<Set<string>> {
  const found = await rows(
    db,
    sql<{ id: string }>`select distinct referral_id as id from decision
      where decided_by = ${personId} and referral_id = any(${[...referralIds]}::uuid[])`,
  );
  return new Set(found.map(({ id }) => id));
}

/** `band` null: the facts do not allow a judgement. */
export type BlindGrade = {
  sampleId: string;
  referralId: string;
  gradedBy: string;
  gradedAt: Date;
  band: Band | null;
};

/** False where this person has graded it before: the first grade stands. */
export async function addBlindGrade(tx: Tx, grade: BlindGrade): Promise<boolean> {
  const added = await rows(
    tx,
    sql`insert into blind_grade (sample_id, referral_id, graded_by, graded_at, band)
      values (${grade.sampleId}, ${grade.referralId}, ${grade.gradedBy}, ${grade.gradedAt}, ${grade.band})
      on conflict do nothing returning referral_id`,
  );
  return added.length > 0;
}

export async function gradesOf(db: Db, sampleId: string): Promise<BlindGrade[]> {
  return rows(
    db,
    sql<BlindGrade>`select sample_id as "sampleId", referral_id as "referralId", graded_by as "gradedBy",
        graded_at as "gradedAt", band from blind_grade where sample_id = ${sampleId} order by graded_at`,
  );
}

/** A blind grade beside what it judges. `stood`: its band when it was drawn. */
export type JudgedGrade = BlindGrade & { kind: SampleKind; stood: Band; decidedBy: string | null };

/** Blind grades given in a period, of every sample. */
export async function gradesBetween(db: Db, since: Date, until: Date): Promise<JudgedGrade[]> {
  return rows(
    db,
    sql<JudgedGrade>`select g.sample_id as "sampleId", g.referral_id as "referralId", g.graded_by as "gradedBy",
        g.graded_at as "gradedAt", g.band, s.kind, m.band as stood, m.decided_by as "decidedBy"
      from blind_grade g join grading_sample s on s.id = g.sample_id
      join grading_member m on m.sample_id = g.sample_id and m.referral_id = g.referral_id
      where g.graded_at >= ${since} and g.graded_at < ${until} order by g.graded_at, g.referral_id, g.graded_by`,
  );
}

/** What a referral drawn by lot stands for: one in `weight`. Of several drawings the likeliest counts. */
export type DrawnByLot = { referralId: string; kind: SampleKind; stood: Band; weight: number };

/** Every referral that was drawn, for an evaluation that weighs sampled low bands back in. */
export async function drawnByLot(db: Db): Promise<DrawnByLot[]> {
  return rows(
    db,
    sql<DrawnByLot>`select distinct on (m.referral_id) m.referral_id as "referralId", s.kind, m.band as stood,
        t.population::float8 / t.drawn as weight
      from grading_member m join grading_sample s on s.id = m.sample_id
      join grading_stratum t on t.sample_id = m.sample_id and t.band = m.band
      order by m.referral_id, t.population::float8 / t.drawn`,
  );
}
