/**
 * Words for a probability, so that two readers understand the same. Source: Professional Head of Intelligence
 * Assessment, Probability Yardstick (College of Policing, "Delivering effective analysis"): remote chance 0–5 %,
 * highly unlikely 10–20 %, unlikely 25–35 %, realistic possibility 40–50 %, likely 55–75 %, highly likely 80–90 %,
 * almost certain 95–100 %. Between two ranges the nearer one is taken. A vocabulary, the most certain first.
 */
export const YARDSTICK = {
  'almost-certain': { label: 'Almost certain', least: 0.925 },
  'highly-likely': { label: 'Highly likely', least: 0.775 },
  likely: { label: 'Likely', least: 0.525 },
  'realistic-possibility': { label: 'Realistic possibility', least: 0.375 },
  unlikely: { label: 'Unlikely', least: 0.225 },
  'highly-unlikely': { label: 'Highly unlikely', least: 0.075 },
  'remote-chance': { label: 'Remote chance', least: 0 },
} as const;
export type YardstickTerm = keyof typeof YARDSTICK;

export function yardstickOf(probability: number): YardstickTerm {
  const terms = Object.keys(YARDSTICK) as YardstickTerm[];
  return terms.find((term) => probability >= YARDSTICK[term].least) ?? 'remote-chance';
}

/** Whole percent, and never 0 or 100: no link is known for certain. */
export function percentOf(probability: number): { percent: number; bound: 'over' | 'under' | 'about' } {
  if (probability > 0.99) return { percent: 99, bound: 'over' };
  if (probability < 0.01) return { percent: 1, bound: 'under' };
  return { percent: Math.round(probability * 100), bound: 'about' };
}
