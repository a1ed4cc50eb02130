import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import type { UsableHash } from '../usable-hash.ts';
import type { Media } from './vocabulary.ts';

/** A file of a referral that somebody graded for the bureau's own list. `position`: in the referral's list of files. */
export type Grading = {
  id: string;
  listId: number;
  list: string;
  referralId: string;
  version: number;
  position: number;
  media: Media;
  classification: string;
  gradedBy: string;
  gradedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  decision: 'confirmed' | 'refused' | null;
  entryId: number | null;
};

const GRADING = sql`select g.id, g.list_id as "listId", l.code as list, g.referral_id as "referralId", g.version,
    g.position, g.media, g.classification, g.graded_by as "gradedBy", g.graded_at as "gradedAt",
    g.decided_by as "decidedBy", g.decided_at as "decidedAt", g.decision, g.entry_id as "entryId"
  from own_grading g join hash_list l on l.id = g.list_id`;

export type NewGrading = Pick<
  Grading,
  | 'id'
  | 'listId'
  | 'referralId'
  | 'version'
  | 'position'
  | 'media'
  | 'classification'
  | 'gradedBy'
  | 'gradedAt'
>;

/** Gives false where the file waits for confirmation already. */
export async function addGrading(tx: Tx, grading: NewGrading): Promise<boolean> {
  const added = await rows(
    tx,
    sql`insert into own_grading (id, list_id, referral_id, version, position, media, classification, graded_by, graded_at)
      values (${grading.id}, ${grading.listId}, ${grading.referralId}, ${grading.version}, ${grading.position},
        ${grading.media}, ${grading.classification}, ${grading.gradedBy}, ${grading.gradedAt})
      on conflict (list_id, referral_id, position) where decided_at is null do nothing returning id`,
  );
  return added.length > 0;
}

/** The grading, if it waits for a second person; locked until the transaction ends. */
export async function openGrading(tx: Tx, id: string): Promise<Grading | undefined> {
  return row(tx, sql<Grading>`${GRADING} where g.id = ${id} and g.decided_at is null for update of g`);
}

export async function decideGrading(
  tx: Tx,
  id: string,
  decided: { by: string; at: Date; decision: 'confirmed' | 'refused'; entryId: number | null },
): Promise<void> {
  await rows(
    tx,
    sql`update own_grading set decided_by = ${decided.by}, decided_at = ${decided.at}, decision = ${decided.decision},
        entry_id = ${decided.entryId} where id = ${id}`,
  );
}

export async function waitingGradings(db: Db, limit: number): Promise<Grading[]> {
  return rows(
    db,
    sql<Grading>`${GRADING} where g.decided_at is null order by g.graded_at, g.id limit ${limit}`,
  );
}

export async function countWaitingGradings(db: Db): Promise<number> {
  const counted = await row(
    db,
    sql<{ waiting: number }>`select count(*)::integer as waiting from own_grading where decided_at is null`,
  );
  return counted?.waiting ?? 0;
}

export async function gradingsOfReferral(db: Db, referralId: string): Promise<Grading[]> {
  return rows(
    db,
    sql<Grading>`${GRADING} where g.referral_id = ${referralId} order by g.position, g.graded_at`,
  );
}

/** The comparable hashes of the files of a referral as it is matched now, by position. */
export async function hashesOfFiles(
  db: Db,
  referralId: string,
  limit: number,
): Promise<{ version: number; position: number; hashes: UsableHash[] }[]> {
  return rows(
    db,
    sql<{ version: number; position: number; hashes: UsableHash[] }>`
      select s.version, s.position, json_agg(json_build_object('kind', s.kind, 'hex', encode(s.value, 'hex'),
        'quality', s.quality) order by s.kind, s.value) as hashes
      from matched_referral r
      join file_sighting s on s.referral_id = r.referral_id and s.version = r.version
      where r.referral_id = ${referralId} and r.withdrawn_at is null
      group by s.version, s.position order by s.position limit ${limit}`,
  );
}

/** A standing entry of this list that names one of these values by a cryptographic hash: the same file. */
export async function entryOfFile(
  db: Db,
  listId: number,
  hashes: readonly UsableHash[],
): Promise<number | undefined> {
  const exact = hashes.filter(({ kind }) => kind !== 'pdq');
  const found = await row(
    db,
    sql<{ entryId: number }>`select e.lasting_id as "entryId"
      from unnest(${exact.map(({ kind }) => kind)}::text[], ${exact.map(({ hex }) => hex)}::text[]) as f (kind, hex)
      join known_value k on k.kind = f.kind and k.value = decode(f.hex, 'hex')
      join entry_value v on v.value_id = k.id
      join list_entry e on e.id = v.entry_id and e.list_id = ${listId} and e.ended_revision is null limit 1`,
  );
  return found?.entryId;
}
