import Fastify from 'fastify';
import { issueToken, registerSource } from '../../src/access/index.ts';
import { api } from '../../src/api/index.ts';
import { openIntake } from '../../src/flow/index.ts';
import { systemClock } from '../../src/shared/clock.ts';
import { memoryKeyService } from '../../src/shared/file-key-service.ts';
import { migrate, openDb } from '../../src/store/index.ts';

// The API as a process of its own, on a loopback port. Arguments: the database's addresses for application and owner.

export type ServerReady = { port: number; token: string };

const system = { kind: 'system', part: 'bench' } as const;
await migrate(process.argv[3]!);
const store = {
  db: openDb({ url: process.argv[2]!, maxConnections: 4 }),
  keys: memoryKeyService(),
  clock: systemClock,
};
await registerSource(store, system, { id: 'bench', name: 'Bench', kind: 'platform' });
const token = await issueToken(store, system, 'bench');

const app = Fastify({ logger: false });
await app.register(api, {
  intake: openIntake(store),
  requestsPerMinute: Number.MAX_SAFE_INTEGER,
  onBug: (code) => process.stderr.write(`bug: ${code}\n`),
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(
  `${JSON.stringify({ port: Number(new URL(address).port), token } satisfies ServerReady)}\n`,
);
