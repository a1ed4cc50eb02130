import type { FastifyRequest } from 'fastify';
import { type PersonActor, type ProgramScope, personOfProgram } from '../access/index.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import { bearerToken } from './bearer-token.ts';

/**
 * In whose name a program asks, by its bearer token. Asked at every request: what is withdrawn from a person ends at
 * once. Throws `access.unknown-client`, `access.scope-needed`.
 */
export async function personAsking(
  store: Store,
  request: FastifyRequest,
  scope: ProgramScope,
): Promise<PersonActor> {
  const token = bearerToken(request);
  if (token === undefined) throw new Problem('access.unknown-client', { detail: 'a bearer token is needed' });
  const { person, scopes } = await personOfProgram(store, token);
  if (!scopes.includes(scope)) throw new Problem('access.scope-needed', { detail: scope });
  return person;
}
