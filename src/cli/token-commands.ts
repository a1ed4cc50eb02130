import {
  endProgramToken,
  findPerson,
  issueProgramToken,
  namesOfPeople,
  programTokens,
} from '../access/index.ts';
import { INSTALLER, type Opened, type Result } from './command.ts';
import { tableLines } from './table.ts';

type Asked = { program: string; may: string[]; days: number };

/** `everydot person token NAME --program P --may S…`: told once. */
export async function tokenCommand({ store }: Opened, name: string, asked: Asked): Promise<Result> {
  const person = await findPerson(store.db, name);
  const { program, may: scopes, days } = asked;
  const token = await issueProgramToken(store, INSTALLER, { personId: person.id, program, scopes, days });
  return {
    json: { person: person.name, program, scopes, days, token },
    lines: [
      `${program} may ${scopes.join(', ')} as ${person.name} for ${days} days. Token, shown only now: ${token}`,
    ],
  };
}

/** `everydot person tokens [NAME]`: those that let somebody in now. */
export async function tokensCommand({ store }: Opened, name: string | undefined): Promise<Result> {
  const ofPerson = name === undefined ? {} : { personId: (await findPerson(store.db, name)).id };
  const tokens = await programTokens(store.db, { ...ofPerson, now: store.clock.now() });
  const names = await namesOfPeople(
    store.db,
    tokens.map(({ personId }) => personId),
  );
  const body = tokens.map(({ id, personId, program, scopes, expiresAt }) => [
    id,
    names.get(personId) ?? '',
    program,
    scopes.join(', '),
    expiresAt.toISOString().slice(0, 10),
  ]);
  return { json: tokens, lines: tableLines(['id', 'person', 'program', 'may', 'until'], body) };
}

/** `everydot person end-token ID`. */
export async function endTokenCommand({ store }: Opened, id: string): Promise<Result> {
  await endProgramToken(store, INSTALLER, id);
  return { json: { ended: id }, lines: ['Ended.'] };
}
