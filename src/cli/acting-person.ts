import { findPerson, listPeople, type PersonActor, readBureau } from '../access/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Opened } from './command.ts';

/**
 * The person in whose name a command acts: --as, else EVERYDOT_PERSON. Only the example bureau, whose people are
 * invented, supplies one by itself: its first analyst.
 */
export async function actingPerson(opened: Opened, named: string | undefined): Promise<PersonActor> {
  const name = named ?? process.env['EVERYDOT_PERSON'];
  if (name) return findPerson(opened.store.db, name);
  const isExample = (await readBureau(opened.store.db))?.synthetic === true;
  const people = isExample ? await listPeople(opened.store.db) : [];
  const analyst = people.find(({ roles }) => roles.includes('analyst'));
  if (!analyst)
    throw new Problem('access.sign-in-needed', { detail: 'say --as NAME, or set EVERYDOT_PERSON' });
  return analyst;
}
