import { readScheme } from './read-scheme.ts';
import type { Scheme } from './scheme.ts';
import first from './shipped/national-return-1.json' with { type: 'json' };
import second from './shipped/national-return-2.json' with { type: 'json' };

/** The national scheme that comes with the software, oldest first. Between versions counting breaks: levels became categories. */
export const SCHEMES: readonly Scheme[] = [first, second].map(readScheme);

/** The newest one. */
export function currentScheme(): Scheme {
  return SCHEMES.at(-1)!;
}

/** The one for a year that begins on this day, YYYY-MM-DD; before the first one, the first. */
export function schemeOn(day: string): Scheme {
  return SCHEMES.findLast(({ validFrom }) => validFrom <= day) ?? SCHEMES[0]!;
}

/** Undefined where no such version comes with the software. */
export function schemeOf(id: string, version: number): Scheme | undefined {
  return SCHEMES.find((one) => one.id === id && one.version === version);
}
