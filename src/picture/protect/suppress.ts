import { loadSolver } from '../solver.ts';
import { Attacker, type Interval } from './attacker.ts';
import { SuppressionSearch } from './suppression-search.ts';
import type { Table } from './table.ts';

// Which cells of a fixed table to leave out. Small counts are; then as few others as it takes for no small count to be
// calculated from the totals. The method is that of Fischetti and Salazar 2001, Management Science 47(7) 1008-1027.

export type SuppressOptions = {
  /** Counts from 1 to below this are hidden. */
  smallest: number;
  /** By how much the least and the most that such a cell can be must lie apart. */
  leastWidth: number;
  /** Cells that were published before, with the same count: to hide them now hides nothing. */
  known: ReadonlySet<number>;
  /** Cells that are left out in any case, with how far apart their bounds must lie: earlier editions left them out. */
  hidden?: ReadonlyMap<number, number>;
  /** Of solving, before what has been found so far is taken. */
  seconds: number;
  onProgress(done: number, of: number): void;
};

export type Suppressed = {
  primary: number[];
  secondary: number[];
  /** What can be calculated of each small count, and of each cell that was left out earlier, from all that is published. */
  audit: { cell: number; low: number; high: number }[];
  /** Of these, the ones that nothing can protect. */
  disclosed: number[];
  /** False where the time was up: it is protected, perhaps by more cells than it takes. */
  isFewest: boolean;
};

const ROUNDING = 1e-6;

type Bounds = Omit<Interval, 'worth'>;

export async function suppress(table: Table, options: SuppressOptions): Promise<Suppressed> {
  const { smallest, leastWidth, known, seconds, onProgress, hidden: before = new Map() } = options;
  const highs = await loadSolver();
  const attacker = new Attacker(highs, table);
  const small = table.cells.flatMap(({ count }, cell) => (count > 0 && count < smallest ? [cell] : []));
  const primary = small.filter((cell) => !known.has(cell));
  const widths = new Map([...before, ...primary.map((cell) => [cell, leastWidth] as const)]);
  const guarded = [...widths.keys()];
  const search = new SuppressionSearch(highs, table, { forced: guarded, known, seconds });
  const hopeless = new Set<number>();
  const isNarrow = ({ cell, low, high }: Bounds) => high - low < widths.get(cell)! - ROUNDING;
  const isOpen = (bounds: Interval) => isNarrow(bounds) && !hopeless.has(bounds.cell);
  let hidden = search.solve();
  let open = guarded.map((cell) => attacker.boundsOf(cell, hidden)).filter(isOpen);
  while (open.length > 0) {
    onProgress(guarded.length - open.length, guarded.length);
    for (const interval of open)
      if (!search.demand(interval, widths.get(interval.cell)!)) hopeless.add(interval.cell);
    hidden = search.solve();
    const again = open.map(({ cell }) => attacker.boundsOf(cell, hidden)).filter(isOpen);
    // Only once those are protected is it worth asking whether that left others open.
    open = again.length > 0 ? again : guarded.map((cell) => attacker.boundsOf(cell, hidden)).filter(isOpen);
  }
  onProgress(guarded.length, guarded.length);
  const audit = guarded.map((cell) => attacker.boundsOf(cell, hidden));
  return {
    primary,
    secondary: [...hidden].filter((cell) => !primary.includes(cell)),
    audit: audit.map(({ cell, low, high }) => ({ cell, low, high })),
    disclosed: [
      ...small.filter((cell) => known.has(cell)),
      ...audit.filter(isNarrow).map(({ cell }) => cell),
    ],
    isFewest: search.isFewest,
  };
}
