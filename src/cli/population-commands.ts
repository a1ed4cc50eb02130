import { readPopulations, setPopulation } from '../flow/index.ts';
import type { Acting, Result } from './command.ts';
import { forceIn } from './returns-input.ts';
import { tableLines } from './table.ts';

/** `everydot returns populations`: people in each force's area, and which are assumed. */
export async function populationsCommand({ opened, person }: Acting): Promise<Result> {
  const forces = await readPopulations(opened.store, person);
  const rows = forces.map(({ key, population, populationYear, populationSource, isPopulationAssumed }) => [
    key,
    population.toLocaleString('en-GB'),
    populationYear,
    isPopulationAssumed ? 'ASSUMED: from no source' : (populationSource ?? 'national statistics'),
  ]);
  return { json: forces, lines: tableLines(['force', 'people', 'year', 'source'], rows) };
}

type Asked = { people: number; year: number; source: string };

/** `everydot returns population FORCE --people N --year YYYY --source TEXT`. */
export async function setPopulationCommand(
  { opened, person }: Acting,
  name: string,
  { people, year, source }: Asked,
): Promise<Result> {
  const force = forceIn(name);
  const set = { force, people, midYear: year, source };
  await setPopulation(opened.store, person, set);
  return {
    json: set,
    lines: [
      `${force}: ${people.toLocaleString('en-GB')} people in ${year}; figures use it from now on. Frozen editions stay as they are.`,
    ],
  };
}
