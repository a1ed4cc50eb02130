import type { KnownHit, ScreenEvent } from '../events/screen-event.ts';
import type { KnownContent } from '../lookup/known-content.ts';
import type { Hit } from '../lookup/known-status.ts';

/** The most hits that an event carries. Source: the schema of events. */
const MOST_HITS = 64;

/** Frames that nobody has looked up yet are, before they are written down: a replay then decides the same. */
export async function lookUpFrames(
  known: KnownContent,
  events: readonly ScreenEvent[],
): Promise<ScreenEvent[]> {
  return Promise.all(events.map((event) => lookUpFrame(known, event)));
}

async function lookUpFrame(known: KnownContent, event: ScreenEvent): Promise<ScreenEvent> {
  if (event.type !== 'frame.hashed' || event.hits !== undefined || known.size === 0) return event;
  const hits = await known.hitsOf({ pdq: { hash: event.pdq, quality: event.quality } });
  return { ...event, hits: hits.slice(0, MOST_HITS).map(knownHit) };
}

function knownHit({ list, meaning, standing, distance, entryId }: Hit): KnownHit {
  return {
    list,
    meaning: standing === 'not-harmful' ? 'not-of-concern' : meaning,
    distance,
    ...((standing === 'disputed' || standing === 'quarantined') && { disputed: true }),
    ...(/^[!-~]{1,128}$/.test(entryId) && { entry: entryId }),
  };
}
