import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  HASHED_MEDIA,
  type HashedInMemory,
  type HashedMedia,
  hashInMemory,
  type LookupAnswer,
  type Lookups,
} from '../flow/index.ts';
import { MATCH_RADIUS, parsePdq, pdqDistance } from '../hashing/index.ts';
import type { LookupQuery } from '../matching/index.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { fileParts } from './file-part.ts';
import { answerHmaFailure, matchesByBank, rawMatches, SIGNAL_TYPES, type SignalType } from './hma-answers.ts';
import { parse, usableQuery } from './lookup-requests.ts';
import { LOOKUP_REQUESTS_PER_MINUTE, type Senders, senders } from './senders.ts';

/** Chosen: larger than pictures are; whole films are hashed by whoever holds them. */
const MOST_CONTENT_BYTES = 32 * 1024 * 1024;

export type HmaOptions = {
  store: Store;
  lookups: Lookups;
  requestsPerMinute?: number;
  onBug?: (code: string) => void;
};

type Services = Omit<HmaOptions, 'onBug'> & { known: Senders };

/**
 * What clients of Hasher-Matcher-Actioner call: /m/lookup, /m/raw_lookup, /m/compare, /m/index/status, /h/hash, /status.
 * A sender's token as bearer, or its id and token by HTTP Basic. No address is fetched; content only under agreement.
 */
export async function hmaEndpoint(app: FastifyInstance, options: HmaOptions): Promise<void> {
  const { store, lookups, requestsPerMinute = LOOKUP_REQUESTS_PER_MINUTE } = options;
  const onBug = options.onBug ?? ((code) => app.log.error({ code }, 'request failed'));
  const known = senders(store, { basic: true });
  const services = { store, lookups, known, requestsPerMinute };
  app.get('/status', { logLevel: 'silent' }, async (_request, reply) => {
    const ready = await lookups.status().then(
      () => true,
      () => false,
    );
    return reply
      .code(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'I-AM-ALIVE' : 'INDEX-NOT-LOADED');
  });
  app.get('/status/live', { logLevel: 'silent' }, async (_request, reply) =>
    reply.type('text/plain').send('I-AM-ALIVE'),
  );
  const scope = { bodyLimit: MOST_CONTENT_BYTES, logLevel: 'silent' } as const;
  const guarded =
    (routes: (app: FastifyInstance, services: Services) => void) => async (m: FastifyInstance) => {
      await guard(m, services, onBug);
      routes(m, services);
    };
  await app.register(guarded(matchingRoutes), { prefix: '/m', ...scope });
  await app.register(guarded(hashingRoutes), { prefix: '/h', ...scope });
}

