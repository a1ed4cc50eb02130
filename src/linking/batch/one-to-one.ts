import { type ScoredPairs, surestFirst } from './scored-pairs.ts';

/**
 * Keeps each row in one pair at most, for two tables that hold nobody twice: the surest first; then a pair takes the
 * place of those that hold its rows where it, with the pair of the two rows so freed, is worth more than they are.
 * Positions of the pairs that stay, in their order.
 */
export function keepOneToOne(pairs: ScoredPairs, rows: number, leastBits: number): Uint32Array {
  const order = surestFirst(pairs, leastBits);
  const matching = new Matching(pairs, order, { rows, leastBits });
  while (order.reduce((changed, pair) => matching.improveBy(pair) || changed, false));
  return order.filter((pair) => matching.holds(pair)).sort();
}

/** Below it a gain is one of rounding, and exchanging might never end. */
const LEAST_GAIN_BITS = 1e-3;
const NONE = -1;
const ROW_STEPS = 2 ** 26;

class Matching {
  readonly #pairs: ScoredPairs;
  readonly #leastBits: number;
  /** By row: the pair that holds it. */
  readonly #pairOf: Int32Array;
  readonly #pairAt: Map<number, number>;

  constructor(
    pairs: ScoredPairs,
    order: Uint32Array,
    { rows, leastBits }: { rows: number; leastBits: number },
  ) {
    this.#pairs = pairs;
    this.#leastBits = leastBits;
    this.#pairOf = new Int32Array(rows).fill(NONE);
    this.#pairAt = new Map(
      Array.from(order, (pair) => [pairs.from[pair]! * ROW_STEPS + pairs.to[pair]!, pair]),
    );
  }

  holds(pair: number): boolean {
    return this.#pairOf[this.#pairs.from[pair]!] === pair;
  }

  /** Puts the pair in where that is worth it; whether it was. */
  improveBy(pair: number): boolean {
    const { from, to } = this.#pairs;
    if (this.holds(pair)) return false;
    const [atFrom, atTo] = [this.#pairOf[from[pair]!]!, this.#pairOf[to[pair]!]!];
    const freed =
      atFrom === NONE || atTo === NONE ? undefined : this.#pairAt.get(from[atTo]! * ROW_STEPS + to[atFrom]!);
    const gain = this.#worth(pair) + this.#worth(freed ?? NONE) - this.#worth(atFrom) - this.#worth(atTo);
    if (atFrom === NONE && atTo === NONE ? gain < 0 : gain < LEAST_GAIN_BITS) return false;
    for (const gone of [atFrom, atTo]) if (gone !== NONE) this.#set(gone, NONE);
    for (const put of [pair, freed]) if (put !== undefined) this.#set(put, put);
    return true;
  }

  #worth(pair: number): number {
    return pair === NONE ? 0 : this.#pairs.bits[pair]! - this.#leastBits;
  }

  #set(pair: number, value: number): void {
    this.#pairOf[this.#pairs.from[pair]!] = value;
    this.#pairOf[this.#pairs.to[pair]!] = value;
  }
}
