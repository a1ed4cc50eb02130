import { record } from '../ledger/index.ts';
import { type Db, inTransaction, row, rows, type Store, sql, type Tx } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import { type Actor, actorRef, may, type PersonActor } from './actor.ts';
import { findPerson } from './people.ts';
import { newToken, tokenHash } from './tokens.ts';

// A program (a unit's case management, the bureau's own) acts in the name of one person, whose permissions and
// compartment it has: decisions stay those of named people. Only a digest of its token is stored.

/** What a program may do of what its person may. */
const PROGRAM_SCOPES = {
  read: { label: 'Read links, groups, undecided pairs and conflict alerts' },
  judge: { label: 'Send and take back judgements, acknowledge conflict alerts' },
  open: { label: 'Open what referrals say of two people' },
} as const satisfies Record<string, { label: string }>;
export type ProgramScope = keyof typeof PROGRAM_SCOPES;

export type ProgramToken = {
  id: string;
  personId: string;
  program: string;
  scopes: ProgramScope[];
  madeAt: Date;
  expiresAt: Date;
};

export type NewProgramToken = {
  personId: string;
  /** Its name, for people. */
  program: string;
  scopes: readonly string[];
  days: number;
};

/** A person, and what the program that asks in their name may do. */
export type ProgramActor = { person: PersonActor; scopes: readonly ProgramScope[] };

/** Chosen: whoever forgets a token for longer should have to ask again. */
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

/**
 * Makes a token, told once. For oneself only, so that nobody decides in another's name. Throws
 * `access.bad-program-token`.
 */
export async function issueProgramToken(store: Store, actor: Actor, asked: NewProgramToken): Promise<string> {
  ensureIsOwn(actor, asked.personId);
  const scopes = scopesIn(asked);
  const token = newToken('edp');
  const now = store.clock.now();
  await inTransaction(store, async (tx) => {
    const person = await findPerson(tx, asked.personId);
    const id = newId(now.getTime());
    await rows(
      tx,
      sql`insert into program_token (id, person_id, program, scopes, token_hash, made_by, made_at, expires_at)
          values (${id}, ${person.id}, ${asked.program.trim()}, ${scopes}::text[], ${tokenHash(token)}, ${actorRef(actor)},
            ${now}, ${new Date(now.getTime() + asked.days * DAY_MS)})`,
    );
    await recordToken(tx, actor, { action: 'issue-program-token', id, personId: person.id, scopes });
  });
  return token;
}

/** Ends a token at once: one's own, or anybody's where one manages senders. Throws `access.unknown-program-token`. */
export async function endProgramToken(store: Store, actor: Actor, id: string): Promise<void> {
  await inTransaction(store, async (tx) => {
    const ended = await row(
      tx,
      sql<{ personId: string }>`update program_token set ended_at = ${store.clock.now()}
        where id::text = ${id} and ended_at is null returning person_id as "personId"`,
    );
    if (!ended) throw new Problem('access.unknown-program-token');
    if (!may(actor, 'manage-senders')) ensureIsOwn(actor, ended.personId);
    await recordToken(tx, actor, { action: 'end-program-token', id, personId: ended.personId });
  });
}

/** The tokens of a person that let a program in now, or of everybody. */
export async function programTokens(
  db: Db,
  { personId, now }: { personId?: string; now: Date },
): Promise<ProgramToken[]> {
  return rows(
    db,
    sql<ProgramToken>`select id, person_id as "personId", program, scopes, made_at as "madeAt",
        expires_at as "expiresAt"
      from program_token where ended_at is null and expires_at > ${now}
        and (${personId ?? null}::uuid is null or person_id = ${personId ?? null}::uuid) order by made_at, id`,
  );
}

/** In whose name a program asks; throws `access.unknown-client` for a token that lets nobody in (any more). */
export async function personOfProgram(store: Store, token: string): Promise<ProgramActor> {
  const now = store.clock.now();
  const found = await row(
    store.db,
    sql<Omit<PersonActor, 'kind'> & { scopes: ProgramScope[] }>`
      select p.id, p.name, p.roles, p.compartment, t.scopes from program_token t join person p on p.id = t.person_id
      where t.token_hash = ${tokenHash(token)} and t.ended_at is null and t.expires_at > ${now} and p.left_at is null`,
  );
  if (!found) throw new Problem('access.unknown-client');
  const { scopes, ...person } = found;
  return { person: { kind: 'person', ...person }, scopes };
}

function scopesIn({ program, scopes, days }: NewProgramToken): ProgramScope[] {
  const known = (Object.keys(PROGRAM_SCOPES) as ProgramScope[]).filter((scope) => scopes.includes(scope));
  const isWhole = known.length === new Set(scopes).size && known.length > 0;
  const isNamed = program.trim() !== '' && program.length <= 100;
  if (!isWhole || !isNamed || !Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new Problem('access.bad-program-token', {
      detail: `a name, scopes of ${Object.keys(PROGRAM_SCOPES).join(', ')}, and 1 to ${MOST_DAYS} days`,
    });
  return known;
}

/** Whoever runs the machine makes tokens for people as the system itself, as they add people and senders. */
function ensureIsOwn(actor: Actor, personId: string): void {
  if (actor.kind === 'system') return;
  if (actor.kind !== 'person' || actor.id !== personId) throw new Problem('access.not-allowed');
}

type OfToken = { action: string; id: string; personId: string; scopes?: readonly string[] };

async function recordToken(tx: Tx, actor: Actor, { action, id, personId, scopes }: OfToken): Promise<void> {
  await record(tx, [
    {
      verb: 'altered',
      action,
      actor: actorRef(actor),
      purpose: 'supervision',
      subjects: [],
      detail: { token: id, person: personId, ...(scopes && { scopes: [...scopes] }) },
    },
  ]);
}
