import { EVERY_FORCE } from './forces.ts';
import type { ForceKey } from './registry.ts';

/** What forces add to the name of their area. */
const ADDED = /\b(police|constabulary|service|force|the)\b/g;

/** Short names in use that share no word with the long one. */
const SHORT: Readonly<Record<string, ForceKey>> = {
  met: 'metropolitan',
  mps: 'metropolitan',
  gmp: 'greater-manchester',
  'greater manchester gmp': 'greater-manchester',
  'west yorks': 'west-yorkshire',
  'north yorks': 'north-yorkshire',
  'south yorks': 'south-yorkshire',
  wmp: 'west-midlands',
  'london city of': 'city-of-london',
  psni: 'northern-ireland',
  scotland: 'police-scotland',
  'of scotland': 'police-scotland',
};

const BY_NAME = new Map(
  EVERY_FORCE.flatMap(({ key, name }) => [[plain(name), key] as const, [plain(key), key] as const]),
);

/** The force that a name means, however it is written: "Avon & Somerset Constabulary"; null where it is none of the registry. */
export function forceNamed(name: string): ForceKey | null {
  const words = plain(name);
  return BY_NAME.get(words) ?? SHORT[words] ?? null;
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/[^a-z]+/g, ' ')
    .replaceAll(ADDED, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
