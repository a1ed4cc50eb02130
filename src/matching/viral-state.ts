// First signs that content circulates among many people, most of whom pass it on in outrage. Lowers nothing by
// itself: it is shown, and a person closes. A sender's own "viral" flag is evidence and no input here.

export const VIRAL_STATES = {
  none: { label: 'No sign of viral circulation' },
  possible: { label: 'May be circulating virally' },
  viral: { label: 'Circulating virally' },
} as const;
export type ViralState = keyof typeof VIRAL_STATES;

/** The span in which reports must fall to be one wave. Chosen, to be measured: outrage shares peak within days. */
export const WAVE_DAYS = 7;

/**
 * Reports of the same content within one wave. Chosen, to be measured on national data: several independent
 * reporters are needed, because one sender's flood or one suspect's uploads alone are no circulation.
 */
const POSSIBLE = { reporters: 3, referrals: 5 };
const VIRAL = { reporters: 5, referrals: 20 };

/** Reports by one reporter on one day. `day`: days since 1970-01-01, UTC. */
export type DayOfReports = { reporter: string; day: number; referrals: number };

/** Fewer reports than this in all cannot amount to a sign, so that their days need not be read. */
export const LEAST_FOR_A_SIGN = POSSIBLE;

/** The strongest sign in any wave of the group's history: content that was viral once is known as such. */
export function viralState(reports: readonly DayOfReports[]): ViralState {
  const starts = [...new Set(reports.map(({ day }) => day))];
  const waves = starts.map((start) => reports.filter(({ day }) => day >= start && day < start + WAVE_DAYS));
  if (waves.some((wave) => reaches(wave, VIRAL))) return 'viral';
  return waves.some((wave) => reaches(wave, POSSIBLE)) ? 'possible' : 'none';
}

function reaches(wave: readonly DayOfReports[], needed: { reporters: number; referrals: number }): boolean {
  const reporters = new Set(wave.map(({ reporter }) => reporter)).size;
  const referrals = wave.reduce((sum, day) => sum + day.referrals, 0);
  return reporters >= needed.reporters && referrals >= needed.referrals;
}
