import type { Highs } from 'highs';
import type { Table } from './table.ts';

/**
 * What someone who knows every published cell, and that counts are not negative, can say of a hidden one: the least and
 * the most that it can be. `worth`: by how much each cell would widen the two at most, if it were hidden.
 */
export type Interval = { cell: number; low: number; high: number; worth: Float64Array };

/** A sum that a total and its parts leave: the total counts plus, the parts minus. */
type Asked = { cell: number; hidden: ReadonlySet<number>; sign: 1 | -1; worth: Float64Array };

const ROUNDING = 1e-7;

/** Finds the bounds of hidden cells, by two linear programmes for each. */
export class Attacker {
  readonly #highs: Highs;
  readonly #table: Table;
  readonly #sumsOf: readonly (readonly number[])[];
  /** More than any count can be thought to be. */
  readonly #most: number;

  constructor(highs: Highs, table: Table) {
    this.#highs = highs;
    this.#table = table;
    const sumsOf = table.cells.map((): number[] => []);
    table.sums.forEach((sum, i) => {
      for (const cell of sum) sumsOf[cell]!.push(i);
    });
    this.#sumsOf = sumsOf;
    this.#most = 2 * largestOf(table) + 10;
  }

  boundsOf(cell: number, hidden: ReadonlySet<number>): Interval {
    const worth = new Float64Array(this.#table.cells.length);
    const low = this.#least({ cell, hidden, sign: 1, worth });
    const high = 0 - this.#least({ cell, hidden, sign: -1, worth });
    return { cell, low, high, worth };
  }

  /** Whether counts that are not negative can stand in the hidden cells: not where what else is said has changed. */
  isPossible(hidden: ReadonlySet<number>): boolean {
    const isAsked = (sum: readonly number[]) => sum.some((cell) => hidden.has(cell));
    const { cells, sums } = this.#table;
    const isKept = ([total, ...parts]: readonly number[]) =>
      cells[total!]!.count === parts.reduce((so, part) => so + cells[part]!.count, 0);
    if (!sums.every((sum) => isAsked(sum) || isKept(sum))) return false;
    const asked = [...sums.keys()].filter((sum) => isAsked(sums[sum]!));
    if (asked.length === 0) return true;
    const variables = [...new Set(asked.flatMap((sum) => sums[sum]!.filter((cell) => hidden.has(cell))))];
    const { Status } = this.#highs.solve(
      [
        `Minimize\n obj: y${variables[0]}\nSubject To`,
        ...asked.map((sum) => ` s${sum}: ${this.#equation(sum, hidden)}`),
        'Bounds',
        ...variables.map((one) => ` 0 <= y${one} <= ${this.#most}`),
        'End\n',
      ].join('\n'),
    );
    return Status === 'Optimal';
  }

  /** The least of `sign` times the cell; adds what each cell's own bounds are worth to it, by the dual prices. */
  #least(asked: Asked): number {
    const { cell, hidden, sign } = asked;
    const sums = this.#sumsAround(cell, hidden);
    const variables = new Set(sums.flatMap((sum) => this.#table.sums[sum]!.filter((one) => hidden.has(one))));
    const solved = this.#highs.solve(
      [
        `Minimize\n obj: ${sign === 1 ? '' : '- '}y${cell}\nSubject To`,
        ...sums.map((sum) => ` s${sum}: ${this.#equation(sum, hidden)}`),
        'Bounds',
        ...[...variables.add(cell)].map((one) => ` 0 <= y${one} <= ${this.#most}`),
        'End\n',
      ].join('\n'),
    );
    if (solved.Status !== 'Optimal') throw new Error(`the bounds of a hidden cell: ${solved.Status}`);
    const prices = solved.Rows.map((row, i) => ({ sum: sums[i]!, price: dualOf(row) }));
    this.#addWorth(prices, asked);
    return solved.ObjectiveValue;
  }

  /** The sums that hidden cells connect with this one: no other says anything about it. */
  #sumsAround(cell: number, hidden: ReadonlySet<number>): number[] {
    const found = new Set<number>();
    const seen = new Set([cell]);
    for (const one of seen) {
      for (const sum of this.#sumsOf[one]!) {
        found.add(sum);
        for (const other of this.#table.sums[sum]!) if (hidden.has(other)) seen.add(other);
      }
    }
    return [...found];
  }

  #equation(sum: number, hidden: ReadonlySet<number>): string {
    let published = 0;
    const terms = this.#table.sums[sum]!.flatMap((cell, place) => {
      if (hidden.has(cell)) return [`${place === 0 ? '+' : '-'} y${cell}`];
      published += (place === 0 ? -1 : 1) * this.#table.cells[cell]!.count;
      return [];
    });
    return `${terms.join(' ')} = ${published}`;
  }

  /** The reduced cost of each cell, hidden or not: how much a step beyond its bound would move the least value. */
  #addWorth(prices: readonly { sum: number; price: number }[], { cell, sign, worth }: Asked): void {
    const costs = new Map([[cell, sign as number]]);
    for (const { sum, price } of prices)
      this.#table.sums[sum]!.forEach((one, place) => {
        costs.set(one, (costs.get(one) ?? 0) - (place === 0 ? price : -price));
      });
    for (const [one, cost] of costs) {
      const { count } = this.#table.cells[one]!;
      if (cost > ROUNDING) worth[one]! += cost * count;
      if (cost < -ROUNDING) worth[one]! += -cost * (this.#most - count);
    }
  }
}

/** The largest count that there is or must be: a total that an earlier edition left out stands as 0, and its parts add up to more. */
function largestOf({ cells, sums }: Table): number {
  const counts = Float64Array.from(cells, ({ count }) => count);
  for (let isGrowing = true; isGrowing; ) {
    isGrowing = false;
    for (const [total, ...parts] of sums) {
      const sum = parts.reduce((so, part) => so + counts[part]!, 0);
      if (sum <= counts[total!]!) continue;
      counts[total!] = sum;
      isGrowing = true;
    }
  }
  return counts.reduce((most, count) => Math.max(most, count), 0);
}

function dualOf(row: object): number {
  return 'Dual' in row && typeof row.Dual === 'number' ? row.Dual : 0;
}
