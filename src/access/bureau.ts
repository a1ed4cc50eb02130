import { type Db, row, rows, sql } from '../shared/db.ts';

/** The bureau that this database belongs to. `synthetic`: it holds generated referrals only, and every page says so. */
export type Bureau = { name: string; synthetic: boolean; openedAt: Date };

/** The bureau; undefined in a database that nobody has opened yet. */
export async function readBureau(db: Db): Promise<Bureau | undefined> {
  return row(db, sql<Bureau>`select name, synthetic, opened_at as "openedAt" from bureau`);
}

/** Opens the bureau once; a second call changes nothing, so a synthetic database can never pass for a real one. */
export async function openBureau(db: Db, bureau: Bureau): Promise<void> {
  await rows(
    db,
    sql`insert into bureau (name, synthetic, opened_at) values (${bureau.name}, ${bureau.synthetic}, ${bureau.openedAt})
        on conflict do nothing`,
  );
}
