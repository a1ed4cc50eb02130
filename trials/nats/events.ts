import { createScreen, defaultRules, readEvent, type ScreenEvent } from '../../src/prevention/index.ts';

export type TrialEvent = Record<string, unknown> & { id: string; time: string };

const START_MS = Date.parse('2026-03-01T12:00:00Z');
const HOUR_MS = 3_600_000;

export type TrialLoad = { events: TrialEvent[]; reported: Set<string>; decided: Set<string> };

/**
 * Ordinary streams, one in so many of which shows a listed frame, and pairs of accounts that the shipped rules hold; in
 * the order of their times. `reported`: incidents that the bureau is to have, each once.
 */
export function trialLoad({
  events: count,
  known,
  pairs,
}: {
  events: number;
  known: number;
  pairs: number;
}): TrialLoad {
  const rules = defaultRules();
  const pattern = rules.document.tests[0]!.events.map((event) => event as TrialEvent);
  const spanMs = Math.max(...pattern.map(({ time }) => Date.parse(time))) - Date.parse(pattern[0]!.time);
  const runMs = spanMs + 24 * HOUR_MS;
  const held = Array.from({ length: pairs }, (_, i) =>
    copyOf(pattern, i, START_MS + (24 * HOUR_MS * i) / pairs),
  );
  const streams = Math.floor((count - held.flat().length) / 4);
  const ordinary = Array.from({ length: streams }, (_, i) =>
    streamAt(i, START_MS + (runMs * i) / streams, i % Math.floor(streams / known) === 0),
  );
  const events = [...held.flat(), ...ordinary.flat()].sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
  const screen = createScreen({ rules });
  const decisions = events.flatMap((event) => screen.take(readEvent(event) as ScreenEvent));
  const interrupted = decisions.filter(({ action }) => action === 'interrupt-and-report');
  return {
    events,
    reported: new Set(interrupted.map(({ incidentKey }) => incidentKey)),
    decided: new Set(decisions.map(({ decisionId }) => decisionId)),
  };
}

/** The same pattern with other names at another time. */
function copyOf(pattern: readonly TrialEvent[], copy: number, startMs: number): TrialEvent[] {
  const shiftMs = startMs - Date.parse(pattern[0]!.time);
  const names = /"(id|stream|account)":"([^"]+)"/g;
  return pattern.map((event) => {
    const renamed = JSON.stringify(event).replace(names, `"$1":"$2-${copy}"`);
    const time = new Date(Date.parse(event.time) + shiftMs).toISOString();
    return { ...(JSON.parse(renamed) as TrialEvent), time };
  });
}

function streamAt(n: number, startMs: number, isKnown: boolean): TrialEvent[] {
  const at = (seconds: number) => new Date(startMs + seconds * 1_000).toISOString();
  const base = { source: 'trial', stream: `stream-${n}` };
  const frame = { type: 'frame.hashed', pdq: n.toString(16).padStart(64, '5'), quality: 90 };
  const hit = { list: 'national', meaning: 'harmful', distance: 0 };
  return [
    {
      ...base,
      type: 'stream.started',
      id: `s-${n}`,
      time: at(0),
      account: `host-${n}`,
      visibility: 'public',
    },
    { ...base, type: 'viewer.joined', id: `v-${n}`, time: at(1), account: `viewer-${n}` },
    { ...base, ...frame, id: `f-${n}`, time: at(2), hits: isKnown ? [hit] : [] },
    { ...base, type: 'stream.ended', id: `e-${n}`, time: at(3) },
  ];
}
