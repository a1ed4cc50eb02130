import type { Period } from '../../shared/period.ts';
import { INDICATORS, type Indicator, type IndicatorId } from '../indicators.ts';

/** By what records may be counted in a table. `column`: SQL over facts that PostgreSQL and DuckDB share. */
export const TABLE_BREAKDOWNS = {
  threat: { label: 'Threat', column: 'threat' },
  'source-kind': { label: 'Kind of source', column: 'source_kind' },
  source: { label: 'Source', column: 'source' },
  channel: { label: 'Channel', column: 'channel' },
  'incident-type': { label: 'Incident type', column: 'incident_type' },
  imminence: { label: 'Imminence', column: 'imminence' },
  band: { label: 'Band', column: 'band' },
  novelty: { label: 'Novelty of content', column: 'novelty' },
  unit: { label: 'Receiving unit', column: 'unit' },
  outcome: { label: 'Outcome', column: `coalesce(outcome, 'none')` },
  month: { label: 'Month', column: 'left(received_month::text, 7)' },
  year: { label: 'Year', column: 'left(received_month::text, 4)' },
} as const satisfies Record<string, { label: string; column: string }>;
export type TableBreakdown = keyof typeof TABLE_BREAKDOWNS;

/** More are no table that anybody reads, and each further one makes its cells smaller. */
export const MOST_BREAKDOWNS = 3;

/**
 * A table that somebody asks for. `period`: a whole month ("2012-05"), a whole year, or all months that are over. Periods of
 * one's own choice would let small counts be taken apart as differences of many large ones.
 */
export type TableQuestion = { count: IndicatorId; by: readonly TableBreakdown[]; period: TablePeriod };
export type TablePeriod = string;
export const ALL_MONTHS = 'all';

/** Indicators that count records one by one. What adds up files or children of a record cannot be protected by moving it a little. */
export function countableIndicators(): IndicatorId[] {
  return (Object.keys(INDICATORS) as IndicatorId[]).filter((id) => conditionOf(id) !== null);
}

/** Which records an indicator counts, as SQL; null where it counts something else than records. */
export function conditionOf(id: IndicatorId): string | null {
  const { numerator, denominator }: Indicator = INDICATORS[id];
  if (denominator !== undefined) return null;
  if (numerator === 'count(*)') return 'true';
  return /^count\(\*\) filter \(where (.+)\)$/s.exec(numerator)?.[1] ?? null;
}

/** First and last day; undefined where it is no such period, or is not over on the day. `covered`: what is known of. */
export function daysOf(period: TablePeriod, covered: Period, today: string): Period | undefined {
  const days =
    period === ALL_MONTHS
      ? { from: `${covered.from.slice(0, 7)}-01`, to: lastDayBefore(today.slice(0, 7)) }
      : daysNamed(period);
  return days && days.to < `${today.slice(0, 7)}-01` && days.from <= days.to ? days : undefined;
}

function daysNamed(period: string): Period | undefined {
  if (/^\d{4}$/.test(period)) return { from: `${period}-01-01`, to: `${period}-12-31` };
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(period) ?? [];
  if (!year) return undefined;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return { from: `${period}-01`, to: `${period}-${String(last).padStart(2, '0')}` };
}

function lastDayBefore(month: string): string {
  return new Date(Date.parse(`${month}-01`) - 1).toISOString().slice(0, 10);
}
