import type { Force } from './forces.ts';

/** People in a force's area in the middle of a year, as somebody read them in a source. `force`: its key in the registry. */
export type SetPopulation = { force: string; people: number; midYear: number; source: string };
export type Populations = ReadonlyMap<string, SetPopulation>;

/** The forces with what was set in the place of what is assumed. Pure. */
export function withPopulations(forces: readonly Force[], set: Populations): Force[] {
  return forces.map((force) => {
    const own = set.get(force.key);
    return own
      ? {
          ...force,
          population: own.people,
          populationYear: own.midYear,
          populationSource: own.source,
          isPopulationAssumed: false,
        }
      : force;
  });
}
