import { BAND_ORDER, BANDS, type Band } from '../axes.ts';
import { MS_PER_DAY } from '../queue-key.ts';
import type { Incoming } from './incoming.ts';

const MINUTE_MS = 60_000;

/** Minutes to first action of some referrals; whoever still waits counts with the minutes waited so far. */
export type Waits = {
  referrals: number;
  meanMinutes: number;
  medianMinutes: number;
  p95Minutes: number;
  longestMinutes: number;
  /** Not acted on by the end. */
  stillWaiting: number;
};

export function waitsOf(minutes: readonly number[], stillWaiting: number): Waits {
  const sorted = minutes.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  const total = sorted.reduce((sum, one) => sum + one, 0);
  return {
    referrals: sorted.length,
    meanMinutes: sorted.length === 0 ? 0 : Math.round(total / sorted.length),
    medianMinutes: at(0.5),
    p95Minutes: at(0.95),
    longestMinutes: Math.round(sorted.at(-1) ?? 0),
    stillWaiting,
  };
}

/** A simulated arrival with the moment of its first action; null: still waiting at the end. */
export type Worked = Incoming & { actedAt: number | null };

export function waitsAmong(worked: readonly Worked[], until: number): Waits {
  return waitsOf(
    worked.map(({ receivedAt, actedAt }) => ((actedAt ?? until) - receivedAt) / MINUTE_MS),
    worked.filter(({ actedAt }) => actedAt === null).length,
  );
}

/** `late`: acted on after the clock of its band, or past it and still waiting. */
export type BandWaits = Waits & { late: number };

export function waitsByBand(worked: readonly Worked[], until: number): Record<Band, BandWaits> {
  const entries = BAND_ORDER.map((band) => {
    const own = worked.filter(({ assessment }) => assessment.band.level === band);
    const due = BANDS[band].actWithinDays * MS_PER_DAY;
    const late = own.filter(({ receivedAt, actedAt }) => (actedAt ?? until) - receivedAt > due).length;
    return [band, { ...waitsAmong(own, until), late }] as const;
  });
  return Object.fromEntries(entries) as Record<Band, BandWaits>;
}

const DECILES = 10;

/** By tenths of the true harm, the most harm first; empty where it is not known. */
export function waitsByDecile(worked: readonly Worked[], until: number): Waits[] {
  if (worked.some(({ harm }) => harm === null)) return [];
  const byHarm = worked.toSorted((a, b) => b.harm! - a.harm! || a.receivedAt - b.receivedAt);
  return Array.from({ length: DECILES }, (_, i) =>
    waitsAmong(
      byHarm.slice(
        Math.floor((i * byHarm.length) / DECILES),
        Math.floor(((i + 1) * byHarm.length) / DECILES),
      ),
      until,
    ),
  );
}
