import { type Db, row, rows, sql } from '../shared/db.ts';
import { newId } from '../shared/ids.ts';
import { Problem } from '../shared/problem.ts';
import type { PersonActor, Role } from './actor.ts';

export type NewPerson = { name: string; roles: readonly Role[]; compartment?: string | null };

const PERSON = sql`id, name, roles, compartment`;

/**
 * Adds a person who may sign in. `compartment`: id of the receiving unit they belong to; none for the bureau's staff.
 * Throws `access.role-of-the-bureau`: roles of the bureau see every unit's referrals.
 */
export async function addPerson(db: Db, person: NewPerson): Promise<PersonActor> {
  const isOfUnit = (person.compartment ?? null) !== null;
  if (isOfUnit && person.roles.some((role) => role !== 'force-officer'))
    throw new Problem('access.role-of-the-bureau');
  const id = newId();
  const compartment = person.compartment ?? null;
  await rows(
    db,
    sql`insert into person (id, name, roles, compartment) values (${id}, ${person.name}, ${[...person.roles]}::text[], ${compartment})`,
  );
  return { kind: 'person', id, name: person.name, roles: person.roles, compartment };
}

/** Everybody who may sign in, by name. */
export async function listPeople(db: Db): Promise<PersonActor[]> {
  const people = await rows(
    db,
    sql<Omit<PersonActor, 'kind'>>`select ${PERSON} from person where left_at is null order by name`,
  );
  return people.map((person) => ({ kind: 'person', ...person }));
}

/** Finds a person by id or by exact name; throws `access.unknown-person`. */
export async function findPerson(db: Db, idOrName: string): Promise<PersonActor> {
  const found = await row(
    db,
    sql<Omit<PersonActor, 'kind'>>`select ${PERSON} from person
      where left_at is null and (id::text = ${idOrName} or name = ${idOrName}) order by added_at limit 1`,
  );
  if (!found) throw new Problem('access.unknown-person');
  return { kind: 'person', ...found };
}

/** Names of people by id, for pages that show who decided. */
export async function namesOfPeople(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await rows(
    db,
    sql<{ id: string; name: string }>`select id, name from person where id = any(${ids}::uuid[])`,
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}
