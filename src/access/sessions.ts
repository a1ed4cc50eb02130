import { row, rows, type Store, sql } from '../shared/db.ts';
import { Problem } from '../shared/problem.ts';
import type { PersonActor } from './actor.ts';
import { newSecret, tokenHash } from './tokens.ts';

// A person signs in by a link that works once. It becomes a cookie session, which can be ended at once. Only
// digests of both are stored, so a copy of the database signs nobody in.

/** A link is read out or pasted within minutes. */
const LINK_LIVES_MINUTES = 15;
/** One shift. */
const SESSION_LIVES_HOURS = 10;

/** Makes a sign-in token for a person; it works once and for 15 minutes. */
export async function makeSignInToken(store: Store, personId: string): Promise<string> {
  return addToken(store, { personId, kind: 'link', livesMs: LINK_LIVES_MINUTES * 60_000 });
}

/** Uses up a sign-in token and opens a session; returns the cookie's value. Throws `access.sign-in-needed`. */
export async function signIn(store: Store, signInToken: string): Promise<string> {
  const used = await row<{ personId: string }>(
    store.db,
    sql`update session set ended_at = ${store.clock.now()}
        where token_hash = ${tokenHash(signInToken)} and kind = 'link' and ended_at is null and expires_at > ${store.clock.now()}
        returning person_id as "personId"`,
  );
  if (!used) throw new Problem('access.sign-in-needed', { detail: 'the link was used before or is too old' });
  return openSession(store, used.personId);
}

/** Opens a session without a link: for the example bureau, whose people are invented. */
export async function openSession(store: Store, personId: string): Promise<string> {
  return addToken(store, { personId, kind: 'cookie', livesMs: SESSION_LIVES_HOURS * 3_600_000 });
}

/** Who a cookie stands for; undefined where it stands for nobody any more. */
export async function personOfSession(store: Store, cookie: string): Promise<PersonActor | undefined> {
  const found = await row(
    store.db,
    sql<
      Omit<PersonActor, 'kind'>
    >`select p.id, p.name, p.roles, p.compartment from session s join person p on p.id = s.person_id
      where s.token_hash = ${tokenHash(cookie)} and s.kind = 'cookie' and s.ended_at is null
        and s.expires_at > ${store.clock.now()} and p.left_at is null`,
  );
  return found && { kind: 'person', ...found };
}

/** Ends a session at once. */
export async function signOut(store: Store, cookie: string): Promise<void> {
  await rows(
    store.db,
    sql`update session set ended_at = ${store.clock.now()} where token_hash = ${tokenHash(cookie)}`,
  );
}

async function addToken(
  store: Store,
  session: { personId: string; kind: 'link' | 'cookie'; livesMs: number },
): Promise<string> {
  const token = newSecret();
  const now = store.clock.now();
  await rows(
    store.db,
    sql`insert into session (token_hash, person_id, kind, made_at, expires_at)
        values (${tokenHash(token)}, ${session.personId}, ${session.kind}, ${now}, ${new Date(now.getTime() + session.livesMs)})`,
  );
  return token;
}
