import type { LinkModel } from '../model/link-model.ts';
import { frequencyBits } from '../model/score-pair.ts';
import type { ValueFacts } from './held-values.ts';
import type { TermHolders, ValueTerms } from './value-terms.ts';

type Weighed = {
  model: LinkModel;
  /** Its place in the model. */
  attribute: number;
  facts: Pick<ValueFacts, 'valueAt' | 'terms'>;
  held: TermHolders;
  /** Holders were counted as persons, and the pair's own is one of them. */
  asPersons: boolean;
};

/** Bits that the rarity of what two rows agree in adds to their agreement in one attribute. */
export class ValueRarity {
  readonly #valueAt: Int32Array;
  readonly #terms: ValueTerms;
  readonly #holders: Int32Array;
  readonly #bitsOfTerm: Float64Array;
  /** By value, where both have the same. */
  readonly #bitsOfValue: Float64Array;

  constructor({ facts: { valueAt, terms }, held: { holders, records }, ...weighed }: Weighed) {
    this.#valueAt = valueAt;
    this.#terms = terms;
    this.#holders = holders;
    const { model, attribute, asPersons } = weighed;
    const ofPair = asPersons ? { copies: 1 } : {};
    const bitsByHolders: number[] = [];
    this.#bitsOfTerm = Float64Array.from(holders, (count) => {
      bitsByHolders[count] ??= frequencyBits(model, attribute, { holders: count, records, ...ofPair });
      return bitsByHolders[count];
    });
    this.#bitsOfValue = new Float64Array(terms.starts.length - 1);
    for (let value = 0; value < this.#bitsOfValue.length; value += 1)
      this.#bitsOfValue[value] = this.#rarestShared(value, value);
  }

  /** Of two rows that have values; 0 where these share nothing. */
  bits(row: number, other: number): number {
    const [a, b] = [this.#valueAt[row]!, this.#valueAt[other]!];
    return a === b ? this.#bitsOfValue[a]! : this.#rarestShared(a, b);
  }

  #rarestShared(a: number, b: number): number {
    const { starts, terms } = this.#terms;
    let rarest = -1;
    for (let i = starts[a]!; i < starts[a + 1]!; i += 1)
      for (let j = starts[b]!; j < starts[b + 1]!; j += 1) {
        const term = terms[i]!;
        if (term === terms[j] && (rarest === -1 || this.#holders[term]! < this.#holders[rarest]!))
          rarest = term;
      }
    return rarest === -1 ? 0 : this.#bitsOfTerm[rarest]!;
  }
}
