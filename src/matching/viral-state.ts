// How content goes round: passed on by many people at once, most of them in outrage; or traded, known and in many
// reports. Lowers nothing by itself: a person closes. A sender's own "viral" flag is evidence and no input here.

export const VIRAL_STATES = {
  none: { label: 'No sign of viral circulation' },
  possible: { label: 'May be circulating virally' },
  traded: { label: 'In many reports, with no sign of viral circulation' },
  viral: { label: 'Circulating virally' },
} as const;
export type ViralState = keyof typeof VIRAL_STATES;

/** The span in which reports must fall to be one wave. Chosen, to be measured: outrage shares peak within days. */
export const WAVE_DAYS = 7;

/**
 * Incidents with the same content within one wave. Chosen, to be measured on national data: several independent
 * reporters are needed, because one sender's flood or one suspect's uploads alone are no circulation.
 */
const POSSIBLE = { reporters: 3, incidents: 5 };
const VIRAL = { reporters: 5, incidents: 20 };

/** Incidents that one reporter told of on one day. `day`: days since 1970-01-01, UTC. */
export type DayOfReports = { reporter: string; day: number; incidents: number };

/** Fewer than this in all cannot amount to a sign, so that their days need not be read. */
export const LEAST_FOR_A_SIGN = POSSIBLE;

/** What the numbers alone allow: `judgeCirculation` asks who they are. */
export type CountedState = Exclude<ViralState, 'traded'>;

/** The strongest sign in any wave of the group's history: content that was viral once is known as such. */
export function viralState(reports: readonly DayOfReports[]): CountedState {
  return strongestWave(reports).state;
}

/** The wave with the strongest sign, of equal ones that with most incidents, the earliest; `lastDay` ends it. */
export function strongestWave(reports: readonly DayOfReports[]): { state: CountedState; lastDay: number } {
  const rank = (wave: Wave) => (reaches(wave, VIRAL) ? 2 : reaches(wave, POSSIBLE) ? 1 : 0);
  const waves = wavesOf([...reports].sort((a, b) => a.day - b.day || (a.reporter < b.reporter ? -1 : 1)));
  const strongest = waves.toSorted(
    (a, b) => rank(b) - rank(a) || b.incidents - a.incidents || a.lastDay - b.lastDay,
  )[0];
  if (!strongest) return { state: 'none', lastDay: 0 };
  return { state: (['none', 'possible', 'viral'] as const)[rank(strongest)]!, lastDay: strongest.lastDay };
}

type Counts = { reporters: number; incidents: number };
type Wave = Counts & { lastDay: number };

/** The span that ends with each report, as one window that moves over the days: `reports` are in their order. */
function wavesOf(reports: readonly DayOfReports[]): Wave[] {
  const counts = new Map<string, number>();
  let incidents = 0;
  let first = 0;
  return reports.map((report) => {
    incidents += report.incidents;
    counts.set(report.reporter, (counts.get(report.reporter) ?? 0) + 1);
    for (; reports[first]!.day <= report.day - WAVE_DAYS; first += 1) {
      const { reporter, incidents: gone } = reports[first]!;
      incidents -= gone;
      if (counts.get(reporter) === 1) counts.delete(reporter);
      else counts.set(reporter, counts.get(reporter)! - 1);
    }
    return { reporters: counts.size, incidents, lastDay: report.day };
  });
}

function reaches(wave: Counts, needed: Counts): boolean {
  return wave.reporters >= needed.reporters && wave.incidents >= needed.incidents;
}
