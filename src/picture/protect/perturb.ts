import { createHmac } from 'node:crypto';
import { ALL, type Cell, type Table } from './table.ts';

// Cell-key perturbation: each count is moved by a little that nobody can foresee, and that is the same whenever the same
// cell is asked for, so that tables may be combined at will. Source: Fraser and Wooton 2005, Australian Bureau of Statistics.

/** What a count may be moved by, and how likely each is. */
export type Moves = { by: number[]; chances: number[] };

/** At most so far, and with this variance; no bias. */
export type Moving = { furthest: number; variance: number };

/** Chosen: as published for census tables, small against what forces miscount. */
const FIXED_TABLES: Moving = { furthest: 2, variance: 1 };

/** Below 0 no count falls; a 0 stays, as what nobody reported must not appear. */
export function movesOf(count: number, { furthest, variance }: Moving = FIXED_TABLES): Moves {
  if (count === 0) return { by: [0], chances: [1] };
  const from = -Math.min(count, furthest);
  const by = Array.from({ length: furthest - from + 1 }, (_, i) => from + i);
  return { by, chances: mostEven(by, variance) };
}

/** The most even chances with mean 0 and the variance: they have the form exp(a v + b v²), found by Newton's method. */
function mostEven(by: readonly number[], variance: number): number[] {
  let [a, b] = [0, 0];
  for (let round = 0; round < 100; round += 1) {
    const chances = chancesAt(by, a, b);
    const moment = (power: number) => by.reduce((sum, v, i) => sum + chances[i]! * v ** power, 0);
    const [one, two, three, four] = [moment(1), moment(2), moment(3), moment(4)];
    const [missOne, missTwo] = [-one, variance - two];
    if (Math.abs(missOne) + Math.abs(missTwo) < 1e-14) break;
    const [aa, ab, bb] = [two - one * one, three - one * two, four - two * two];
    const determinant = aa * bb - ab * ab;
    a += (missOne * bb - missTwo * ab) / determinant;
    b += (missTwo * aa - missOne * ab) / determinant;
  }
  return chancesAt(by, a, b);
}

function chancesAt(by: readonly number[], a: number, b: number): number[] {
  const raw = by.map((v) => Math.exp(a * v + b * v * v));
  const sum = raw.reduce((total, one) => total + one, 0);
  return raw.map((one) => one / sum);
}

/** Each cell by itself, so that totals need not be the sums of their parts. `secret`: whoever has it can undo it. */
export function movedCounts({ dimensions, cells }: Table, secret: Buffer): number[] {
  return cells.map(
    ({ labels, count }) => count + moveOf(count, { key: nameOf(labels, dimensions), secret }, FIXED_TABLES),
  );
}

/**
 * By what a count is moved: whenever the key is the same, by the same. `key`: says which cell it is; of records, who is in
 * it; of a table without records, its labels.
 */
export function moveOf(
  count: number,
  { key, secret }: { key: string; secret: Buffer },
  moving: Moving,
): number {
  const { by, chances } = movesOf(count, moving);
  const drawn = createHmac('sha256', secret).update(key).digest().readUIntBE(0, 6) / 2 ** 48;
  let below = 0;
  for (const [i, chance] of chances.entries()) {
    below += chance;
    if (drawn < below) return by[i]!;
  }
  return by.at(-1)!;
}

/** The order and the totals of a table do not matter: the same cell has the same name in each. */
function nameOf(labels: Cell['labels'], dimensions: readonly string[]): string {
  const named = labels
    .map((label, i) => [dimensions[i]!, label])
    .filter(([, label]) => label !== ALL)
    .sort();
  return JSON.stringify(named);
}

/** To the nearest multiple of 5: for headlines. Source: the disclosure rules of the picture's design, 2026-11. */
export function roundToFive(count: number): number {
  return Math.round(count / 5) * 5;
}
