import { inSharedMemory, sharedZeros } from '../../shared/number-arrays.ts';
import type { Kind, NormalValue } from '../kinds/kind.ts';
import { hashText } from './attribute-keys.ts';
import { HashNumbers } from './hash-numbers.ts';
import { NO_VALUE } from './intern-values.ts';

/** What is counted of each value, each once, as numbers below `count`: of value v those from `starts[v]` to `starts[v + 1]`. */
export type ValueTerms = { starts: Uint32Array; terms: Int32Array; count: number };

/** Numbers the terms of values, one value after another. */
export class TermNumberer {
  readonly #term: Kind['term'];
  readonly #numbers = new HashNumbers();
  readonly #starts = [0];
  readonly #terms: number[] = [];

  constructor({ term }: Kind) {
    this.#term = term;
  }

  add(list: readonly NormalValue[]): void {
    const texts = list.length === 1 ? [this.#term(list[0]!)] : new Set(list.map(this.#term));
    for (const text of texts) if (text !== '') this.#terms.push(this.#numbers.numberOf(hashText(text)));
    this.#starts.push(this.#terms.length);
  }

  all(): ValueTerms {
    return {
      starts: inSharedMemory(Uint32Array.from(this.#starts)),
      terms: inSharedMemory(Int32Array.from(this.#terms)),
      count: this.#numbers.count,
    };
  }
}

/** `holders`: by term, how many have it. `records`: how many have any. Rows, or groups of rows. */
export type TermHolders = { holders: Int32Array; records: number };

/** `groups`: these are then counted instead of their rows. */
export function countHolders(valueAt: Int32Array, terms: ValueTerms, groups?: GroupedRows): TermHolders {
  const holders = sharedZeros(Int32Array, terms.count);
  const lastWith = new Int32Array(terms.count).fill(-1);
  let [last, records] = [-1, 0];
  for (let at = 0; at < valueAt.length; at += 1) {
    const row = groups ? groups.rows[at]! : at;
    const value = valueAt[row]!;
    if (value === NO_VALUE) continue;
    const group = groups ? groups.labels[row]! : row;
    if (group !== last) records += 1;
    last = group;
    for (let i = terms.starts[value]!; i < terms.starts[value + 1]!; i += 1) {
      const term = terms.terms[i]!;
      if (lastWith[term] !== group) holders[term]! += 1;
      lastWith[term] = group;
    }
  }
  return { holders, records };
}

/** `labels`: by row the lowest row of its group. `rows`: those of one group after one another. In memory that threads share. */
export type GroupedRows = { labels: Int32Array; rows: Int32Array };

export function groupedRows(labels: Int32Array): GroupedRows {
  const starts = new Int32Array(labels.length + 1);
  for (let row = 0; row < labels.length; row += 1) starts[labels[row]! + 1]! += 1;
  for (let i = 1; i < starts.length; i += 1) starts[i]! += starts[i - 1]!;
  const rows = sharedZeros(Int32Array, labels.length);
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row]!;
    rows[starts[label]!] = row;
    starts[label]! += 1;
  }
  return { labels, rows };
}
