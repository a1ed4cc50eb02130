/** Tried this often in about four minutes: what has not healed by then needs a person. */
export const MOST_ATTEMPTS = 10;
const LONGEST_WAIT_SECONDS = 60;

/** How long to wait after a failed attempt (1 is the first): 1, 2, 4 … 60 seconds, then parked. */
export function retryAfter(attempts: number): number | 'park' {
  return attempts >= MOST_ATTEMPTS ? 'park' : Math.min(2 ** (attempts - 1), LONGEST_WAIT_SECONDS);
}
