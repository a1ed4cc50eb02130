import { pairsOf } from './list-overlaps.ts';

/** A decomposable graph over lists: its cliques and the separators between them, as bit masks of lists. */
export type DecomposableGraph = { cliques: readonly number[]; separators: readonly number[] };

/** Every decomposable (chordal) graph over so many lists: 8 of 3, 61 of 4, 822 of 5, 18,154 of 6. */
export function decomposableGraphs(lists: number): DecomposableGraph[] {
  const pairs = pairsOf(lists);
  return Array.from({ length: 2 ** pairs.length }, (_, graph) => {
    const neighbours = new Array<number>(lists).fill(0);
    pairs.forEach(([one, other], i) => {
      if (((graph >> i) & 1) === 0) return;
      neighbours[one]! |= 1 << other;
      neighbours[other]! |= 1 << one;
    });
    return decompose(neighbours);
  }).filter((graph) => graph !== null);
}

/**
 * By maximum cardinality search (Tarjan and Yannakakis 1984): vertices are visited with the most visited neighbours
 * first; the graph is chordal if each one's visited neighbours all know one another. Null where it is not.
 */
function decompose(neighbours: readonly number[]): DecomposableGraph | null {
  let visited = 0;
  const cliques: number[] = [];
  const separators: number[] = [];
  for (let step = 0; step < neighbours.length; step += 1) {
    const vertex = mostConnected(neighbours, visited);
    const earlier = neighbours[vertex]! & visited;
    if (!isComplete(neighbours, earlier)) return null;
    const grown = cliques.indexOf(earlier);
    if (grown >= 0) cliques[grown] = earlier | (1 << vertex);
    else {
      if (step > 0) separators.push(earlier);
      cliques.push(earlier | (1 << vertex));
    }
    visited |= 1 << vertex;
  }
  return { cliques, separators };
}

function mostConnected(neighbours: readonly number[], visited: number): number {
  let [best, most] = [-1, -1];
  neighbours.forEach((around, vertex) => {
    if ((visited >> vertex) & 1) return;
    const size = bitsIn(around & visited);
    if (size > most) [best, most] = [vertex, size];
  });
  return best;
}

function isComplete(neighbours: readonly number[], set: number): boolean {
  return neighbours.every((around, vertex) => ((set >> vertex) & 1) === 0 || (set & ~around) === 1 << vertex);
}

export function bitsIn(set: number): number {
  let [left, bits] = [set, 0];
  for (; left > 0; left &= left - 1) bits += 1;
  return bits;
}
