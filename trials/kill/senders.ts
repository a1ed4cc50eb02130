import path from 'node:path';
import { issueToken, registerSource } from '../../src/access/index.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { rows, type Store, sql } from '../../src/shared/db.ts';
import { fileKeyService } from '../../src/shared/file-key-service.ts';
import { openDatabase } from '../../src/store/index.ts';

const system = { kind: 'system', part: 'trial' } as const;

export type Senders = readonly { id: string; token: string }[];

/** Works on the records of a service that is running. */
export async function beside<T>(home: string, work: (store: Store) => Promise<T>): Promise<T> {
  const database = await openDatabase({ home, share: true, env: {} });
  try {
    const keys = await fileKeyService(path.join(home, 'keys'));
    return await work({ db: database.db, keys, clock: systemClock });
  } finally {
    await database.stop();
  }
}

export async function registerSenders(home: string, count: number): Promise<Senders> {
  return beside(home, async (store) => {
    const ids = Array.from({ length: count }, (_, i) => `sender-${i}`);
    for (const id of ids) await registerSource(store, system, { id, name: id, kind: 'platform' });
    return Promise.all(ids.map(async (id) => ({ id, token: await issueToken(store, system, id) })));
  });
}

/** How many referrals a bureau has of this sender. */
export async function referralsOf(home: string, sender: string): Promise<number> {
  return beside(home, async ({ db }) => {
    const [counted] = await rows(
      db,
      sql<{ count: number }>`select count(*)::int as count from referral where source_id = ${sender}`,
    );
    return counted!.count;
  });
}
