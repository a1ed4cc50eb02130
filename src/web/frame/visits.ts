import type { FastifyRequest } from 'fastify';
import { may, type PersonActor, personOfSession, readBureau } from '../../access/index.ts';
import { countOpenAlarms } from '../../flow/index.ts';
import { Problem } from '../../shared/problem.ts';
import { cy, en } from '../words.ts';
import type { Desk, Visit } from './pages.ts';

export const SESSION_COOKIE = 'everydot-session';
export const LANGUAGE_COOKIE = 'everydot-language';

/** Who visits, in which language, and what every page has to show them. */
export async function visitOf(desk: Desk, request: FastifyRequest): Promise<Visit> {
  const cookie = request.cookies[SESSION_COOKIE];
  const person = cookie ? await personOfSession(desk.store, cookie) : undefined;
  const bureau = await readBureau(desk.store.db);
  return {
    person,
    words: request.cookies[LANGUAGE_COOKIE] === 'cy' ? cy : en,
    synthetic: bureau?.synthetic ?? false,
    alarms: person && may(person, 'see-queue') ? await countOpenAlarms(desk.store) : 0,
  };
}

/** The signed-in person; throws `access.sign-in-needed`, which is answered with the sign-in page. */
export function signedIn(request: FastifyRequest): PersonActor {
  if (!request.visit.person) throw new Problem('access.sign-in-needed');
  return request.visit.person;
}

/** Whose forms these are: a token made for one session does not fit another's. */
export function formOwner(request: FastifyRequest): string {
  return request.cookies[SESSION_COOKIE] || 'nobody';
}
