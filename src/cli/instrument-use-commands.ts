import { listInstruments, publishInstrument } from '../flow/index.ts';
import type { Acting, Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { tableLines } from './table.ts';

/** `everydot instrument list`. */
export async function listCommand({ opened, person }: Acting): Promise<Result> {
  const listed = (await listInstruments(opened.store, person)).map(
    ({ id, version, inUse, withdrawn, findings }) => ({
      id,
      version,
      state: inUse ? 'in use' : withdrawn ? 'withdrawn' : 'not in use',
      faults: findings.filter(({ refuses }) => refuses).length,
    }),
  );
  const lines = listed.map(({ id, version, state, faults }) => [id, version, state, faults]);
  return { json: listed, lines: tableLines(['instrument', 'version', 'state', 'faults'], lines) };
}

/** `everydot instrument publish`. Throws what `publishInstrument` does. */
export async function publishCommand({ opened, person }: Acting, file: string): Promise<Result> {
  const text = (await readFileNamed(file)).toString('utf8');
  const { id, version } = await publishInstrument(opened.store, person, text);
  return { json: { id, version }, lines: [`${id} ${version} is in use.`] };
}
