import anyAscii from 'any-ascii';
import { SAYS_NOTHING, STANDS_FOR } from './vocabulary.ts';

/** Longer labels are notes. */
const LONGEST = 400;

/** A label with what never tells two apart taken out: case, accents, punctuation, spaces. */
export function fold(text: string): string {
  return anyAscii(text.slice(0, LONGEST))
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll("'", '')
    .replaceAll(/[^a-z0-9%<>+]+/g, ' ')
    .trim();
}

/** Words that carry meaning, in one form each ("IIOC reports" and "reports of indecent images of children" meet). */
export function wordsOf(text: string): string[] {
  const folded = fold(text)
    .replaceAll(/\bco ordinat/g, 'coordinat')
    .replaceAll(/\bon line\b/g, 'online');
  const words = folded.split(' ').flatMap((word) => (STANDS_FOR.get(word) ?? word).split(' '));
  return [...new Set(words.filter((word) => word !== '' && !SAYS_NOTHING.has(word)).map(stem))].filter(
    (word) => !SAYS_NOTHING.has(word),
  );
}

const SHORTEST_STEM = 4;

function stem(word: string): string {
  const meant = STANDS_FOR.get(word);
  if (meant && !meant.includes(' ')) return stemmed(meant);
  return stemmed(word);
}

function stemmed(word: string): string {
  if (word.length <= SHORTEST_STEM || /\d/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word)) return word;
  const one = word.endsWith('s') ? word.slice(0, -1) : word;
  const meant = STANDS_FOR.get(one);
  return meant && !meant.includes(' ') ? meant : one;
}
