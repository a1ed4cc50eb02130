import { type CodedSample, holdsIn } from './coded-sample.ts';

// Cases that agree on every chosen item are one pattern: a scorecard cannot tell them apart, so that its loss is a
// sum over patterns, of which there are few, and not over cases, of which there are many.

/**
 * `of`: each case's pattern. Per pattern: the weight of its cases and of its positives, and which chosen items hold
 * in it (bit 0: the first one).
 */
export type Patterns = {
  chosen: readonly number[];
  of: Uint32Array;
  cases: Float64Array;
  positives: Float64Array;
  bits: Uint32Array;
};

export function onePattern({ outcomes, weights }: CodedSample): Patterns {
  let [cases, positives] = [0, 0];
  for (let i = 0; i < outcomes.length; i += 1) {
    cases += weights[i]!;
    if (outcomes[i] === 1) positives += weights[i]!;
  }
  return {
    chosen: [],
    of: new Uint32Array(outcomes.length),
    cases: Float64Array.of(cases),
    positives: Float64Array.of(positives),
    bits: Uint32Array.of(0),
  };
}

/** Parts each pattern by one more item. */
export function partBy(patterns: Patterns, sample: CodedSample, item: number): Patterns {
  const holds = holdsIn(sample, item);
  const { outcomes, weights } = sample;
  const place = patterns.chosen.length;
  const numbers = new Int32Array(patterns.cases.length * 2).fill(-1);
  const of = new Uint32Array(patterns.of.length);
  const [cases, positives, bits]: [number[], number[], number[]] = [[], [], []];
  for (let i = 0; i < of.length; i += 1) {
    const held = holds(i) ? 1 : 0;
    const before = patterns.of[i]!;
    const slot = before * 2 + held;
    let number = numbers[slot]!;
    if (number === -1) {
      number = bits.length;
      numbers[slot] = number;
      bits.push(patterns.bits[before]! | (held << place));
      cases.push(0);
      positives.push(0);
    }
    of[i] = number;
    cases[number]! += weights[i]!;
    if (outcomes[i] === 1) positives[number]! += weights[i]!;
  }
  return {
    chosen: [...patterns.chosen, item],
    of,
    cases: Float64Array.from(cases),
    positives: Float64Array.from(positives),
    bits: Uint32Array.from(bits),
  };
}
