import type { RegisteredClaim } from './claim-version.ts';

/** Two claims that do not agree. `because`: in words, where somebody said so; null where their values tell it. */
export type Contradiction = { a: string; b: string; because: string | null };

/**
 * Claims that somebody said do not agree, and claims of one topic and one unit whose values differ over times that
 * overlap or are not known. Which of the two is right is not for a machine to say.
 */
export function contradictionsAmong(claims: readonly RegisteredClaim[]): Contradiction[] {
  const found = new Map<string, Contradiction>();
  for (const [i, a] of claims.entries())
    for (const b of claims.slice(i + 1)) {
      const because = saidBetween(a, b) ?? saidBetween(b, a);
      if (because !== null || valuesDiffer(a, b)) found.set(`${a.id} ${b.id}`, { a: a.id, b: b.id, because });
    }
  return [...found.values()];
}

function saidBetween(a: RegisteredClaim, b: RegisteredClaim): string | null {
  return a.contradicts.includes(b.id) ? a.contradiction : null;
}

function valuesDiffer(a: RegisteredClaim, b: RegisteredClaim): boolean {
  return (
    a.topic === b.topic &&
    a.topic !== 'other' &&
    a.unit.trim().toLowerCase() === b.unit.trim().toLowerCase() &&
    a.value !== null &&
    b.value !== null &&
    a.value !== b.value &&
    overlap(a.period, b.period)
  );
}

/** A time that nobody said may be any. */
function overlap(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return true;
  const [first, second] = [spanOf(a), spanOf(b)];
  return first.from <= second.to && second.from <= first.to;
}

/** "2012" is from its first to its last day. */
function spanOf(period: string): { from: string; to: string } {
  const [from, to = from] = period.split('/') as [string, string?];
  return { from: `${from}-01-01`.slice(0, 10), to: `${to}-99-99`.slice(0, 10) };
}
