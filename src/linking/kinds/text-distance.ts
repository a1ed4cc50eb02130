import { areSame, lengthOf, type Texts } from './texts.ts';

// Distances between ASCII texts, equal to DuckDB's functions of the same names.
// One thread compares one pair at a time, so that the tables below are made once.

/** Signs of the longest text that the tables have room for; of a longer one the beginning is compared. */
export const LONGEST_TEXT = 500;

/** Signs that a byte can hold. */
const SIGNS = 256;

const takenInX = new Uint8Array(LONGEST_TEXT);
const takenInY = new Uint8Array(LONGEST_TEXT);

/** Common letters are looked for within half the longer text; the share of them and of those in order. Jaro (1989). */
function jaro(texts: Texts, x: number, y: number): number {
  const { bytes, starts } = texts;
  const [atX, atY] = [starts[x]!, starts[y]!];
  const m = Math.min(LONGEST_TEXT, lengthOf(texts, x));
  const n = Math.min(LONGEST_TEXT, lengthOf(texts, y));
  const window = Math.max(0, Math.floor(Math.max(m, n) / 2) - 1);
  takenInX.fill(0, 0, m);
  takenInY.fill(0, 0, n);
  let common = 0;
  for (let i = 0; i < m; i++) {
    const sign = bytes[atX + i]!;
    const last = Math.min(n - 1, i + window);
    for (let j = Math.max(0, i - window); j <= last; j++) {
      if (takenInY[j] || sign !== bytes[atY + j]) continue;
      takenInX[i] = takenInY[j] = 1;
      common++;
      break;
    }
  }
  if (common === 0) return 0;
  const swapped = Math.floor(outOfOrder(bytes, atX, m, atY) / 2);
  return (common / m + common / n + (common - swapped) / common) / 3;
}

/** Of the letters taken, those that do not stand in the same order in both. */
function outOfOrder(bytes: Uint8Array, atX: number, lengthOfX: number, atY: number): number {
  let count = 0;
  for (let i = 0, j = 0; i < lengthOfX; i++) {
    if (!takenInX[i]) continue;
    while (!takenInY[j]) j++;
    if (bytes[atX + i] !== bytes[atY + j]) count++;
    j++;
  }
  return count;
}

/** Up to four equal first letters bring it a tenth of the rest nearer to 1 each, from .7 on. Winkler (1990). */
export function jaroWinkler(texts: Texts, x: number, y: number): number {
  if (areSame(texts, x, y)) return lengthOf(texts, x) === 0 ? 0 : 1;
  const plain = jaro(texts, x, y);
  return plain <= BOOSTED_FROM ? plain : plain + commonStart(texts, x, y) * 0.1 * (1 - plain);
}

const BOOSTED_FROM = 0.7;

function commonStart({ bytes, starts }: Texts, x: number, y: number): number {
  const [atX, atY] = [starts[x]!, starts[y]!];
  const most = Math.min(4, starts[x + 1]! - atX, starts[y + 1]! - atY);
  let length = 0;
  while (length < most && bytes[atX + length] === bytes[atY + length]) length++;
  return length;
}

/** Whether the similarity is `least` or more; most pairs are told by their lengths and first letters, or by their letters. */
export function reachesJaroWinkler(texts: Texts, x: number, y: number, least: number): boolean {
  const [m, n] = [lengthOf(texts, x), lengthOf(texts, y)];
  const boost = commonStart(texts, x, y) * 0.1;
  if (mostSimilar(m, n, Math.min(m, n), boost) < least) return false;
  const { bytes, starts } = texts;
  const common = lettersInCommon(bytes, { atX: starts[x]!, m, atY: starts[y]!, n });
  return mostSimilar(m, n, common, boost) >= least && jaroWinkler(texts, x, y) >= least;
}

/** The highest similarity that texts of such lengths with so many letters in common can have. */
function mostSimilar(m: number, n: number, common: number, boost: number): number {
  const most = (common / m + common / n + 1) / 3;
  return most + boost * (1 - most);
}

/** Two pieces of text: m signs from `atX` on, and n from `atY` on. */
type Pieces = { atX: number; m: number; atY: number; n: number };

