// Vocabulary: words of judgement. Source: Professional Head of Intelligence Assessment, probability yardstick, as the College of
// Policing and the Defence Intelligence notes print it (2019); the gaps between ranges are meant.

export type YardstickStep = { words: readonly string[]; fromPercent: number; toPercent: number };

export const YARDSTICK: readonly YardstickStep[] = [
  { words: ['remote chance'], fromPercent: 0, toPercent: 5 },
  { words: ['highly unlikely'], fromPercent: 10, toPercent: 20 },
  { words: ['unlikely'], fromPercent: 25, toPercent: 35 },
  { words: ['realistic possibility'], fromPercent: 40, toPercent: 50 },
  { words: ['likely', 'probable', 'probably'], fromPercent: 55, toPercent: 75 },
  { words: ['highly likely'], fromPercent: 80, toPercent: 90 },
  { words: ['almost certain', 'almost certainly'], fromPercent: 95, toPercent: 100 },
];

/** Words that say how likely something is without saying how much: each reader takes them otherwise. */
const OFF_SCALE =
  /\b(?:possibl[ey]|perhaps|maybe|might|could|conceivabl[ey]|potentially|presumably|certainly|definitely|undoubtedly|no doubt|doubtless|bound to|good chance|(?:very|extremely|quite|fairly|most) (?:un)?likely|improbabl[ey])\b/gi;
const ON_SCALE = /\b(?:almost certain(?:ly)?|realistic possibility|remote chance)\b/gi;

/** Words of judgement in a text that the yardstick does not hold, each once, in their order. */
export function offScaleWords(text: string): string[] {
  const rest = text.replaceAll(ON_SCALE, ' ');
  return [...new Set([...rest.matchAll(OFF_SCALE)].map(([word]) => word.toLowerCase()))];
}
