// Distances between ASCII texts, equal to DuckDB's functions of the same names: they count bytes, so do these.
// One thread compares one pair at a time, so that the tables below are made once.

/** Signs of the longest text that the tables have room for. */
export const LONGEST_TEXT = 500;

const takenInA = new Uint8Array(LONGEST_TEXT);
const takenInB = new Uint8Array(LONGEST_TEXT);

/** Common letters are looked for within half the longer text; the share of them and of those in order. Jaro (1989). */
function jaro(a: string, b: string): number {
  const window = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  takenInA.fill(0, 0, a.length);
  takenInB.fill(0, 0, b.length);
  let common = 0;
  for (let i = 0; i < a.length; i++) {
    const sign = a.charCodeAt(i);
    const last = Math.min(b.length - 1, i + window);
    for (let j = Math.max(0, i - window); j <= last; j++) {
      if (takenInB[j] || sign !== b.charCodeAt(j)) continue;
      takenInA[i] = takenInB[j] = 1;
      common++;
      break;
    }
  }
  if (common === 0) return 0;
  const swapped = Math.floor(outOfOrder(a, b) / 2);
  return (common / a.length + common / b.length + (common - swapped) / common) / 3;
}

function outOfOrder(a: string, b: string): number {
  let count = 0;
  for (let i = 0, j = 0; i < a.length; i++) {
    if (!takenInA[i]) continue;
    while (!takenInB[j]) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) count++;
    j++;
  }
  return count;
}

/** Up to four equal first letters bring it a tenth of the rest nearer to 1 each, from .7 on. Winkler (1990). */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1;
  const plain = jaro(a, b);
  return plain <= BOOSTED_FROM ? plain : plain + commonStart(a, b) * 0.1 * (1 - plain);
}

const BOOSTED_FROM = 0.7;

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < 4 && length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

/** Whether the similarity is `least` or more; most pairs are told by their lengths and first letters, or by their letters. */
export function reachesJaroWinkler(a: string, b: string, least: number): boolean {
  if (mostSimilar(a, b, Math.min(a.length, b.length)) < least) return false;
  return mostSimilar(a, b, lettersInCommon(a, b)) >= least && jaroWinkler(a, b) >= least;
}

/** The highest similarity that two texts with so many letters in common can have. */
function mostSimilar(a: string, b: string, common: number): number {
  const most = (common / a.length + common / b.length + 1) / 3;
  return most + commonStart(a, b) * 0.1 * (1 - most);
}

/** How often each sign is left to be found; all 0 between two comparisons. */
const left = new Uint16Array(128);

/** Wherever in the texts they stand. */
function lettersInCommon(a: string, b: string): number {
  let common = 0;
  for (let i = 0; i < a.length; i++) left[a.charCodeAt(i)]! += 1;
  for (let j = 0; j < b.length; j++) {
    const sign = b.charCodeAt(j);
    if (left[sign] === 0) continue;
    left[sign]! -= 1;
    common++;
  }
  for (let i = 0; i < a.length; i++) left[a.charCodeAt(i)] = 0;
  return common;
}

const rowOf = new Uint16Array(128);
const table = new Uint16Array((LONGEST_TEXT + 2) ** 2);

/** Insertions, deletions, replacements, and the exchange of two letters that stand side by side (Damerau 1964). */
export function damerauLevenshtein(a: string, b: string): number {
  const width = b.length + 2;
  startTable(a.length, b.length);
  for (let i = 1; i <= a.length; i++) {
    let column = 0;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      const k = rowOf[b.charCodeAt(j - 1)]!;
      const exchanged = table[k * width + column]! + (i - k - 1) + 1 + (j - column - 1);
      const replaced = table[i * width + j]! + (same ? 0 : 1);
      const moved = Math.min(table[(i + 1) * width + j]!, table[i * width + j + 1]!) + 1;
      table[(i + 1) * width + j + 1] = Math.min(replaced, moved, exchanged);
      if (same) column = j;
    }
    rowOf[a.charCodeAt(i - 1)] = i;
  }
  return table[(a.length + 1) * width + b.length + 1]!;
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

/** Whether `most` edits are enough; letters that only one of the two has tell most pairs apart. */
export function withinEdits(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  const inA = lettersIn(a);
  const inB = lettersIn(b);
  if (countBits(inA & ~inB) > most || countBits(inB & ~inA) > most) return false;
  return withinEditsOfMiddle(a, b, most);
}

/** What both texts begin and end with needs no edit: only what stands between is compared. */
function withinEditsOfMiddle(a: string, b: string, most: number): boolean {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let end = 0;
  while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end))
    end++;
  const [m, n] = [a.length - start - end, b.length - start - end];
  if (Math.min(m, n) === 0 || Math.max(m, n) === 1) return Math.max(m, n) <= most;
  if (most === 1) return m === 2 && n === 2 && areExchanged(a, b, start);
  return damerauLevenshtein(a.slice(start, start + m), b.slice(start, start + n)) <= most;
}

function areExchanged(a: string, b: string, at: number): boolean {
  return a.charCodeAt(at) === b.charCodeAt(at + 1) && a.charCodeAt(at + 1) === b.charCodeAt(at);
}

/** A bit for each sign, 32 apart sharing one. */
function lettersIn(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= 1 << (text.charCodeAt(i) & 31);
  return bits;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
