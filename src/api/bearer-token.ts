import type { FastifyRequest } from 'fastify';

/** The token that a program sends by HTTP Bearer; undefined where it sends none. */
export function bearerToken({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  return /^Bearer +([\w~+/.=-]+) *$/i.exec(headers.authorization ?? '')?.[1];
}
