/** Neutral generated pictures, the same on every machine: whole-number arithmetic only. */
export type Pattern =
  | 'noise'
  | 'rings'
  | 'gradient'
  | 'clouds'
  | 'checks'
  | 'even'
  | 'white'
  | 'black-and-white';

type Place = { x: number; y: number; width: number; height: number };

const EVEN_GREY = 77;

const PAINTERS: Record<Pattern, (place: Place, random: () => number) => number> = {
  noise: (_, random) => random() & 255,
  rings: ({ x, y, width, height }) =>
    Math.floor(((2 * x - width) ** 2 + (2 * y - height) ** 2 + 9 * x) / 61) & 255,
  gradient: ({ x, y, width, height }) => Math.floor((255 * (2 * x + y)) / (2 * width + height)),
  // Soft shapes of several sizes, as a photograph has them.
  clouds: ({ x, y }) => (4 * cloud(x, y, 80) + 2 * cloud(x, y, 37) + cloud(x, y, 11)) >> 3,
  checks: ({ x, y }) => (((x >> 4) + (y >> 5)) % 3 === 0 ? 230 : 20 + (x & 63)),
  even: () => EVEN_GREY,
  white: () => 255,
  'black-and-white': (_, random) => (random() & 1) * 255,
};

export const PATTERNS = Object.keys(PAINTERS) as Pattern[];

/** Random heights at the corners of cells, and straight lines between them: 0 to 291. */
function cloud(x: number, y: number, cell: number): number {
  const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
  const [right, down] = [x % cell, y % cell];
  const upper = heightAt(column, row, cell) * (cell - right) + heightAt(column + 1, row, cell) * right;
  const lower =
    heightAt(column, row + 1, cell) * (cell - right) + heightAt(column + 1, row + 1, cell) * right;
  return Math.floor((upper * (cell - down) + lower * down) / (cell * cell));
}

/** Scatters the corner's place over 0 to 291: 7 of them, halved three times, fill a byte. */
function heightAt(column: number, row: number, cell: number): number {
  const mixed = Math.imul(Math.imul(column + 1, 0x9e3779b1) ^ Math.imul(row + cell, 0x85ebca6b), 0xc2b2ae35);
  return (mixed >>> 16) % 292;
}

/** One byte for each pixel. */
export function paintLuma(pattern: Pattern, width: number, height: number, seed = 1): Uint8Array {
  const random = randomBits(seed);
  return Uint8Array.from({ length: width * height }, (_, at) =>
    PAINTERS[pattern]({ x: at % width, y: Math.floor(at / width), width, height }, random),
  );
}

/** A linear congruential generator; its upper bits. Source of the constants: ISO C's example of rand(). */
function randomBits(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  };
}
