import { type Db, row, rows, sql, type Tx } from '../../shared/db.ts';
import { storableJson } from '../../shared/storable-json.ts';
import type { PartnerRelease } from './partner-release.ts';

/** A release that was added to the global assessment. */
export type AddedRelease = { id: string; release: PartnerRelease; addedBy: string; addedAt: Date };

/** Releases that are compared, by country, then in the order in which they were added. */
export async function readPartnerReleases(db: Db): Promise<AddedRelease[]> {
  return rows(
    db,
    sql<AddedRelease>`select id, release, added_by as "addedBy", added_at as "addedAt" from partner_release
      where left_out_at is null order by release ->> 'country', added_at, id`,
  );
}

/** False where the same file is compared already. */
export async function addPartnerRelease(
  tx: Tx,
  { id, release, addedBy, addedAt, file }: AddedRelease & { file: Buffer },
): Promise<boolean> {
  const added = await row(
    tx,
    sql<{ id: string }>`insert into partner_release (id, file_sha256, release, added_by, added_at)
        values (${id}, ${file}, ${storableJson(release)}::jsonb, ${addedBy}, ${addedAt})
        on conflict (file_sha256) where left_out_at is null do nothing
        returning id`,
  );
  return added !== undefined;
}

/** False where there is no such release among those that are compared. */
export async function leaveOutRelease(
  tx: Tx,
  { id, by, at }: { id: string; by: string; at: Date },
): Promise<boolean> {
  const left = await row(
    tx,
    sql<{ id: string }>`update partner_release set left_out_by = ${by}, left_out_at = ${at}
        where id = ${id} and left_out_at is null returning id`,
  );
  return left !== undefined;
}
