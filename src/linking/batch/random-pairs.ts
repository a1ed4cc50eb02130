import { Dice } from '../../shared/dice.ts';
import type { CandidatePairs } from './distinct-pairs.ts';
import { possiblePairs, type RowTables } from './table-rows.ts';

/** Pairs drawn at random of all possible ones; all of them where these are no more than `most`. */
export function randomPairs(tables: RowTables, most: number, seed = 1): CandidatePairs {
  return possiblePairs(tables) <= most ? allPairs(tables) : drawPairs(tables, most, new Dice(seed));
}

function allPairs({ rows, firstOfB, mode }: RowTables): CandidatePairs {
  const [from, to]: [number[], number[]] = [[], []];
  const lastOfFrom = mode === 'link' ? firstOfB : rows;
  for (let a = 0; a < lastOfFrom; a += 1)
    for (let b = mode === 'link' ? firstOfB : a + 1; b < rows; b += 1) {
      from.push(a);
      to.push(b);
    }
  return { from: Uint32Array.from(from), to: Uint32Array.from(to) };
}

function drawPairs({ rows, firstOfB, mode }: RowTables, count: number, dice: Dice): CandidatePairs {
  const from = new Uint32Array(count);
  const to = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) {
    let [a, b] = [0, 0];
    while (a === b) {
      a = dice.int(0, mode === 'link' ? firstOfB - 1 : rows - 1);
      b = dice.int(mode === 'link' ? firstOfB : 0, rows - 1);
    }
    from[i] = Math.min(a, b);
    to[i] = Math.max(a, b);
  }
  return { from, to };
}

/**
 * Random pairs that are no candidates: all candidates are counted one by one, and a random pair stands for thousands,
 * so that the few matches among random pairs would drown what is known of strangers.
 */
export function withoutCandidates(random: CandidatePairs, candidates: CandidatePairs): CandidatePairs {
  const kept = Uint32Array.from(random.from.keys()).filter(
    (pair) => !isAmong(candidates, random.from[pair]!, random.to[pair]!),
  );
  return { from: kept.map((pair) => random.from[pair]!), to: kept.map((pair) => random.to[pair]!) };
}

/** By halving: candidates are in the order of their rows. */
function isAmong({ from, to }: CandidatePairs, a: number, b: number): boolean {
  let [low, high] = [0, from.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (from[middle]! < a || (from[middle] === a && to[middle]! < b)) low = middle + 1;
    else high = middle;
  }
  return from[low] === a && to[low] === b;
}
