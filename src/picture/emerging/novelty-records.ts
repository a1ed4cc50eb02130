import { type Db, row, rows, sql } from '../../shared/db.ts';
import type { Counted } from '../crossings.ts';
import { partColumns } from '../figures.ts';
import { type NoveltyKind, type NoveltyTag, shippedTags } from './novelty.ts';

/** The context under which the note on a mark is sealed. */
export const NOVELTY_NOTE_SEALED_AS = 'novelty-note';

export type NoveltyMark = {
  id: string;
  referralId: string;
  tag: string;
  hasNote: boolean;
  markedBy: string;
  markedAt: Date;
};

/** The tags that every bureau has, then those that were named here. */
export async function noveltyTags(db: Db): Promise<NoveltyTag[]> {
  const named = await rows(
    db,
    sql<{
      id: string;
      kind: NoveltyKind;
      name: string;
    }>`select id, kind, name from novelty_tag order by named_at, id`,
  );
  return [...shippedTags(), ...named.map((tag) => ({ ...tag, isShipped: false }))];
}

/** False where there is one of that id already. */
export async function addNoveltyTag(
  db: Db,
  tag: { id: string; kind: NoveltyKind; name: string; namedBy: string; namedAt: Date },
): Promise<boolean> {
  const added = await row(
    db,
    sql`insert into novelty_tag (id, kind, name, named_by, named_at)
        values (${tag.id}, ${tag.kind}, ${tag.name}, ${tag.namedBy}, ${tag.namedAt})
        on conflict (id) do nothing returning id`,
  );
  return added !== undefined;
}

/** False where the referral has that mark already. */
export async function addNoveltyMark(
  db: Db,
  mark: Omit<NoveltyMark, 'hasNote'> & { note: Buffer | null },
): Promise<boolean> {
  const added = await row(
    db,
    sql`insert into novelty_mark (id, referral_id, tag, note, marked_by, marked_at)
        values (${mark.id}, ${mark.referralId}, ${mark.tag}, ${mark.note}, ${mark.markedBy}, ${mark.markedAt})
        on conflict (referral_id, tag) where removed_at is null do nothing returning id`,
  );
  return added !== undefined;
}

/** False where it does not stand. */
export async function removeNoveltyMark(
  db: Db,
  { id, referralId, by, at }: { id: string; referralId: string; by: string; at: Date },
): Promise<boolean> {
  const removed = await row(
    db,
    sql`update novelty_mark set removed_by = ${by}, removed_at = ${at}
        where id::text = ${id} and referral_id = ${referralId} and removed_at is null returning id`,
  );
  return removed !== undefined;
}

export async function marksOf(db: Db, referralId: string): Promise<NoveltyMark[]> {
  return rows(
    db,
    sql<NoveltyMark>`select id, referral_id as "referralId", tag, note is not null as "hasNote",
          marked_by as "markedBy", marked_at as "markedAt"
        from novelty_mark where referral_id = ${referralId} and removed_at is null order by marked_at`,
  );
}

/** The sealed note of a mark that stands; undefined where there is none. */
export async function noteOfMark(
  db: Db,
  id: string,
): Promise<{ referralId: string; note: Buffer } | undefined> {
  return row(
    db,
    sql<{ referralId: string; note: Buffer }>`select referral_id as "referralId", note
        from novelty_mark where id::text = ${id} and removed_at is null and note is not null`,
  );
}

/** Incidents marked, by tag and month of receipt. */
export async function countMarks(db: Db): Promise<Counted[]> {
  const lines = await rows(
    db,
    sql<{ tag: string; start: string; incidents_n: number }>`
      select tag, received_month as start, ${sql.raw(partColumns(['incidents']).join(', '))}
      from novelty_mark join picture_fact using (referral_id)
      where removed_at is null group by 1, 2 order by 1, 2`,
  );
  return lines
    .map(({ tag, start, incidents_n }) => ({ of: { tag }, start: String(start), count: Number(incidents_n) }))
    .filter(({ count }) => count > 0);
}
