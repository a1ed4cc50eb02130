import type { FastifyRequest } from 'fastify';
import { type PersonActor, type ProgramScope, personOfProgram } from '../access/index.ts';
import type { Store } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';

/**
 * In whose name a program asks, by its bearer token. Asked at every request: what is withdrawn from a person ends at
 * once. Throws `access.unknown-client`, `access.scope-needed`.
 */
export async function personAsking(
  store: Store,
  { headers }: FastifyRequest,
  scope: ProgramScope,
): Promise<PersonActor> {
  const token = /^Bearer +([\w~+/.=-]+) *$/i.exec(headers.authorization ?? '')?.[1];
  if (token === undefined) throw new Problem('access.unknown-client', { detail: 'a bearer token is needed' });
  const { person, scopes } = await personOfProgram(store, token);
  if (!scopes.includes(scope)) throw new Problem('access.scope-needed', { detail: scope });
  return person;
}
