import type { ScreenEvent, StreamStarted } from '../events/screen-event.ts';
import type { Decision } from '../screen/decision.ts';

/** Chosen: some days of payments, signals and hits of a large platform in about 50 MB. */
const MOST_EVENTS = 100_000;

/** The events that a report may have to tell; what says nothing by itself is not kept. */
export type RecentEvidence = {
  note(event: ScreenEvent): void;
  /** What a decision rests on, and the beginnings of its streams. */
  of(decision: Decision): ScreenEvent[];
  /** Oldest first. */
  all(): ScreenEvent[];
};

export function recentEvidence(most = MOST_EVENTS): RecentEvidence {
  const events = new Map<string, ScreenEvent>();
  const starts = new Map<string, StreamStarted>();
  const forgetOldest = (): void => {
    const [id, oldest] = events.entries().next().value!;
    events.delete(id);
    if (oldest.type === 'stream.started' && starts.get(oldest.stream) === oldest)
      starts.delete(oldest.stream);
  };
  return {
    note(event) {
      if (saysNothing(event) || events.has(event.id)) return;
      events.set(event.id, event);
      if (event.type === 'stream.started') starts.set(event.stream, event);
      if (events.size > most) forgetOldest();
    },
    of({ evidence, preserve }) {
      const told = evidence.flatMap((id) => events.get(id) ?? []);
      const began = preserve.streams.flatMap((stream) => starts.get(stream) ?? []);
      return [...new Set([...began, ...told])];
    },
    all: () => [...events.values()],
  };
}

function saysNothing(event: ScreenEvent): boolean {
  return event.type === 'viewer.joined' || (event.type === 'frame.hashed' && !event.hits?.length);
}
