import {
  meansByMonth,
  type OutsidePoint,
  type StandingSeries,
  splitAtBreaks,
} from '../../publication/index.ts';
import { lineChart } from '../../shared/chart/line-chart.ts';
import { type Times, timesIn } from '../frame/times.ts';
import type { Words } from '../words.ts';

/** More days than this are drawn as months: they could not be told apart. Chosen. */
const MOST_DRAWN = 800;

/** A series by itself, on an axis of its own: its unit is no other's. `scale`: how the axis is to be read. */
export type SeriesChart = { svg: string; scale: string; isMonthly: boolean };

export function seriesChart(series: StandingSeries, words: Words): SeriesChart | null {
  const { outside } = words;
  const isMonthly = series.points.length > MOST_DRAWN;
  const points = isMonthly ? meansByMonth(series.points) : series.points;
  const known = points.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return null;
  const { drawn, gaps } = splitAtBreaks(points, series.breaks);
  const highest = Math.max(...points.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)));
  const { divisor, says } = scaleFor(highest, outside);
  const scaled = (pick: (point: OutsidePoint) => number | null) =>
    drawn.map((point) => {
      const value = pick(point);
      return value === null ? null : value / divisor;
    });
  const description = outside.chartDescription(
    first.period,
    last.period,
    shown(first.value),
    shown(last.value),
    shown(Math.max(...known.map(({ value }) => value!))),
  );
  const svg = lineChart(
    { id: `series-${series.id}`, title: series.title, description, unit: series.unit },
    {
      labels: labelsOf(drawn, timesIn(words)),
      lines: [{ name: '', style: 'solid', values: scaled(({ value }) => value) }],
      band: points.some(({ low, high }) => low !== null && high !== null)
        ? { name: outside.limitsName, low: scaled(({ low }) => low), high: scaled(({ high }) => high) }
        : undefined,
      marks: gaps.map(({ at, from }) => ({ at, kind: 'break', label: outside.breakMark(from) })),
    },
  );
  return { svg, scale: says(series.unit), isMonthly };
}

/** Days are called by their month. */
function labelsOf(points: readonly OutsidePoint[], { brief }: Times): string[] {
  return points.map(({ period }) => brief(period.slice(0, 'YYYY-MM'.length)));
}

/** Short numbers are read sooner; the scale is said above the chart. */
function scaleFor(highest: number, { inUnit, inThousands, inMillions }: Words['outside']) {
  if (highest >= 1_000_000) return { divisor: 1_000_000, says: inMillions };
  if (highest >= 10_000) return { divisor: 1_000, says: inThousands };
  return { divisor: 1, says: inUnit };
}

export function shown(value: number | null): string {
  return value === null ? '–' : (Math.round(value * 10) / 10).toLocaleString('en-GB');
}
