import {
  findPerson,
  listPeople,
  openSession,
  type PersonActor,
  ROLES,
  type Role,
  readBureau,
  signIn,
  signOut,
} from '../../access/index.ts';
import { Problem } from '../../shared/problem.ts';
import { homeOf } from '../frame/navigation.ts';
import { type Desk, isSecure, type Pages, type Reply } from '../frame/pages.ts';
import { termsIn } from '../frame/terms.ts';
import { LANGUAGE_COOKIE, SESSION_COOKIE } from '../frame/visits.ts';
import type { Words } from '../words.ts';

// Outside the example bureau nobody signs in by choosing a name: only a single-use link from an administrator
// opens a session. Organisation sign-in (OIDC, passkeys) takes the same place.

const YEAR_SECONDS = 365 * 24 * 3600;

export const signInPages: Pages = (app, desk) => {
  app.get<{ Querystring: { token?: string } }>('/sign-in', async (request, reply) => {
    const people = (await isExample(desk)) ? await listPeople(desk.store.db) : [];
    return reply.page('sign-in/sign-in.njk', {
      title: request.visit.words.signIn.title,
      token: request.query.token,
      staff: staffOf(people, request.visit.words),
      officers: people
        .filter(({ compartment }) => compartment !== null)
        .map(({ id, name }) => ({ value: id, text: name })),
    });
  });

  app.post<{ Body: { token?: string; person?: string } }>('/sign-in', async (request, reply) => {
    const cookie = await openedSession(desk, request.body);
    setCookie(desk, reply, SESSION_COOKIE, cookie);
    return reply.redirect('/', 303);
  });

  app.post('/sign-out', async (request, reply) => {
    const cookie = request.cookies[SESSION_COOKIE];
    if (cookie) await signOut(desk.store, cookie);
    reply.clearCookie(SESSION_COOKIE, { path: '/' });
    return reply.redirect('/sign-in', 303);
  });

  app.post<{ Body: { language?: string; back?: string } }>('/language', async (request, reply) => {
    setCookie(desk, reply, LANGUAGE_COOKIE, request.body.language === 'cy' ? 'cy' : 'en');
    return reply.redirect(localPath(request.body.back), 303);
  });

  app.get('/', async (request, reply) => {
    const { person, words } = request.visit;
    if (!person) return reply.redirect('/sign-in', 303);
    const home = homeOf(person);
    if (home) return reply.redirect(home, 303);
    return reply.page('frame/message.njk', {
      title: words.service.noPagesTitle,
      text: words.service.noPagesText,
    });
  });
};

const IN_ORDER = Object.keys(ROLES) as Role[];

/** The bureau's own people, in the order of the work, each with what they are there for. */
function staffOf(people: readonly PersonActor[], words: Words) {
  const { term } = termsIn(words);
  const turn = ({ roles }: PersonActor) => Math.min(...roles.map((role) => IN_ORDER.indexOf(role)));
  return people
    .filter(({ compartment }) => compartment === null)
    .sort((a, b) => turn(a) - turn(b))
    .map(({ id, name, roles }) => ({
      id,
      name,
      roles: roles.map((role) => term(ROLES, role)).join(', '),
      does: roles.map((role) => words.signIn.does[role]).join(' '),
    }));
}

async function openedSession(desk: Desk, body: { token?: string; person?: string }): Promise<string> {
  if (body.token) return signIn(desk.store, body.token);
  if (!body.person || !(await isExample(desk))) throw new Problem('access.sign-in-needed');
  const { id } = await findPerson(desk.store.db, body.person);
  return openSession(desk.store, id);
}

async function isExample(desk: Desk): Promise<boolean> {
  return (await readBureau(desk.store.db))?.synthetic === true;
}

/** Only a path on this site: a form field may not send people elsewhere. */
function localPath(path: string | undefined): string {
  return path && /^\/(?![/\\])[!-~]*$/.test(path) ? path : '/';
}

type CookieName = typeof SESSION_COOKIE | typeof LANGUAGE_COOKIE;

function setCookie(desk: Desk, reply: Reply, name: CookieName, value: string): void {
  reply.setCookie(name, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(desk) || reply.request.protocol === 'https',
    // A session's ends with the browser.
    ...(name === LANGUAGE_COOKIE ? { maxAge: YEAR_SECONDS } : {}),
  });
}
