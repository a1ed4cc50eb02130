import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { type Intake, type Lookups, openLookups } from '../flow/index.ts';
import { MOST_BYTES_OF_A_BATCH } from '../intake/index.ts';
import { searchHere } from '../matching/index.ts';
import { Problem } from '../shared/problem.ts';
import { answerFailure } from './answer-failure.ts';
import { linkRoutes } from './link-routes.ts';
import { listRoutes } from './list-routes.ts';
import { lookupRoutes } from './lookup-routes.ts';
import { describeApi } from './openapi.ts';
import { receiveRoutes } from './receive-routes.ts';
import { LOOKUP_REQUESTS_PER_MINUTE, senders } from './senders.ts';

/** A sender's requests a minute: 50 a second, 45 times what NCMEC received from everybody in 2023 (36.2 million). */
const REQUESTS_PER_MINUTE = 3_000;

export type ApiOptions = {
  intake: Intake;
  requestsPerMinute?: number;
  /** Where hashes are looked up; in this process if not said. */
  lookups?: Lookups;
  /** Told the code of a failure that is a bug. */
  onBug?: (code: string) => void;
};

/** The API as a Fastify plugin with a scope of its own: its paths begin with `/api/v1`; `/healthz` stands outside. */
export async function api(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { intake } = options;
  const known = senders(intake.store);
  const onBug = options.onBug ?? ((code) => app.log.error({ code }, 'request failed'));
  app.get('/healthz', { logLevel: 'silent' }, async () => ({ status: 'ok' }));
  await app.register(
    async (v1) => {
      v1.setErrorHandler((failure, _request, reply) => answerFailure(failure, reply, onBug));
      v1.setNotFoundHandler(() => {
        throw new Problem('api.not-found');
      });
      await v1.register(rateLimit, {
        max: options.requestsPerMinute ?? REQUESTS_PER_MINUTE,
        timeWindow: '1 minute',
        keyGenerator: known.keyOf,
        errorResponseBuilder: () => new Problem('intake.too-many-requests'),
      });
      takeBodiesAsTheyAre(v1);
      v1.get('/openapi.json', async () => describeApi(intake.adapters));
      await v1.register(receiveRoutes, { intake, senders: known });
      await v1.register(lookupRoutes, {
        store: intake.store,
        lookups: options.lookups ?? openLookups(intake.store, { search: searchHere(intake.store.db) }),
        senders: known,
        requestsPerMinute: options.requestsPerMinute ?? LOOKUP_REQUESTS_PER_MINUTE,
      });
      await v1.register(listRoutes, { store: intake.store, senders: known });
      await v1.register(linkRoutes, { store: intake.store });
    },
    // Silent, because an address or a key may hold what a sender should not have put there.
    { prefix: '/api/v1', bodyLimit: MOST_BYTES_OF_A_BATCH, logLevel: 'silent' },
  );
}

/** Any media type, as bytes: what is kept and hashed is what was sent. */
function takeBodiesAsTheyAre(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
