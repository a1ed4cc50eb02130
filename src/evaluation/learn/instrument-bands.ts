import type { Instrument } from '../../assessment/index.ts';
import type { Learned } from './learn-scorecard.ts';

/**
 * From which odds on, in times the odds of the base rate, a band begins. Chosen: "high" is likelier than the average
 * case of the sample, "very high" three times so, "low" half of it or less.
 */
const BANDS = [
  { code: 'low', label: { en: 'Low', cy: 'Isel' }, times: 0 },
  { code: 'medium', label: { en: 'Medium', cy: 'Canolig' }, times: 0.5 },
  { code: 'high', label: { en: 'High', cy: 'Uchel' }, times: 1 },
  { code: 'very-high', label: { en: 'Very high', cy: 'Uchel iawn' }, times: 3 },
] as const;

/** The bands that some total reaches, least first; each begins with the first total whose odds are high enough. */
export function writeBands({ totals, positives, cases }: Learned, date: string): Instrument['bands'] {
  const base = positives / (cases - positives);
  const cuts = BANDS.map(
    ({ times }) => totals.find(({ probability }) => probability / (1 - probability) >= times * base)?.total,
  );
  return BANDS.flatMap(({ code, label, times }, i) => {
    const [from, next] = [cuts[i], cuts.slice(i + 1).find((cut) => cut !== undefined)];
    if (from === undefined || (next !== undefined && next <= from)) return [];
    if (cuts.slice(0, i).every((cut, k) => cut === undefined || !reached(cuts, k))) return [{ code, label }];
    const statement = `Chosen: the first total whose odds are ${times} times those of the sample’s base rate or more.`;
    return [{ code, label, from, provenance: { basis: 'judgement' as const, statement, date } }];
  });
}

/** Whether totals lie between this band's cut and the next one's. */
function reached(cuts: readonly (number | undefined)[], i: number): boolean {
  const [from, next] = [cuts[i], cuts.slice(i + 1).find((cut) => cut !== undefined)];
  return from !== undefined && (next === undefined || next > from);
}
