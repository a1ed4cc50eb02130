import { areNear, type FrameBag, WORDS } from './frame-bag.ts';

/** 16 pieces of 16 bits: of at most 31 differing bits, some piece has at most one. */
const PIECES = 2 * WORDS;
const PIECE_BITS = 16;
const PIECE_VALUES = 1 << PIECE_BITS;
const LARGEST_PIECED_RADIUS = 2 * PIECES - 1;

/** Comparing every pair is quicker below this many. Chosen: where building the pieces was measured to pay, 2026-11. */
const PAIRS_WORTH_PIECES = 2_000_000;

/** How many frames of `bag` have a frame of `among` within the radius. Exact. */
export function countFound(bag: FrameBag, among: FrameBag, radius: number): number {
  const isPieced = radius <= LARGEST_PIECED_RADIUS && bag.size * among.size > PAIRS_WORTH_PIECES;
  const find = isPieced ? searchPieces(bag, among, radius) : searchAll(bag, among, radius);
  let found = 0;
  let next = 0;
  for (let at = 0; at < bag.size; at += 1) {
    // Neighbours in one video are neighbours in its copy: the place after the last hit is tried first.
    const here = next < among.size && areNear(bag, at, among, next, radius) ? next : find(at);
    if (here < 0) continue;
    found += 1;
    next = here + 1;
  }
  return found;
}

/** Where a frame of `among` is that is near; -1 if none is. */
type Find = (at: number) => number;

function searchAll(bag: FrameBag, among: FrameBag, radius: number): Find {
  return (at) => {
    for (let there = 0; there < among.size; there += 1)
      if (areNear(bag, at, among, there, radius)) return there;
    return -1;
  };
}

function searchPieces(bag: FrameBag, among: FrameBag, radius: number): Find {
  const pieces = Array.from({ length: PIECES }, (_, piece) => sortByPiece(among, piece));
  return (at) => {
    for (const [piece, sorted] of pieces.entries()) {
      const value = pieceOf(bag, at, piece);
      for (let flip = -1; flip < PIECE_BITS; flip += 1) {
        const near = flip < 0 ? value : value ^ (1 << flip);
        for (let k = sorted.starts[near]!; k < sorted.starts[near + 1]!; k += 1)
          if (areNear(bag, at, among, sorted.places[k]!, radius)) return sorted.places[k]!;
      }
    }
    return -1;
  };
}

/** The places of the frames in the order of one piece; those with value v are from starts[v] to starts[v + 1]. */
type Sorted = { starts: Uint32Array; places: Uint32Array };

function sortByPiece(bag: FrameBag, piece: number): Sorted {
  const starts = new Uint32Array(PIECE_VALUES + 1);
  for (let at = 0; at < bag.size; at += 1) starts[pieceOf(bag, at, piece) + 1]! += 1;
  for (let value = 0; value < PIECE_VALUES; value += 1) starts[value + 1]! += starts[value]!;
  const next = starts.slice();
  const places = new Uint32Array(bag.size);
  for (let at = 0; at < bag.size; at += 1) {
    const value = pieceOf(bag, at, piece);
    places[next[value]!] = at;
    next[value]! += 1;
  }
  return { starts, places };
}

function pieceOf(bag: FrameBag, at: number, piece: number): number {
  return (bag.words[at * WORDS + (piece >> 1)]! >>> (PIECE_BITS * (piece & 1))) & (PIECE_VALUES - 1);
}
