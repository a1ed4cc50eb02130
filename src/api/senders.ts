import type { FastifyRequest } from 'fastify';
import { authenticateSource, type Source, tokenHash } from '../access/index.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';

/** How long a withdrawn sender may still get in: the price of not asking the database at every request. */
const REMEMBERED_MS = 5_000;
const MOST_REMEMBERED = 1_000;

export type Senders = {
  of(request: FastifyRequest): Promise<Source>;
  /** Whom the rate limit counts: a sender that was let in lately by its token, everybody else by their address. */
  keyOf(request: FastifyRequest): string;
};

/** Finds the sender of a request by its bearer token; throws `access.unknown-client`. */
export function senders(store: Store): Senders {
  const remembered = new Map<string, { source: Source; until: number }>();
  return {
    keyOf(request) {
      const key = tokenKeyOf(request);
      return key !== undefined && remembered.has(key) ? key : request.ip;
    },
    async of(request) {
      const key = tokenKeyOf(request);
      if (key === undefined)
        throw new Problem('access.unknown-client', { detail: 'a bearer token is needed' });
      const now = performance.now();
      const known = remembered.get(key);
      if (known && known.until > now) return known.source;
      const source = await authenticateSource(store, bearerToken(request)!);
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(key, { source, until: now + REMEMBERED_MS });
      return source;
    },
  };
}

/** The rate limit asks for it, and whoever reads the request: it is hashed once. */
const tokenKeys = new WeakMap<FastifyRequest, string | undefined>();

function tokenKeyOf(request: FastifyRequest): string | undefined {
  if (!tokenKeys.has(request)) {
    const token = bearerToken(request);
    tokenKeys.set(request, token === undefined ? undefined : tokenHash(token).toString('base64'));
  }
  return tokenKeys.get(request);
}

function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer +([\w~+/.=-]+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}
