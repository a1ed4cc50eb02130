import type { Db } from '../shared/db.ts';
import type { Checkpoint } from './checkpoint.ts';
import { lastCheckpoint, unsealedAfter } from './ledger-records.ts';
import { placeOf } from './seal-entries.ts';

/** The newest checkpoint, and what no checkpoint covers yet (`oldest`: ISO time, null if nothing). */
export type LedgerState = {
  last: Checkpoint | null;
  unsealed: { entries: number; oldest: string | null };
};

export async function ledgerState(db: Db): Promise<LedgerState> {
  const last = await lastCheckpoint(db);
  return { last: last ?? null, unsealed: await unsealedAfter(db, placeOf(last)) };
}
