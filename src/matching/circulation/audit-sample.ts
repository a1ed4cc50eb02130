import { createHash } from 'node:crypto';

// How many members of a group a person must look through before the others may be closed unseen, and which.

/** Of a hundred groups in which the tolerated share or more holds more, 95 are found out by the sample. */
const CONFIDENCE = 0.95;

/** Groups of no more than this are looked through whole: sampling would save next to nothing. Chosen. */
const LOOKED_THROUGH_WHOLE = 20;

/** Of each kind of sender at least so many, or all there are. Chosen: a kind of which one alone is seen says nothing. */
const LEAST_OF_A_STRATUM = 3;

/**
 * The share of unseen members that may hold more, at most. Chosen: one in twenty for content that nobody has audited;
 * one in ten for those who come after a closed audit of the same content; half as many after each failed one.
 */
const TOLERATED = { first: 0.05, again: 0.1 };

/** What a new audit of a group may tolerate, given how the ones before it ended. */
export function toleratedShare(before: { closed: number; failed: number }): number {
  return (before.closed > 0 ? TOLERATED.again : TOLERATED.first) / 2 ** before.failed;
}

/**
 * The least sample of which 0 may hold more so that, with 95 % confidence, fewer than `tolerated` of all do: drawing
 * without replacement (hypergeometric), with as many bad ones as the tolerated share allows.
 */
export function sampleSize(members: number, tolerated: number): number {
  if (members <= LOOKED_THROUGH_WHOLE) return members;
  const bad = Math.max(1, Math.ceil(members * tolerated));
  let missed = 1;
  for (let drawn = 0; drawn < members; drawn += 1) {
    if (missed <= 1 - CONFIDENCE) return drawn;
    missed *= Math.max(0, members - bad - drawn) / (members - drawn);
  }
  return members;
}

export type Drawable = { referralId: string; stratum: string };

/** How many of each stratum: in proportion, rounded up, and never fewer than the least. */
export function allocate(sizes: ReadonlyMap<string, number>, wanted: number): Map<string, number> {
  const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return new Map(
    [...sizes].map(([stratum, size]) => {
      const share = all === 0 ? 0 : Math.ceil((wanted * size) / all);
      return [stratum, Math.min(size, Math.max(share, LEAST_OF_A_STRATUM))];
    }),
  );
}

/** The members in the order in which a seed draws them: anybody can draw the same sample again. */
export function drawingOrder<M extends Drawable>(members: readonly M[], seed: number): M[] {
  const lot = ({ referralId }: M) => createHash('sha256').update(`${seed} ${referralId}`).digest('hex');
  return members
    .map((member) => ({ member, lot: lot(member) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ member }) => member);
}
