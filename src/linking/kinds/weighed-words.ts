import type { NormalValue } from './kind.ts';
import { sortedWords } from './plain-text.ts';

// Words that count by how rare they are among the values of a table: "sony" is in every tenth title, a model number in
// two. A weighed word is written "word:weight" with the weight in tenths of a bit, so that sums are whole numbers.

/** Before anything is known of the table all words count alike. */
const UNWEIGHED = 10;
const TENTHS = 10;
/** A word that one text alone has is a slip as often as a name: it counts half. Chosen. */
const OF_WORD_ALONE = 0.5;

export function unweighed(words: readonly string[]): string {
  return sortedWords(words.map((word) => `${word}:${UNWEIGHED}`));
}

/** The words of weighed ones. */
function wordsIn(weighed: string): string[] {
  return weighed === '' ? [] : weighed.split(' ').map((token) => token.slice(0, token.lastIndexOf(':')));
}

/** Counts in how many values each word of a part stands (Spärck Jones 1972). */
export class WordCounts {
  readonly #counts = new Map<string, number>();
  readonly #values: number;

  constructor(values: readonly NormalValue[], part: string) {
    this.#values = values.length;
    for (const value of values)
      for (const word of wordsIn(value[part]!)) this.#counts.set(word, this.of(word) + 1);
  }

  of(word: string): number {
    return this.#counts.get(word) ?? 0;
  }

  /** Few enough to tell values apart. Chosen: of a thousand values it is in sixteen, of a hundred thousand in a hundred. */
  isRare(word: string): boolean {
    return this.of(word) <= Math.max(2, this.#values ** 0.4);
  }

  weigh(weighed: string): string {
    return sortedWords(wordsIn(weighed).map((word) => `${word}:${this.#weightOf(word)}`));
  }

  /** The rarest first, of those that another value has too: by what else could a value be found? */
  findable(weighed: string, most: number): string[] {
    return wordsIn(weighed)
      .filter((word) => this.of(word) > 1)
      .sort((a, b) => this.of(a) - this.of(b) || (a < b ? -1 : 1))
      .slice(0, most);
  }

  #weightOf(word: string): number {
    const count = this.of(word);
    const bits = Math.log2((this.#values + 1) / Math.max(1, count));
    return Math.max(1, Math.round(TENTHS * bits * (count > 1 ? 1 : OF_WORD_ALONE)));
  }
}