async function guard(
  app: FastifyInstance,
  { known, requestsPerMinute = LOOKUP_REQUESTS_PER_MINUTE }: Services,
  onBug: (code: string) => void,
): Promise<void> {
  app.decorateRequest('sender');
  app.setErrorHandler((failure, _request, reply) => answerHmaFailure(failure, reply, onBug));
  await app.register(rateLimit, {
    max: (request) => known.mostFor(request, requestsPerMinute),
    timeWindow: '1 minute',
    keyGenerator: known.keyOf,
    errorResponseBuilder: () => new Problem('intake.too-many-requests'),
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  // After the rate limit, so that guesses count; before the body is read.
  app.addHook('preParsing', async (request) => {
    request.sender = await known.of(request);
    ensureOnce(request);
  });
}

/** What is asked twice in one query string is a list, and no answer would be to both. */
function ensureOnce({ query }: FastifyRequest): void {
  if (Object.values(query as object).some(Array.isArray))
    throw new Problem('api.bad-request', { detail: 'each parameter once' });
}

type LookupPath = {
  Querystring: {
    signal?: string;
    signal_type?: string;
    url?: string;
    banks?: string;
    include_distance?: string;
  };
};

function matchingRoutes(app: FastifyInstance, { store, lookups }: Services): void {
  app.get<LookupPath>('/lookup', async (request) => {
    refuseUrl(request.query);
    return matchesByBank(await lookUpSignal(lookups, request), banksOf(request.query.banks));
  });
  // Content is refused before it is read, unless it may be hashed.
  const content = { preParsing: (request: FastifyRequest) => mayHash(lookups, request) };
  app.post<LookupPath>('/lookup', content, async (request) => {
    const { quality: _, ...hashed } = await hashOf(store, request);
    const found: Record<string, unknown> = {};
    for (const [type, hex] of Object.entries(hashed)) {
      const query = usableQuery({ kind: SIGNAL_TYPES[type as SignalType], value: hex, quality: _ });
      const answers = query === null ? [] : await lookups.look(request.sender, [query]);
      found[type] = matchesByBank(answers, banksOf(request.query.banks));
    }
    return found;
  });
  app.get<LookupPath>('/raw_lookup', async (request) => {
    const answers = await lookUpSignal(lookups, request);
    const withDistance = /^(?:true|1|yes|on|t|y)$/i.test(request.query.include_distance ?? '');
    return { matches: rawMatches(answers, banksOf(request.query.banks), withDistance) };
  });
  app.post('/compare', async (request) => compare(bodyOf(request)));
  app.get<{ Querystring: { signal_type?: string } }>('/index/status', async (request) => {
    await lookups.ensureGranted(request.sender, 'lookup');
    const { size, levelAt } = await lookups.status();
    const statuses = { pdq: { present: true, built_to: levelAt, size } };
    const { signal_type } = request.query;
    if (signal_type !== undefined && signal_type !== 'pdq') throw new Problem('matching.unknown-signal-type');
    return statuses;
  });
}

function hashingRoutes(app: FastifyInstance, { store, lookups }: Services): void {
  app.get<LookupPath>('/hash', async (request) => {
    refuseUrl({ url: request.query.url ?? '' });
  });
  app.post(
    '/hash',
    { preParsing: (request: FastifyRequest) => mayHash(lookups, request) },
    async (request) => {
      const { quality: _, ...hashed } = await hashOf(store, request);
      return hashed;
    },
  );
}

function refuseUrl({ url }: { url?: string | undefined }): void {
  if (url !== undefined) throw new Problem('matching.no-fetching');
}

/** Throws `matching.content-refused` before a byte of content is taken in. */
async function mayHash(lookups: Lookups, request: FastifyRequest): Promise<void> {
  try {
    await lookups.ensureGranted(request.sender, 'hash-in-memory');
  } catch (cause) {
    if (cause instanceof Problem && cause.code === 'access.not-granted')
      throw new Problem('matching.content-refused', { cause });
    throw cause;
  }
}

type Hashed = { pdq?: string; video_md5?: string; quality?: number };

async function hashOf(store: Store, request: FastifyRequest): Promise<Hashed> {
  const body = bodyOf(request);
  try {
    const files = fileParts(body, request.headers['content-type']);
    if (files.length !== 1) throw new Problem('matching.one-file-needed');
    const { field, bytes } = files[0]!;
    const media = HASHED_MEDIA.find((known): known is HashedMedia => known === field);
    if (media === undefined) throw new Problem('matching.unknown-content-type');
    const hashed: HashedInMemory = await hashInMemory(store, request.sender, { media, content: bytes });
    return hashed;
  } finally {
    body.fill(0);
  }
}

async function lookUpSignal(
  lookups: Lookups,
  { sender, query }: FastifyRequest<LookupPath>,
): Promise<LookupAnswer[]> {
  const { signal, signal_type } = query;
  if (!signal || !signal_type)
    throw new Problem('api.bad-request', { detail: 'both signal and signal_type are required' });
  return lookups.look(sender, [signalOf(signal_type, signal)]);
}

function signalOf(type: string, value: string): LookupQuery {
  if (!Object.hasOwn(SIGNAL_TYPES, type)) throw new Problem('matching.unknown-signal-type');
  const query = usableQuery({ kind: SIGNAL_TYPES[type as SignalType], value });
  if (query === null) throw new Problem('matching.invalid-signal');
  return query;
}

function banksOf(banks: string | undefined): ReadonlySet<string> | null {
  return banks ? new Set(banks.split(',')) : null;
}

/** Pairs by kind, as [whether they match, details]. */
function compare(body: Buffer): Record<string, [boolean, { distance?: number }]> {
  const pairs = Object.entries(parse(body)).map(([type, pair]) => {
    if (!Object.hasOwn(SIGNAL_TYPES, type)) throw new Problem('matching.unknown-signal-type');
    if (!Array.isArray(pair) || pair.length !== 2 || !pair.every((one) => typeof one === 'string'))
      throw new Problem('matching.invalid-signal', { detail: 'two hashes of each kind' });
    return [type, compareTwo(SIGNAL_TYPES[type as SignalType], pair as [string, string])] as const;
  });
  return Object.fromEntries(pairs);
}

/** Any well-formed value may be compared with another: no list is asked. */
function compareTwo(kind: string, [one, other]: [string, string]): [boolean, { distance?: number }] {
  if (kind !== 'pdq') return [one.trim().toLowerCase() === other.trim().toLowerCase(), {}];
  const [a, b] = [parsePdq(one), parsePdq(other)];
  if (a === null || b === null) throw new Problem('matching.invalid-signal');
  const distance = pdqDistance(a, b);
  return [distance <= MATCH_RADIUS, { distance }];
}

function bodyOf({ body }: { body: unknown }): Buffer {
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}
