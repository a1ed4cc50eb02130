import { wordsOf } from './plain-text.ts';

/** What stands before or after a name and is none. */
const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx dr prof professor sir dame lady rev revd reverend hon jr sr jnr snr ii iii esq phd mbe obe'.split(
    ' ',
  ),
);

/** Words that belong to the family name that follows them. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'de del della der den di da do dos das du la le van von ten ter bin ibn bint al el abu o mac mc st san'.split(
    ' ',
  ),
);

/** The words of a name without titles; a title that stands alone is taken for the name. */
export function nameWords(value: string | undefined): string[] {
  const words = wordsOf(value);
  const names = words.filter((word) => !TITLES.has(word));
  return names.length > 0 ? names : words.slice(0, 1);
}
