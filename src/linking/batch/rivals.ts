import type { ScoredPairs } from './scored-pairs.ts';
import type { RowTables } from './table-rows.ts';

// Of two tables that hold nobody twice, a row has one partner at most: where two rows fit it, the better one is what
// speaks against the other.

/** Of the rows with a partner, this share may have a second one that is as good as others' best. Chosen: namesakes. */
const MOST_WITH_SECOND = 0.02;
/** Of fewer rows nothing can be said. Chosen. */
const FEWEST_ROWS = 20;
const NONE = Number.NEGATIVE_INFINITY;

/**
 * Whether neither table seems to hold anybody twice. Doubles of a row fit its partner as the row itself does; a relative
 * or another edition fits worse than most partners do.
 */
export function holdNobodyTwice(pairs: ScoredPairs, { rows, firstOfB, mode }: RowTables): boolean {
  if (mode !== 'link') return false;
  const { first, second } = twoBest(pairs, rows);
  return [
    [0, firstOfB],
    [firstOfB, rows],
  ].every(([from, to]) => {
    const best = first
      .slice(from, to)
      .filter((bits) => bits >= 0)
      .sort();
    if (best.length < FEWEST_ROWS) return false;
    const median = best[best.length >> 1]!;
    const again = second.slice(from, to).filter((bits) => bits >= median).length;
    return again <= MOST_WITH_SECOND * best.length;
  });
}

/** By pair, the bits that the best rival takes off: as much as it is likely that the rival is the partner. */
export function rivalBits(pairs: ScoredPairs, rows: number): Float32Array {
  const { first, second } = twoBest(pairs, rows);
  return pairs.bits.map((bits, pair) => {
    const [a, b] = [pairs.from[pair]!, pairs.to[pair]!];
    const rival = Math.max(
      first[a] === bits ? second[a]! : first[a]!,
      first[b] === bits ? second[b]! : first[b]!,
    );
    // log2(1 + 2^rival) without leaving the range of numbers.
    return 0 - (Math.max(0, rival) + Math.log2(1 + 2 ** -Math.abs(rival)));
  });
}

/** By row the two best scores that it has with others. */
function twoBest(
  { from, to, bits }: ScoredPairs,
  rows: number,
): { first: Float32Array; second: Float32Array } {
  const first = new Float32Array(rows).fill(NONE);
  const second = new Float32Array(rows).fill(NONE);
  const put = (row: number, score: number) => {
    if (score > first[row]!) [first[row], second[row]] = [score, first[row]!];
    else if (score > second[row]!) second[row] = score;
  };
  for (let pair = 0; pair < bits.length; pair += 1) {
    put(from[pair]!, bits[pair]!);
    put(to[pair]!, bits[pair]!);
  }
  return { first, second };
}
