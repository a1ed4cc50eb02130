import { type Answers, type Instrument, UNKNOWN } from './definition.ts';
import { followInstrument } from './follow.ts';

/** Everything that is computed from the diagram, by trying each way of answering the open items. For tests and benches. */
export type Tried = { bands: Set<string>; shares: Map<string, number> };

export function tryEveryAnswer(instrument: Instrument, answers: Answers): Tried {
  const tried: Tried = { bands: new Set(), shares: new Map() };
  const chosen: Record<string, string> = {};
  const tryFrom = (place: number, share: number): void => {
    const item = instrument.items[place];
    if (!item) {
      const { band } = followInstrument(instrument, chosen);
      tried.bands.add(band);
      tried.shares.set(band, (tried.shares.get(band) ?? 0) + share);
      return;
    }
    const answer = answers[item.code] ?? UNKNOWN;
    for (const option of item.options) {
      if (answer !== UNKNOWN && answer !== option.value) continue;
      chosen[item.code] = option.value;
      tryFrom(place + 1, share * (answer === UNKNOWN ? (option.share ?? 1 / item.options.length) : 1));
    }
  };
  tryFrom(0, 1);
  return tried;
}
