import { type Answers, type Instrument, UNKNOWN } from './definition.ts';
import type { Because, KnownAnswers } from './known-answers.ts';

/** An answer of a finished assessment that what has come in since would change. */
export type ReviewReason = { item: string; given: string; now: string; because: Because[] };

/**
 * Why a finished assessment no longer stands: of each item what is known now, where it was not known then and another
 * answer was given. A worse answer than the one that is known stands: the person knew more. Pure.
 */
export function reviewReasons(
  instrument: Instrument,
  made: { answers: Answers; known: KnownAnswers },
  now: KnownAnswers,
): ReviewReason[] {
  return instrument.items.flatMap((item) => {
    const known = now[item.code];
    if (!known || known.option === made.known[item.code]?.option) return [];
    const place = (value: string) => item.options.findIndex((option) => option.value === value);
    const given = made.answers[item.code] ?? UNKNOWN;
    const [before, after] = [place(given), place(known.option)];
    const changes = given === UNKNOWN || after > before || (after === 0 && before > 0);
    return changes ? [{ item: item.code, given, now: known.option, because: known.because }] : [];
  });
}
