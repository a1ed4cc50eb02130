import type { Words } from '../words.ts';
import type { Request } from './pages.ts';
import { type Terms, termsIn } from './terms.ts';
import { type Times, timesIn } from './times.ts';

/** For whom a page is put into words, and when: what views are given beside the records. */
export type Reader = Terms & Times & { words: Words; personId: string; now: Date };

export function readerOf({ visit }: Request, now: Date): Reader {
  const { words, person } = visit;
  return { words, personId: person?.id ?? '', now, ...termsIn(words), ...timesIn(words) };
}
