import type { Question } from '../scheme/scheme.ts';
import { type LabelReading, meaningOf } from './reading-of-label.ts';

/**
 * What is known around a label. `lists`: of which several labels beside it are codes; `before`: the one of which the
 * nearest label above it is; `hints`: which a heading announces.
 */
export type Around = {
  question: Question | undefined;
  lists: readonly string[];
  before: string | undefined;
  hints: readonly string[];
};

// How far what stands around a label moves its readings. Chosen: enough to part readings of the same words, and too
// little to make an unlikely one likely.
const BESIDE_ITS_LIKE = 0.1;
const NOT_BESIDE_ITS_LIKE = 0.2;
const NEXT_TO_ITS_LIKE = 0.2;
const ANNOUNCED = 0.08;
const NOT_ASKED_SO = 0.35;
/** A code without a question and without its like. */
const ALONE = 0.15;
/** A reading this near to the next one is no choice. */
const LEAST_LEAD = 0.06;

export type Chosen = { reading: LabelReading | undefined; readings: LabelReading[]; why: string };

/** The reading that fits best, if it leads; else none, and why. */
export function chooseReading(readings: readonly LabelReading[], around: Around, least: number): Chosen {
  const moved = readings
    .map((one) => ({ ...one, certainty: fit(one, around) }))
    .sort((a, b) => b.certainty - a.certainty);
  const [best] = moved;
  if (!best) return { reading: undefined, readings: moved, why: 'its words are not known' };
  const next = moved.find((one) => !isSame(one, best, around.question?.id));
  if (best.codes?.some(({ isLossy }) => isLossy))
    return { reading: undefined, readings: moved, why: best.reason };
  if (best.certainty < least) return { reading: undefined, readings: moved, why: `perhaps: ${best.reason}` };
  if (next && best.certainty - next.certainty < LEAST_LEAD)
    return { reading: undefined, readings: moved, why: 'it can be understood in several ways' };
  return { reading: best, readings: moved, why: best.reason };
}

/** From here on a label is one of a question's names. */
const A_NAME = 0.97;

/** A reading that only adds the question that is known already says the same. */
function isSame(one: LabelReading, other: LabelReading, question: string | undefined): boolean {
  const plain = (reading: LabelReading) =>
    JSON.stringify([
      reading.codes ? (reading.question ?? question) : reading.question,
      meaningOf({ ...reading, question: '' }),
    ]);
  return plain(one) === plain(other);
}

function fit(reading: LabelReading, { question, lists, before, hints }: Around): number {
  const own = reading.codes?.map((code) => code.list) ?? [];
  const possible = question ? lists.filter((list) => question.by.includes(list)) : lists;
  const isBeside = own.some((list) => possible.includes(list));
  if (own.length === 0) {
    const isOutOfPlace = possible.length > 0 && reading.question !== undefined && reading.certainty < A_NAME;
    return reading.certainty - (isOutOfPlace ? NOT_BESIDE_ITS_LIKE : 0);
  }
  let certainty = reading.certainty;
  if (isBeside) certainty += BESIDE_ITS_LIKE;
  else if (possible.length > 0 && !question) certainty -= NOT_BESIDE_ITS_LIKE;
  if (before !== undefined && own.includes(before)) certainty += NEXT_TO_ITS_LIKE;
  if (own.some((list) => hints.includes(list))) certainty += ANNOUNCED;
  if (question) certainty += own.every((list) => question.by.includes(list)) ? ANNOUNCED : -NOT_ASKED_SO;
  else if (reading.question === undefined) certainty -= ALONE;
  return certainty;
}
