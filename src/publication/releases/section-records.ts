import { type Db, rows, sql } from '../../shared/db.ts';
import type { Section } from './release.ts';

/** A section as it was written last. `position`: in the report, from 0. */
export type WrittenSection = Section & {
  version: number;
  position: number;
  writtenBy: string;
  writtenAt: Date;
};

/** The latest version of each section, in the order of the report. */
export async function sectionsOf(db: Db, releaseId: string): Promise<WrittenSection[]> {
  return rows(
    db,
    sql<WrittenSection>`select * from (
        select distinct on (section_id) section_id as id, heading, text, version, position, written_by as "writtenBy",
          written_at as "writtenAt"
        from release_section where release_id = ${releaseId} order by section_id, version desc) latest
      order by position, id`,
  );
}

/** Every version of one section, the latest first. */
export async function versionsOf(db: Db, releaseId: string, sectionId: string): Promise<WrittenSection[]> {
  return rows(
    db,
    sql<WrittenSection>`select section_id as id, heading, text, version, position, written_by as "writtenBy",
        written_at as "writtenAt"
      from release_section where release_id = ${releaseId} and section_id = ${sectionId} order by version desc`,
  );
}

export async function addSectionVersion(db: Db, releaseId: string, section: WrittenSection): Promise<void> {
  const { id, version, position, heading, text, writtenBy, writtenAt } = section;
  await rows(
    db,
    sql`insert into release_section (release_id, section_id, version, position, heading, text, written_by, written_at)
        values (${releaseId}, ${id}, ${version}, ${position}, ${heading}, ${text}, ${writtenBy}, ${writtenAt})`,
  );
}
