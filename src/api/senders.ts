import type { FastifyRequest } from 'fastify';
import { authenticateSource, type Source, tokenHash } from '../access/index.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { bearerToken } from './bearer-token.ts';

/** How long a withdrawn sender may still get in: the price of not asking the database at every request. */
const REMEMBERED_MS = 5_000;
const MOST_REMEMBERED = 1_000;

/** Guesses at tokens from one address in a minute. */
const GUESSES_PER_MINUTE = 3_000;
/** Requests of one sender in a minute that look hashes up: 2,000 a second, each with one hash or a thousand. Chosen. */
export const LOOKUP_REQUESTS_PER_MINUTE = 120_000;

export type Senders = {
  of(request: FastifyRequest): Promise<Source>;
  /** Whom the rate limit counts: a sender that was let in lately by its token, everybody else by their address. */
  keyOf(request: FastifyRequest): string;
  /** How many requests in a minute: `most` for a sender that was let in lately, fewer for everybody else. */
  mostFor(request: FastifyRequest, most: number): number;
};

/**
 * Finds the sender of a request by its bearer token; throws `access.unknown-client`. `basic`: its id and token by HTTP
 * Basic do as well.
 */
export function senders(store: Store, { basic = false } = {}): Senders {
  const remembered = new Map<string, { source: Source; until: number }>();
  return {
    keyOf(request) {
      const key = tokenKeyOf(request, basic);
      return key !== undefined && remembered.has(key) ? key : request.ip;
    },
    mostFor(request, most) {
      const key = tokenKeyOf(request, basic);
      return key !== undefined && remembered.has(key) ? most : Math.min(most, GUESSES_PER_MINUTE);
    },
    async of(request) {
      const key = tokenKeyOf(request, basic);
      if (key === undefined)
        throw new Problem('access.unknown-client', { detail: 'a bearer token is needed' });
      const now = performance.now();
      const known = remembered.get(key);
      if (known && known.until > now) return known.source;
      const { name, token } = credentials(request, basic)!;
      const source = await authenticateSource(store, token);
      if (name !== null && name !== source.id) throw new Problem('access.unknown-client');
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(key, { source, until: now + REMEMBERED_MS });
      return source;
    },
  };
}

/** The rate limit asks for it, and whoever reads the request: it is hashed once. */
const tokenKeys = new WeakMap<FastifyRequest, string | undefined>();

function tokenKeyOf(request: FastifyRequest, basic: boolean): string | undefined {
  if (!tokenKeys.has(request)) {
    const given = credentials(request, basic);
    const key = given && `${tokenHash(given.token).toString('base64')} ${given.name ?? ''}`;
    tokenKeys.set(request, key);
  }
  return tokenKeys.get(request);
}

/** `name`: null where only a token is given. */
function credentials(
  request: FastifyRequest,
  basic: boolean,
): { name: string | null; token: string } | undefined {
  const token = bearerToken(request);
  if (token !== undefined) return { name: null, token };
  const encoded = basic
    ? /^Basic +([\w+/=-]+) *$/i.exec(request.headers.authorization ?? '')?.[1]
    : undefined;
  const pair = /^([^:]*):(.+)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8'));
  return pair ? { name: pair[1]!, token: pair[2]! } : undefined;
}
