import { FORCES, type ForceKey, type Nation } from './registry.ts';

// How many forces there are is a fact with a date: 43 in England and Wales; in the United Kingdom 52 until March 2013,
// and 45 since eight Scottish forces became one.

export type Force = {
  key: ForceKey;
  name: string;
  nation: Nation;
  /** People who live in its area, as estimated for the middle of `populationYear`. */
  population: number;
  populationYear: number;
  /** Where somebody set the population, the source that they named. */
  populationSource?: string;
  /** From no file of its source, and nobody has set it. */
  isPopulationAssumed: boolean;
  /** Recorded in 2017/18; null outside England and Wales. */
  sexualOffences: number | null;
  from: string | null;
  until: string | null;
};

/** For which forces a national figure speaks. */
export const SCOPES = {
  'england-and-wales': { label: 'England and Wales', nations: ['england', 'wales'] },
  uk: { label: 'United Kingdom', nations: ['england', 'wales', 'scotland', 'northern-ireland'] },
} as const satisfies Record<string, { label: string; nations: readonly Nation[] }>;
export type Scope = keyof typeof SCOPES;

/** By what a force that did not answer may be predicted: a quantity that is known of every force, answered or not. */
export const FORCE_SIZES = {
  population: { label: 'the people who live in its area' },
  'sexual-offences': { label: 'the sexual offences that it recorded in 2017/18' },
} as const satisfies Record<string, { label: string }>;

/** The sizes that are known of every one of these forces, by force. */
export function sizesOf(forces: readonly Force[]): Record<string, number>[] {
  const isRecorded = forces.every(({ sexualOffences }) => sexualOffences !== null);
  return forces.map(({ population, sexualOffences }) => ({
    population,
    ...(isRecorded ? { 'sexual-offences': sexualOffences! } : {}),
  }));
}

export const EVERY_FORCE: readonly Force[] = (Object.keys(FORCES) as ForceKey[]).map((key) => ({
  key,
  ...FORCES[key],
}));

/** The forces that existed on a day, YYYY-MM-DD, by name. */
export function forcesOn(day: string, scope: Scope = 'uk'): Force[] {
  const nations: readonly Nation[] = SCOPES[scope].nations;
  return EVERY_FORCE.filter(
    ({ nation, from, until }) => nations.includes(nation) && (from ?? day) <= day && day <= (until ?? day),
  ).sort((a, b) => (a.name < b.name ? -1 : 1));
}
