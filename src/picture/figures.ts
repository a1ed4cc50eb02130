import type { Period } from '../shared/period.ts';
import type { Counted, Crossing, Step } from './crossings.ts';
import { type Breakdown, INDICATORS, type Indicator, type IndicatorId } from './indicators.ts';
import type { CellQuery, KeyedCell } from './tables/keyed-cells.ts';

/** One measured value. `denominator` is null for a count. `value`: the count, or the share (null where nothing is known). */
export type Measured = { group: string; numerator: number; denominator: number | null; value: number | null };

/** First and last day of receipt that figures are known of, and receipts between them. */
export type Coverage = Period & { receipts: number };

/** Where figures are measured: in the analysis store, or straight from the facts. The same definitions, the same answers. */
export type Figures = {
  /** Each indicator over a period, whole or by group; the groups in order. */
  measure(ids: readonly IndicatorId[], period: Period, by?: Breakdown): Promise<Map<IndicatorId, Measured[]>>;
  /** Incidents of each week or month of the period by the crossing's groups; weeks and months without any are left out. */
  series(crossing: Crossing, period: Period, step: Step): Promise<Counted[]>;
  /** Records counted by several columns at once, with every total; each cell with the key of the records in it. */
  keyedCells(query: CellQuery): Promise<KeyedCell[]>;
  /** Undefined while nothing is known. */
  coverage(): Promise<Coverage | undefined>;
  /** Takes in what has changed; answers with how many months. */
  follow(): Promise<number>;
};

/** The columns that hold an indicator's parts. */
export function partsOf(id: IndicatorId): { numerator: string; denominator: string | null } {
  const name = id.replaceAll('-', '_');
  const { denominator }: Indicator = INDICATORS[id];
  return { numerator: `${name}_n`, denominator: denominator === undefined ? null : `${name}_d` };
}

/** Columns by the names of `partsOf`, each calculated from facts. Every part is a count or a sum, so that days add up to years. */
export function partColumns(ids: readonly IndicatorId[]): string[] {
  return ids.flatMap((id) => {
    const { numerator, denominator }: Indicator = INDICATORS[id];
    const named = partsOf(id);
    return [
      `(${numerator})::bigint as ${named.numerator}`,
      ...(named.denominator === null ? [] : [`(${denominator})::bigint as ${named.denominator}`]),
    ];
  });
}

/** `lines`: of each group its name and its parts. */
export function measuredFrom(
  ids: readonly IndicatorId[],
  lines: readonly ({ group: string } & Record<string, unknown>)[],
): Map<IndicatorId, Measured[]> {
  // In the order of code points, whichever order the database sorts texts in.
  const sorted = lines.toSorted((a, b) => (a.group < b.group ? -1 : 1));
  return new Map(ids.map((id) => [id, sorted.map((line) => measuredIn(id, line))]));
}

function measuredIn(id: IndicatorId, line: { group: string } & Record<string, unknown>): Measured {
  const named = partsOf(id);
  const numerator = Number(line[named.numerator]);
  if (named.denominator === null)
    return { group: line.group, numerator, denominator: null, value: numerator };
  const denominator = Number(line[named.denominator]);
  return {
    group: line.group,
    numerator,
    denominator,
    value: denominator === 0 ? null : numerator / denominator,
  };
}
