import { type Estimate, normalInterval } from '../interval.ts';

/** How far apart two grades count: all the same, by steps, or by steps squared (for ordered bands). */
export type Weighting = 'none' | 'linear' | 'quadratic';

export type Kappa = {
  cases: number;
  /** Share that agrees, and would by chance; weighted where asked. */
  observed: number;
  expected: number;
  /** Null where everybody gave everything one and the same grade: nothing can be told apart from chance. */
  kappa: Estimate | null;
};

/**
 * Agreement of two graders beyond chance. `table[i][j]`: cases that the first graded i and the second j. Interval: large
 * sample. Source: Cohen 1960 and 1968; standard error: Fleiss, Cohen and Everitt 1969.
 */
export function cohenKappa(table: readonly (readonly number[])[], weighting: Weighting): Kappa {
  const cases = sum(table.map(sum));
  const share = table.map((row) => row.map((count) => count / cases));
  const rows = share.map(sum);
  const columns = rows.map((_, j) => sum(share.map((row) => row[j]!)));
  const weight = weightsOf(table.length, weighting);
  const over = (of: (i: number, j: number) => number) =>
    sum(weight.flatMap((row, i) => row.map((_, j) => of(i, j))));
  const observed = over((i, j) => weight[i]![j]! * share[i]![j]!);
  const expected = over((i, j) => weight[i]![j]! * rows[i]! * columns[j]!);
  if (cases === 0 || expected >= 1) return { cases, observed, expected, kappa: null };
  const value = (observed - expected) / (1 - expected);
  const rowMean = weight.map((row) => sum(row.map((one, j) => one * columns[j]!)));
  const columnMean = weight.map((_, j) => sum(weight.map((row, i) => row[j]! * rows[i]!)));
  const spread = over(
    (i, j) => share[i]![j]! * (weight[i]![j]! - (rowMean[i]! + columnMean[j]!) * (1 - value)) ** 2,
  );
  const variance = (spread - (value - expected * (1 - value)) ** 2) / (cases * (1 - expected) ** 2);
  const kappa = normalInterval(value, Math.sqrt(Math.max(0, variance)), [-1, 1]);
  return { cases, observed, expected, kappa };
}

/** 1 for the same grade, 0 for the farthest apart. */
function weightsOf(grades: number, weighting: Weighting): number[][] {
  const farthest = Math.max(1, grades - 1);
  const weight = (apart: number) => {
    if (weighting === 'none') return apart === 0 ? 1 : 0;
    return 1 - (apart / farthest) ** (weighting === 'linear' ? 1 : 2);
  };
  return Array.from({ length: grades }, (_, i) =>
    Array.from({ length: grades }, (_, j) => weight(Math.abs(i - j))),
  );
}

/** Pairs of grades, by their position in an order, as a square table. */
export function tableOf(
  pairs: readonly (readonly [first: number, second: number])[],
  grades: number,
): number[][] {
  const table = Array.from({ length: grades }, () => Array.from({ length: grades }, () => 0));
  for (const [first, second] of pairs) table[first]![second]! += 1;
  return table;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
