import { timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { Problem } from '../../shared/problem.ts';
import type { Kit } from '../kit/kit.ts';
import { readEventLines } from './event-lines.ts';
import { readDecision, readHashes } from './read-requests.ts';

/** Chosen: 10,000 events of half a kilobyte each, or one large photograph. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Chosen: what stands in the queue beyond this waits at its sender instead. */
const MOST_WAITING = 20_000;

export type HttpOptions = {
  kit: Kit;
  /** What callers show; content is sent here, so that nobody else may listen or ask. */
  token: string;
};

/** The kit for programs on the platform's own side: events in, decisions out, and what waits for people. */
export async function httpTransport({ kit, token }: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({ logger: false, bodyLimit: MOST_BYTES });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.addHook('onRequest', async (request) => {
    if (request.url !== '/healthz' && !isToken(request.headers.authorization, token)) {
      throw new Problem('access.unknown-client');
    }
  });
  app.setErrorHandler((failure, _request, reply) => answerFailure(failure, reply));
  app.setNotFoundHandler(() => {
    throw new Problem('api.not-found');
  });
  eventRoutes(app, kit);
  holdRoutes(app, kit);
  reportRoutes(app, kit);
  return app;
}

function eventRoutes(app: FastifyInstance, kit: Kit): void {
  app.post('/events', async (request, reply) => {
    if (kit.waiting > MOST_WAITING) throw new Problem('prevention.overloaded');
    const { events, faults } = readEventLines(
      bodyOf(request).toString(),
      request.headers['content-type'] ?? '',
    );
    const { decisions, refused } = await kit.take(events);
    const nothing = refused.length === events.length && refused.length + faults.length > 0;
    return reply
      .code(nothing ? 422 : 200)
      .send({ taken: events.length - refused.length, decisions, refused, unreadable: faults });
  });
  app.post<{ Querystring: { file?: string; account?: string } }>('/pictures', async (request) => {
    const { file, account } = request.query;
    const about = file === undefined ? undefined : { file, ...(account !== undefined && { account }) };
    return kit.screenPicture(bodyOf(request), about);
  });
  app.post('/lookup', async (request) => kit.lookUp(readHashes(bodyOf(request))));
  app.get('/status', async () => kit.status());
}

/** What waits for the platform's own people, and their decisions. */
function holdRoutes(app: FastifyInstance, kit: Kit): void {
  app.get('/holds', async () => ({ holds: kit.holds.open() }));
  app.post<{ Params: { id: string } }>('/holds/:id', async (request) =>
    kit.holds.decide(request.params.id, readDecision(bodyOf(request))),
  );
}

function reportRoutes(app: FastifyInstance, kit: Kit): void {
  app.get('/reports', async () => ({ reports: kit.reports.all() }));
  app.post<{ Params: { key: string } }>('/reports/:key/amend', async (request, reply) => {
    await kit.reports.amend(request.params.key);
    return reply.code(202).send({ amended: request.params.key });
  });
}

function bodyOf({ body }: { body: unknown }): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function isToken(authorization: string | undefined, token: string): boolean {
  const given = Buffer.from(/^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '');
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Problems as RFC 9457 has them; a bug is told without its message, which could quote a record. */
function answerFailure(failure: unknown, reply: FastifyReply): FastifyReply {
  const problem = problemFrom(failure);
  if (!problem)
    return reply.code(500).type('application/problem+json').send({ title: 'Something went wrong' });
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  if (problem.status === 503) reply.header('retry-after', '1');
  return reply.code(problem.status).type('application/problem+json').send(problem.toJSON());
}

function problemFrom(failure: unknown): Problem | undefined {
  if (failure instanceof Problem) return failure;
  const { statusCode } = failure as { statusCode?: number };
  if (statusCode === 413) return new Problem('intake.too-large');
  return statusCode !== undefined && statusCode < 500 ? new Problem('api.bad-request') : undefined;
}