/** How often each sign is left to be found; all 0 between two comparisons. */
const left = new Uint16Array(SIGNS);

/** Wherever in the pieces they stand. */
function lettersInCommon(bytes: Uint8Array, { atX, m, atY, n }: Pieces): number {
  let common = 0;
  for (let at = atX; at < atX + m; at++) left[bytes[at]!]! += 1;
  for (let at = atY; at < atY + n; at++) {
    const sign = bytes[at]!;
    if (left[sign] === 0) continue;
    left[sign]! -= 1;
    common++;
  }
  for (let at = atX; at < atX + m; at++) left[bytes[at]!] = 0;
  return common;
}

/** Insertions, deletions, replacements, and the exchange of two letters that stand side by side (Damerau 1964). */
export function damerauLevenshtein({ bytes, starts }: Texts, x: number, y: number): number {
  const [atX, atY] = [starts[x]!, starts[y]!];
  return editsOf(bytes, { atX, m: starts[x + 1]! - atX, atY, n: starts[y + 1]! - atY });
}

const rowOf = new Uint16Array(SIGNS);
const table = new Uint16Array((LONGEST_TEXT + 2) ** 2);

function editsOf(bytes: Uint8Array, pieces: Pieces): number {
  const { atX, atY } = pieces;
  const [m, n] = [Math.min(LONGEST_TEXT, pieces.m), Math.min(LONGEST_TEXT, pieces.n)];
  const width = n + 2;
  startTable(m, n);
  for (let i = 1; i <= m; i++) {
    const sign = bytes[atX + i - 1]!;
    let column = 0;
    for (let j = 1; j <= n; j++) {
      const other = bytes[atY + j - 1]!;
      const k = rowOf[other]!;
      const exchanged = table[k * width + column]! + (i - k - 1) + 1 + (j - column - 1);
      const replaced = table[i * width + j]! + (sign === other ? 0 : 1);
      const moved = Math.min(table[(i + 1) * width + j]!, table[i * width + j + 1]!) + 1;
      table[(i + 1) * width + j + 1] = Math.min(replaced, moved, exchanged);
      if (sign === other) column = j;
    }
    rowOf[sign] = i;
  }
  return table[(m + 1) * width + n + 1]!;
}

function startTable(rows: number, columns: number): void {
  const width = columns + 2;
  const far = rows + columns;
  rowOf.fill(0);
  for (let j = 0; j < width; j++) table[j] = far;
  for (let i = 0; i <= rows; i++) {
    table[(i + 1) * width] = far;
    table[(i + 1) * width + 1] = i;
  }
  for (let j = 0; j <= columns; j++) table[width + j + 1] = j;
}

/** Whether `most` edits are enough: only what stands between a common beginning and end is compared. */
export function withinEdits({ bytes, starts }: Texts, x: number, y: number, most: number): boolean {
  let [atX, atY] = [starts[x]!, starts[y]!];
  let [endX, endY] = [starts[x + 1]!, starts[y + 1]!];
  if (Math.abs(endX - atX - (endY - atY)) > most) return false;
  while (atX < endX && atY < endY && bytes[atX] === bytes[atY]) {
    atX++;
    atY++;
  }
  while (atX < endX && atY < endY && bytes[endX - 1] === bytes[endY - 1]) {
    endX--;
    endY--;
  }
  return withinEditsOfMiddle(bytes, { atX, m: endX - atX, atY, n: endY - atY }, most);
}

/** Each edit brings at most one letter that the other lacks, which tells most pairs apart. */
function withinEditsOfMiddle(bytes: Uint8Array, pieces: Pieces, most: number): boolean {
  const { atX, m, atY, n } = pieces;
  const longer = Math.max(m, n);
  if (Math.min(m, n) === 0 || longer === 1) return longer <= most;
  if (most === 1) return m === 2 && n === 2 && bytes[atX] === bytes[atY + 1] && bytes[atX + 1] === bytes[atY];
  return longer - lettersInCommon(bytes, pieces) <= most && editsOf(bytes, pieces) <= most;
}
