import { type Db, row, rows, sql } from '../shared/db.ts';

/** The bureau that this database belongs to. `synthetic`: it holds generated referrals only, and every page says so. */
export type Bureau = { name: string; synthetic: boolean; openedAt: Date };

/** `readyAt`: null while a generated bureau is still being filled, or if filling it was cut short. */
export type OpenedBureau = Bureau & { readyAt: Date | null };

/** The bureau; undefined in a database that nobody has opened yet. */
export async function readBureau(db: Db): Promise<OpenedBureau | undefined> {
  return row(
    db,
    sql<OpenedBureau>`select name, synthetic, opened_at as "openedAt", ready_at as "readyAt" from bureau`,
  );
}

/** Opens the bureau once; a second call changes nothing, so a synthetic database can never pass for a real one. */
export async function openBureau(db: Db, bureau: Bureau): Promise<void> {
  await rows(
    db,
    sql`insert into bureau (name, synthetic, opened_at, ready_at)
        values (${bureau.name}, ${bureau.synthetic}, ${bureau.openedAt}, ${bureau.synthetic ? null : bureau.openedAt})
        on conflict do nothing`,
  );
}

/** Says that everything generated is in. */
export async function markBureauReady(db: Db, at: Date): Promise<void> {
  await rows(db, sql`update bureau set ready_at = ${at} where ready_at is null`);
}
