import {
  addPerson,
  findPerson,
  issueToken,
  listPeople,
  listSources,
  makeSignInToken,
  ROLES,
  type Role,
  registerSource,
  SOURCE_KINDS,
  type SourceKind,
} from '../access/index.ts';
import { Problem } from '../shared/problem.ts';
import { INSTALLER, type Opened, type Result } from './command.ts';
import { tableLines } from './table.ts';

/** `everydot person add NAME --role R…`. */
export async function addPersonCommand(
  opened: Opened,
  name: string,
  options: { role: string[]; unit?: string },
): Promise<Result> {
  const unknown = options.role.find((role) => !Object.hasOwn(ROLES, role));
  if (unknown !== undefined)
    throw new Problem('command.unknown-value', { detail: `role is one of ${Object.keys(ROLES).join(', ')}` });
  const person = await addPerson(opened.store.db, {
    name,
    roles: options.role as Role[],
    compartment: options.unit ?? null,
  });
  return { json: person, lines: [`${person.name} added.`] };
}

/** `everydot person list`. */
export async function listPeopleCommand(opened: Opened): Promise<Result> {
  const people = await listPeople(opened.store.db);
  const body = people.map(({ name, roles, compartment }) => [
    name,
    roles.join(', '),
    compartment ?? 'bureau',
  ]);
  return { json: people, lines: tableLines(['name', 'roles', 'unit'], body) };
}

/** `everydot person sign-in NAME`: a link that signs this person in once, within 15 minutes. */
export async function signInCommand(opened: Opened, name: string, options: { url: string }): Promise<Result> {
  const person = await findPerson(opened.store.db, name);
  const token = await makeSignInToken(opened.store, person.id);
  const link = new URL(`/sign-in?token=${token}`, options.url).href;
  return { json: { link }, lines: [link] };
}

type SourceOptions = { name: string; kind: string; feedback?: string };

/** `everydot source add ID`: registers a sender and prints the token by which its program authenticates, once. */
export async function addSourceCommand(opened: Opened, id: string, options: SourceOptions): Promise<Result> {
  if (!Object.hasOwn(SOURCE_KINDS, options.kind)) {
    throw new Problem('command.unknown-value', {
      detail: `kind is one of ${Object.keys(SOURCE_KINDS).join(', ')}`,
    });
  }
  const feedback = options.feedback === undefined ? {} : { feedbackUrl: options.feedback };
  const source = await registerSource(opened.store, INSTALLER, {
    id,
    name: options.name,
    kind: options.kind as SourceKind,
    ...feedback,
  });
  const token = await issueToken(opened.store, INSTALLER, id);
  return {
    json: { ...source, token },
    lines: [`${source.name} registered as ${id}.`, `Token, shown only now: ${token}`],
  };
}

/** `everydot source list`. */
export async function listSourcesCommand(opened: Opened): Promise<Result> {
  const sources = await listSources(opened.store.db);
  const body = sources.map(({ id, name, kind, withdrawnAt }) => [
    id,
    name,
    kind,
    withdrawnAt ? 'withdrawn' : '',
  ]);
  return { json: sources, lines: tableLines(['id', 'name', 'kind', ''], body) };
}
