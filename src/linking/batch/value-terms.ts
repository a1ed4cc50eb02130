import { KINDS } from '../kinds/kinds.ts';
import type { InternedAttribute } from './intern-values.ts';

/** What is counted of each value of an attribute, as numbers below `count`. */
export type ValueTerms = { termsOf: readonly (readonly number[])[]; count: number };

const termsOfAttributes = new WeakMap<InternedAttribute['values'], ValueTerms>();

/** The terms of each value, each once; found once for an attribute, however often its values are weighed. */
export function termsOfValues({ attribute, values }: InternedAttribute): ValueTerms {
  const known = termsOfAttributes.get(values);
  if (known) return known;
  const { term } = KINDS[attribute.kind];
  const numbers = new Map<string, number>();
  const termsOf = values.map((list) => {
    const texts = list.length === 1 ? [term(list[0]!)] : [...new Set(list.map(term))];
    return texts.filter((text) => text !== '').map((text) => numberOf(numbers, text));
  });
  const found = { termsOf, count: numbers.size };
  termsOfAttributes.set(values, found);
  return found;
}

function numberOf(numbers: Map<string, number>, text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, numbers.size);
  return numbers.size - 1;
}
