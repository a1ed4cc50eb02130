import type { OutsidePoint, OutsideSeries } from './outside-series.ts';

/** One import of a series, or its withdrawal. `doneBy`, `doneAt`: null for what came with the program. */
export type SeriesVersion = {
  id: string;
  version: number;
  act: 'import' | 'withdraw';
  series: OutsideSeries;
  reason: string | null;
  doneBy: string | null;
  doneAt: string | null;
};

/** A series as it stands now. `before`: what an earlier import said of a period that its publisher has revised since. */
export type StandingSeries = OutsideSeries & {
  version: number;
  isWithdrawn: boolean;
  before: readonly { period: string; value: number | null }[];
};

/** Of the imports of one series, first to last. Periods that its publisher has revised since the import before bear [r]. */
export function standingSeries(versions: readonly SeriesVersion[]): StandingSeries {
  const last = versions.at(-1)!;
  const imports = versions.filter(({ act }) => act === 'import');
  const before = revisedBetween(imports.at(-2)?.series.points ?? [], last.series.points);
  const revised = new Set(before.map(({ period }) => period));
  return {
    ...last.series,
    points: last.series.points.map((point) => (revised.has(point.period) ? markRevised(point) : point)),
    version: last.version,
    isWithdrawn: last.act === 'withdraw',
    before,
  };
}

function revisedBetween(earlier: readonly OutsidePoint[], later: readonly OutsidePoint[]) {
  const values = new Map(earlier.map(({ period, value }) => [period, value]));
  return later
    .filter(({ period, value }) => values.has(period) && values.get(period) !== value)
    .map(({ period }) => ({ period, value: values.get(period)! }));
}

function markRevised(point: OutsidePoint): OutsidePoint {
  return point.marks.includes('r') ? point : { ...point, marks: [...point.marks, 'r'] };
}
