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

/** Pairs of rows of the same table, drawn at random from two tables: of each as many as its pairs are of all these. */
export function pairsWithin({ rows, firstOfB, tables }: RowTables, most: number): CandidatePairs {
  const second = rows - firstOfB;
  const all = (firstOfB * (firstOfB - 1) + second * (second - 1)) / 2;
  const ofFirst = Math.round((most * firstOfB * (firstOfB - 1)) / 2 / Math.max(1, all));
  const draw = (count: number, size: number, start: number) => {
    const { from, to } =
      size < 2
        ? { from: new Uint32Array(0), to: new Uint32Array(0) }
        : randomPairs({ tables, rows: size, firstOfB: size, mode: 'dedupe' }, count);
    return { from: from.map((row) => row + start), to: to.map((row) => row + start) };
  };
  const [a, b] = [draw(ofFirst, firstOfB, 0), draw(most - ofFirst, second, firstOfB)];
  return { from: joined(a.from, b.from), to: joined(a.to, b.to) };
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
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
