import type { Highs } from 'highs';
import type { Interval } from './attacker.ts';
import type { Table } from './table.ts';

/** What decides which cells are hidden. `forced`: are hidden in any case. `known`: cannot be. */
type Limits = { forced: readonly number[]; known: ReadonlySet<number>; seconds: number };

const ROUNDING = 1e-6;

/**
 * The fewest cells to hide that meet every demand made so far: a whole-number programme that grows with what the
 * attacker finds. Among equally many, small counts and few totals.
 */
export class SuppressionSearch {
  readonly #highs: Highs;
  readonly #table: Table;
  readonly #limits: Limits;
  readonly #until: number;
  readonly #rows: string[];
  #isFewest = true;

  constructor(highs: Highs, table: Table, limits: Limits) {
    this.#highs = highs;
    this.#table = table;
    this.#limits = limits;
    this.#until = performance.now() + limits.seconds * 1000;
    // A hidden cell alone in a sum is the difference of the others. Where nothing can prevent that, the audit says so.
    const isHopeless = (sum: readonly number[], cell: number) =>
      limits.forced.includes(cell) && sum.every((other) => other === cell || limits.known.has(other));
    this.#rows = table.sums.flatMap((sum) =>
      sum
        .filter((cell) => !isHopeless(sum, cell))
        .map((cell) => `${plus(sum.filter((other) => other !== cell))} - x${cell} >= 0`),
    );
  }

  /** False once a solution had to be taken as it was when the time was up. */
  get isFewest(): boolean {
    return this.#isFewest;
  }

  /** Asks that enough be hidden for the two bounds of a cell to lie so far apart. False where nothing can do that. */
  demand({ cell, worth }: Interval, width: number): boolean {
    const { known } = this.#limits;
    const needed = width - worth[cell]!;
    const terms = [...worth.entries()].filter(
      ([other, gain]) => other !== cell && gain > ROUNDING && !known.has(other),
    );
    if (terms.reduce((sum, [, gain]) => sum + Math.min(gain, needed), 0) < needed) return false;
    this.#rows.push(
      `${terms.map(([other, gain]) => `+ ${Math.min(gain, needed).toFixed(6)} x${other}`).join(' ')} >= ${needed.toFixed(6)}`,
    );
    return true;
  }

  solve(): Set<number> {
    const cells = [...this.#table.cells.keys()];
    const { forced, known } = this.#limits;
    const problem = [
      'Minimize\n obj:',
      ...cells.map((cell) => ` + ${this.#costOf(cell).toFixed(6)} x${cell}`),
      'Subject To',
      ...this.#rows.map((row, i) => ` r${i}: ${row}`),
      'Bounds',
      ...forced.map((cell) => ` x${cell} = 1`),
      ...[...known].map((cell) => ` x${cell} = 0`),
      'Binary',
      cells.map((cell) => `x${cell}`).join(' '),
      'End\n',
    ].join('\n');
    const time_limit = Math.max(1, (this.#until - performance.now()) / 1000);
    const { Status, Columns } = this.#highs.solve(problem, { time_limit, mip_rel_gap: 0 });
    if (Status !== 'Optimal') this.#isFewest = false;
    if (Status !== 'Optimal' && Status !== 'Time limit reached')
      throw new Error(`which cells to hide: ${Status}`);
    const found = cells.filter((cell) => primalOf(Columns[`x${cell}`]) > 0.5);
    // When the time was up without an answer, everything that can be hidden is: that protects, and ends the search.
    const isAnswer =
      Status === 'Optimal' || (!this.#isLongOver && forced.every((cell) => found.includes(cell)));
    return new Set(isAnswer ? found : cells.filter((cell) => !known.has(cell)));
  }

  /** Twice the time, and more: what is found then need not meet what was asked for, and would be asked for without end. */
  get #isLongOver(): boolean {
    return performance.now() > this.#until + this.#limits.seconds * 1000;
  }

  /** 1 for each cell, and less than 1 for all of them together by their counts. */
  #costOf(cell: number): number {
    const { cells } = this.#table;
    const most = cells.reduce((sum, { count }) => Math.max(sum, count), 1);
    return 1 + cells[cell]!.count / (most * cells.length * 2);
  }
}

function plus(cells: readonly number[]): string {
  return cells.map((cell) => `+ x${cell}`).join(' ');
}

function primalOf(column: object | undefined): number {
  return column && 'Primal' in column && typeof column.Primal === 'number' ? column.Primal : 0;
}
