import { randomBytes } from 'node:crypto';
import pg from 'pg';

const BYTES = 2_048;

type BareOrder = { url: string; connections: number; seconds: number };

/** Single-row inserts of 2 KB a second: each its own commit, on connections that do nothing else. */
export async function insertBare({ url, connections, seconds }: BareOrder): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: url });
      client.on('error', () => undefined);
      await client.connect();
      return client;
    }),
  );
  await clients[0]!.query(
    'create table if not exists bench_bare (id bigint generated always as identity primary key, document bytea not null)',
  );
  const start = performance.now();
  const counts = await Promise.all(clients.map((client) => insertUntil(client, start + seconds * 1_000)));
  const rate = counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - start) / 1_000);
  await Promise.all(clients.map((client) => client.end()));
  return rate;
}

async function insertUntil(client: pg.Client, end: number): Promise<number> {
  let count = 0;
  for (; performance.now() < end; count += 1) {
    await client.query({
      name: 'insert-bare',
      text: 'insert into bench_bare (document) values ($1)',
      values: [randomBytes(BYTES)],
    });
  }
  return count;
}
