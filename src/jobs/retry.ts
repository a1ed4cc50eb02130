/** How long a kind of job is tried before a person must look. */
export const PATIENCE = {
  /** Ten tries in about four minutes: what fails inside this system and has not healed by then will not heal by itself. */
  minutes: { mostAttempts: 10, longestWaitSeconds: 60 },
  /** Nineteen tries in about a day: another organisation's server may be down over night. */
  day: { mostAttempts: 19, longestWaitSeconds: 14_400 },
} as const;
export type Patience = keyof typeof PATIENCE;

/** How long to wait after a failed attempt (1 is the first): 1, 2, 4 … seconds up to the longest wait, then parked. */
export function retryAfter(attempts: number, patience: Patience): number | 'park' {
  const { mostAttempts, longestWaitSeconds } = PATIENCE[patience];
  return attempts >= mostAttempts ? 'park' : Math.min(2 ** (attempts - 1), longestWaitSeconds);
}
