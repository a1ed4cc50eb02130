import type { FrameHashed, KnownHit } from '../events/screen-event.ts';
import type { FrameLookup } from './screen-types.ts';

/** Hashes of lower quality are dropped. Source: the PDQ reference, ThreatExchange (quality of at most 49). */
const LEAST_QUALITY = 50;
/** Bits of distance up to which two pictures are taken for the same. Source: the PDQ reference, ThreatExchange. */
const NEAR = 31;

export type FrameVerdict = { verdict: 'confirmed' | 'near'; list: string };

/**
 * What a frame says: the same hash as on a list of harmful material, near one, or nothing (null). A list of what is not of
 * concern wins over every other; what is disputed is never more than near.
 */
export function judgeFrame(event: FrameHashed, lookup: FrameLookup | undefined): FrameVerdict | null {
  if (event.quality < LEAST_QUALITY) return null;
  const hits: readonly KnownHit[] = event.hits ?? lookup?.(event.pdq, event.quality) ?? [];
  const close = hits.filter(({ distance }) => distance <= NEAR);
  if (close.some(({ meaning }) => meaning === 'not-of-concern')) return null;
  const harmful = close.filter(({ meaning }) => meaning === 'harmful');
  const same = harmful.find(({ distance, disputed }) => distance === 0 && disputed !== true);
  if (same) return { verdict: 'confirmed', list: same.list };
  return harmful[0] ? { verdict: 'near', list: harmful[0].list } : null;
}
