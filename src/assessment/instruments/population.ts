import type { Instrument } from './definition.ts';

export const OUTSIDE_POPULATION = {
  'female-suspect': { label: 'The suspect is a woman or girl: instruments of this kind were made on men' },
  'child-suspect': {
    label: 'The suspect is or may be under 18: instruments of this kind were made on adults',
  },
  'unnamed-suspect': { label: 'No suspect is stated: nobody can be said to belong to the population' },
} as const satisfies Record<string, { label: string }>;
export type OutsidePopulation = keyof typeof OUTSIDE_POPULATION;

/** What a referral states of its suspects; it is shown beside a band and never goes into one. */
export type SuspectFacts = { suspects: number; anyFemale: boolean; mayBeChild: boolean };

/** Why a suspect lies outside the population that the instrument is for. */
export function outsidePopulation(
  { validPopulation }: Instrument,
  suspect: SuspectFacts,
): OutsidePopulation[] {
  const holds: Record<OutsidePopulation, boolean> = {
    'female-suspect': suspect.anyFemale,
    'child-suspect': suspect.mayBeChild,
    'unnamed-suspect': suspect.suspects === 0,
  };
  return validPopulation.outside.filter((reason) => holds[reason]);
}
