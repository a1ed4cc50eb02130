import type { FactColumn } from './fact-columns.ts';

/** By what reports are followed over time: one column of the facts, or two crossed. */
export const CROSSINGS = {
  threat: { columns: ['threat'] },
  incidentType: { columns: ['incident_type'] },
  source: { columns: ['source'] },
  unit: { columns: ['unit'] },
  threatAndUnit: { columns: ['threat', 'unit'] },
  sourceAndThreat: { columns: ['source', 'threat'] },
} as const satisfies Record<string, { columns: readonly FactColumn[] }>;
export type Crossing = keyof typeof CROSSINGS;

/** Weeks begin on Monday. */
export type Step = 'week' | 'month';

/** How many were received in a week or month that begins on `start`. `of`: columns and their groups. */
export type Counted = { of: Readonly<Record<string, string>>; start: string; count: number };

/** A count as it was read: its groups, its week or month, and the parts of the indicator `incidents`. */
export type CountedLine = Record<'group' | 'other' | 'start' | 'incidents_n', unknown>;

/** In the order of groups and time, without what does not count. */
export function countedFrom(crossing: Crossing, lines: readonly CountedLine[]): Counted[] {
  const columns = CROSSINGS[crossing].columns;
  return lines
    .map(({ group, other, start, incidents_n }) => {
      const groups = [String(group), String(other)];
      const of = Object.fromEntries(columns.map((column, i) => [column, groups[i]!]));
      return { of, start: String(start), count: Number(incidents_n) };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ of, start }: Counted): string {
  return JSON.stringify([...Object.values(of), start]);
}
