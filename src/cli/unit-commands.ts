import { UNIT_KINDS, unitsOn } from '../dissemination/index.ts';
import { importPostcodes } from '../flow/index.ts';
import { isDay } from '../shared/period.ts';
import { Problem } from '../shared/problem.ts';
import { INSTALLER, type Opened, type Result } from './command.ts';
import { readFileNamed } from './read-file.ts';
import { tableLines } from './table.ts';

/** `everydot unit list`: who can be sent a package today. */
export async function listUnitsCommand({ store }: Opened): Promise<Result> {
  const units = await unitsOn(store.db, store.clock.now());
  const body = units.map(({ id, name, kind, country }) => [id, name, UNIT_KINDS[kind].label, country ?? '']);
  return { json: units, lines: tableLines(['id', 'name', 'kind', 'country'], body) };
}

/** `everydot unit postcodes FILE --edition DAY`: lines `postcode or its start,id of a force`, all or nothing. */
export async function importPostcodesCommand(
  { store }: Opened,
  file: string,
  { edition }: { edition: string },
): Promise<Result> {
  if (!isDay(edition))
    throw new Problem('command.unknown-value', { detail: 'edition is a day, such as 2026-11-01' });
  const text = (await readFileNamed(file)).toString('utf8');
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(',').map((cell) => cell.trim()))
    .map(([prefix = '', force = '']) => ({ prefix, force }));
  const done = await importPostcodes(store, INSTALLER, { edition, lines });
  return { json: { edition, ...done }, lines: [`${done.lines} lines of edition ${edition}.`] };
}
