import type { OutsidePoint, OutsideSeries } from './outside-series.ts';

const GAP: OutsidePoint = { period: '', value: null, low: null, high: null, marks: [] };

/**
 * Points as a chart draws them: where the counting changed the line ends and another begins, since what lies on both
 * sides is not one line. `gaps`: places of the empty points between, and from when on it is counted anew.
 */
export function splitAtBreaks(
  points: readonly OutsidePoint[],
  breaks: OutsideSeries['breaks'],
): { drawn: OutsidePoint[]; gaps: { at: number; from: string }[] } {
  const drawn: OutsidePoint[] = [];
  const gaps: { at: number; from: string }[] = [];
  for (const [i, point] of points.entries()) {
    const earlier = points[i - 1]?.period ?? '';
    const broken = breaks.find(({ from }) => from > earlier && from <= point.period);
    if (broken && i > 0) {
      gaps.push({ at: drawn.length, from: broken.from });
      drawn.push(GAP);
    }
    drawn.push(point);
  }
  return { drawn, gaps };
}
