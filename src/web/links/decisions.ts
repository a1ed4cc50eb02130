import { REASONS_FOR } from '../../flow/index.ts';
import { JUDGEMENT_REASONS } from '../../linking/index.ts';
import type { Reader } from '../frame/reader.ts';

/** Each verdict with the reasons that fit it; a supervisor who settles a disagreement gives none. */
export function decisionsFor({ isSettling }: { isSettling: boolean }, { words, term }: Reader) {
  const { verdicts, verdictHints } = words.linkPair;
  return (Object.keys(REASONS_FOR) as (keyof typeof REASONS_FOR)[]).map((verdict) => ({
    verdict,
    text: verdicts[verdict],
    hint: verdictHints[verdict],
    reasons: isSettling
      ? []
      : REASONS_FOR[verdict].map((reason) => ({
          value: `${verdict} ${reason}`,
          text: term(JUDGEMENT_REASONS, reason),
        })),
  }));
}

/** Verdict and reason are one choice on the form: "same same-details". */
export function splitReason({ decision = '' }: Record<string, string | undefined>) {
  const [verdict, reason] = decision.split(' ', 2);
  return { verdict, reason };
}
