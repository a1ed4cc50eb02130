import Fastify from 'fastify';
import { issueToken, registerSource } from '../../src/access/index.ts';
import { api } from '../../src/api/index.ts';
import { openIntake } from '../../src/flow/index.ts';
import { rows, sql } from '../../src/shared/db.ts';
import { testStore } from '../../src/store/test-database.ts';

const SYSTEM = { kind: 'system', part: 'test' } as const;

export type TestBureau = Awaited<ReturnType<typeof testBureau>>;

/** A bureau's API on loopback, over a database of its own. */
export async function testBureau() {
  const bureau = await testStore(new Date());
  const { store } = bureau;
  const app = Fastify();
  await app.register(api, { intake: openIntake(store), requestsPerMinute: 100_000 });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    store,
    app,
    url,
    /** Registers a platform; answers with its token. */
    async platform(id: string): Promise<string> {
      await registerSource(store, SYSTEM, { id, name: id, kind: 'platform' });
      return issueToken(store, SYSTEM, id);
    },
    /** How many referrals the bureau has of a sender. */
    async referralsOf(id: string): Promise<number> {
      const [counted] = await rows(
        bureau.ownerDb,
        sql<{ count: number }>`select count(*)::int as count from referral where source_id = ${id}`,
      );
      return counted!.count;
    },
    async close(): Promise<void> {
      await app.close();
      await bureau.drop();
    },
  };
}
