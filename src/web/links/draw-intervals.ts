import { scaleLinear } from 'd3-scale';
import { INK, label, line, rect, svgFrame, TEAL, type Text } from './svg.ts';

/** A share with its 95 % interval, all between 0 and 1. */
export type Interval = { label: string; share: number; low: number; high: number; text: string };

const WIDTH = 900;
const ROW = 46;
const NAMES = 190;
const RIGHT = 330;
const TOP = 8;

/** Shares as marks on their intervals, from none to all. Pure. */
export function drawIntervals(text: Text, rows: readonly Interval[]): string {
  const scale = scaleLinear([0, 1], [NAMES + 12, WIDTH - RIGHT]);
  const bottom = TOP + rows.length * ROW;
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (tick) =>
      line({ x: scale(tick), y: TOP }, { x: scale(tick), y: bottom }) +
      label({ x: scale(tick), y: bottom + 18 }, `${tick * 100} %`, 'middle', 'font-size="13"'),
  );
  const marks = rows.map((row, i) => {
    const y = TOP + i * ROW + ROW / 2;
    return (
      label({ x: NAMES, y: y + 5 }, row.label, 'end', 'font-weight="bold"') +
      line({ x: scale(row.low), y }, { x: scale(row.high), y }, `stroke="${TEAL}" stroke-width="10"`) +
      rect(scale(row.share) - 3, y - 13, { width: 6, height: 26 }, `fill="${INK}"`) +
      label({ x: WIDTH - RIGHT + 14, y: y + 5 }, row.text, 'start', 'font-size="14"')
    );
  });
  return svgFrame(text, { width: WIDTH, height: bottom + 28 }, [...ticks, ...marks], 'img');
}
