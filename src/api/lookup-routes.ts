import type { FastifyInstance, FastifyRequest } from 'fastify';
import { disputeHit, type Lookups, MOST_HASHES } from '../flow/index.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { parse, readAskedHashes, usableQuery } from './lookup-requests.ts';
import type { Senders } from './senders.ts';

type LookupServices = { store: Store; lookups: Lookups; senders: Senders; requestsPerMinute: number };

/** A thousand hashes as JSON are 100 KB; four times as much is more than any list of them. */
const MOST_BYTES = 400_000;

/** `POST /lookups` and `POST /lookups/disputes`: what hash lists say, and what a sender holds of it. */
export async function lookupRoutes(
  app: FastifyInstance,
  { store, lookups, senders, requestsPerMinute }: LookupServices,
): Promise<void> {
  const limits = {
    bodyLimit: MOST_BYTES,
    config: { rateLimit: { max: (request: FastifyRequest) => senders.mostFor(request, requestsPerMinute) } },
  };
  app.decorateRequest('sender');
  app.addHook('preParsing', async (request) => {
    request.sender = await senders.of(request);
    await lookups.ensureGranted(request.sender, 'lookup');
  });

  app.post('/lookups', limits, async (request, reply) => {
    const { queries, places, unusable, asked } = readAskedHashes(request, MOST_HASHES);
    const answers = await lookups.look(request.sender, queries);
    const hits = answers.map((answer) => ({ ...answer, query: places[answer.query]! }));
    return reply.type('application/json').send(JSON.stringify({ asked, unusable, hits }));
  });

  app.post('/lookups/disputes', limits, async (request) =>
    disputeHit({ store, lookups }, request.sender, readDispute(request)),
  );
}

function readDispute({ body }: FastifyRequest): Parameters<typeof disputeHit>[2] {
  const given = parse(Buffer.isBuffer(body) ? body : Buffer.alloc(0)) as Record<string, unknown>;
  const { kind, value } = (given['hash'] ?? {}) as Record<string, unknown>;
  const hash = usableQuery({ kind: String(kind ?? 'pdq'), value: String(value ?? '') });
  if (hash === null || typeof given['entry'] !== 'number' || typeof given['opinion'] !== 'string') {
    throw new Problem('api.bad-request', { detail: 'hash, entry and opinion are needed' });
  }
  const { reason } = given;
  return {
    hash,
    entryId: given['entry'],
    // Codes that are not known are refused where they are used.
    opinion: given['opinion'] as 'disputed',
    ...(typeof reason === 'string' ? { reason: reason as 'other' } : {}),
  };
}
