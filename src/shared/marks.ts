/** What is said beside a value, stackable. Source: Government Analysis Function, symbols in tables; [low]: under half of the last digit shown. */
export const MARKS = {
  b: 'break in counting',
  c: 'confidential: left out so that nobody can be told',
  e: 'estimated',
  f: 'forecast',
  p: 'provisional',
  r: 'revised',
  u: 'of low reliability',
  x: 'not available',
  z: 'does not apply',
  low: 'above nothing, and rounds to nothing',
} as const satisfies Record<string, string>;
export type Mark = keyof typeof MARKS;
