import { type Db, rows, sql, type Tx } from '../shared/db.ts';

// How much sealed evidence a person has opened: for that person and the welfare lead, never a measure of work.

export type Exposure = { personId: string; referralId: string; evidenceId: string; openedAt: Date };

export async function recordExposure(tx: Tx, exposure: Exposure): Promise<void> {
  await rows(
    tx,
    sql`insert into exposure (person_id, referral_id, evidence_id, opened_at)
        values (${exposure.personId}, ${exposure.referralId}, ${exposure.evidenceId}, ${exposure.openedAt})`,
  );
}

/** One day (UTC) of one person: items opened, each opening counted, and the referrals they belong to. */
export type ExposureDay = { day: string; opened: number; referrals: number };

/** What a person opened since then, day by day, the latest first. */
export async function exposureOf(db: Db, personId: string, since: Date): Promise<ExposureDay[]> {
  return rows(
    db,
    sql<ExposureDay>`select (opened_at at time zone 'UTC')::date as day, count(*) as opened,
        count(distinct referral_id) as referrals
      from exposure where person_id = ${personId} and opened_at >= ${since} group by 1 order by 1 desc`,
  );
}

export type ExposureOfPerson = { personId: string; opened: number; referrals: number; lastAt: Date };

/** What each person opened since then, the most first. */
export async function exposureByPerson(db: Db, since: Date): Promise<ExposureOfPerson[]> {
  return rows(
    db,
    sql<ExposureOfPerson>`select person_id as "personId", count(*) as opened, count(distinct referral_id) as referrals,
        max(opened_at) as "lastAt"
      from exposure where opened_at >= ${since} group by person_id order by 2 desc, 1`,
  );
}

/** Opened to compare people: the party of this position. It counts as any other opening. */
export function partyAsEvidence(party: number): string {
  return `party:${party}`;
}

/** How many parties of referrals each person opened since then to compare people, the most first. */
export async function partiesOpened(db: Db, since: Date): Promise<ExposureOfPerson[]> {
  return rows(
    db,
    sql<ExposureOfPerson>`select person_id as "personId", count(*) as opened, count(distinct referral_id) as referrals,
        max(opened_at) as "lastAt"
      from exposure where opened_at >= ${since} and evidence_id like 'party:%' group by person_id order by 2 desc, 1`,
  );
}

/** How many parties of referrals a person opened since then to compare people; each opening counts. */
export async function countPartiesOpened(db: Db, personId: string, since: Date): Promise<number> {
  const [counted] = await rows(
    db,
    sql<{ opened: number }>`select count(*) as opened from exposure
      where person_id = ${personId} and opened_at > ${since} and evidence_id like 'party:%'`,
  );
  return counted!.opened;
}

/** Items of one referral that a person opened before. */
export async function evidenceOpenedBy(db: Db, personId: string, referralId: string): Promise<Set<string>> {
  const opened = await rows(
    db,
    sql<{ id: string }>`select distinct evidence_id as id from exposure
      where person_id = ${personId} and referral_id = ${referralId}`,
  );
  return new Set(opened.map(({ id }) => id));
}
