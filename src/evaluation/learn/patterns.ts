// Cases that agree on every chosen item are one pattern: a scorecard cannot tell them apart, so that its loss is a
// sum over patterns, of which there are few, and not over cases, of which there are many.

/** What is learned from: of each item one byte a case (1: it holds), and of each case whether it is positive. */
export type Sample = { items: readonly Uint8Array[]; outcomes: Uint8Array };

/** `of`: each case's pattern. Per pattern: its number of cases, its positives, and the items that hold in it. */
export type Patterns = {
  chosen: readonly number[];
  of: Uint32Array;
  cases: Float64Array;
  positives: Float64Array;
  bits: readonly Uint8Array[];
};

export function onePattern({ outcomes }: Sample): Patterns {
  const positives = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  return {
    chosen: [],
    of: new Uint32Array(outcomes.length),
    cases: Float64Array.of(outcomes.length),
    positives: Float64Array.of(positives),
    bits: [new Uint8Array(0)],
  };
}

/** Parts each pattern by one more item. */
export function partBy(patterns: Patterns, sample: Sample, item: number): Patterns {
  const values = sample.items[item]!;
  const numbers = new Int32Array(patterns.cases.length * 2).fill(-1);
  const of = new Uint32Array(patterns.of.length);
  const bits: Uint8Array[] = [];
  for (let i = 0; i < of.length; i += 1) {
    const slot = patterns.of[i]! * 2 + values[i]!;
    if (numbers[slot] === -1) {
      numbers[slot] = bits.length;
      bits.push(Uint8Array.of(...patterns.bits[patterns.of[i]!]!, values[i]!));
    }
    of[i] = numbers[slot]!;
  }
  return { chosen: [...patterns.chosen, item], of, ...tally(of, bits.length, sample), bits };
}

function tally(of: Uint32Array, count: number, { outcomes }: Sample): Pick<Patterns, 'cases' | 'positives'> {
  const [cases, positives] = [new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < of.length; i += 1) {
    cases[of[i]!]! += 1;
    positives[of[i]!]! += outcomes[i]!;
  }
  return { cases, positives };
}

/** Of each pattern, its cases and positives in which the item holds. */
export function tallyWith(
  patterns: Patterns,
  sample: Sample,
  item: number,
): Pick<Patterns, 'cases' | 'positives'> {
  const values = sample.items[item]!;
  const [cases, positives] = [
    new Float64Array(patterns.cases.length),
    new Float64Array(patterns.cases.length),
  ];
  for (let i = 0; i < values.length; i += 1) {
    if (values[i] === 0) continue;
    cases[patterns.of[i]!]! += 1;
    positives[patterns.of[i]!]! += sample.outcomes[i]!;
  }
  return { cases, positives };
}
