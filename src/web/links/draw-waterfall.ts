import { scaleLinear } from 'd3-scale';
import { GREY, INK, label, line, type Point, RUST, rect, shorten, svgFrame, TEAL, type Text } from './svg.ts';

/** One bar. `bits`: how far it moves the sum; the first and the last one stand on zero. */
export type Bar = { name: string; detail: string; bits: number; kind: 'start' | 'step' | 'sum' };

const WIDTH = 900;
const ROW = 44;
const NAMES = 330;
const RIGHT = 80;
const TOP = 12;
const AXIS = 34;

/** A waterfall: where the sum begins, what each comparison adds or takes, where it ends. Pure. */
export function drawWaterfall(text: Text & { unit: string }, bars: readonly Bar[]): string {
  const spans = spansOf(bars);
  const reach = spans.flatMap(({ from, to }) => [from, to]);
  const scale = scaleLinear([Math.min(0, ...reach), Math.max(0, ...reach)], [NAMES + 60, WIDTH - RIGHT]).nice(
    6,
  );
  const bottom = TOP + bars.length * ROW;
  const parts = [
    ...scale.ticks(6).map((tick) => tickAt(scale(tick), tick, bottom)),
    line({ x: scale(0), y: TOP }, { x: scale(0), y: bottom }, `stroke="${INK}" stroke-width="1.5"`),
    label({ x: (NAMES + WIDTH) / 2, y: bottom + AXIS + 4 }, text.unit, 'middle', `fill="${GREY}"`),
    ...bars.map((bar, i) => drawBar(bar, { span: spans[i]!, top: TOP + i * ROW, scale })),
    ...spans.slice(1).map(({ from }, i) => joint(scale(from), TOP + i * ROW)),
  ];
  return svgFrame(text, { width: WIDTH, height: bottom + AXIS + 14 }, parts, 'img');
}

type Span = { from: number; to: number };

function spansOf(bars: readonly Bar[]): Span[] {
  let sum = 0;
  return bars.map(({ bits, kind }) => {
    const from = kind === 'step' ? sum : 0;
    sum = from + bits;
    return { from, to: sum };
  });
}

function tickAt(x: number, value: number, bottom: number): string {
  return (
    line({ x, y: TOP }, { x, y: bottom }) +
    label({ x, y: bottom + 17 }, signed(value, 0), 'middle', 'font-size="13"')
  );
}

/** Joins the end of one bar to the beginning of the next. */
function joint(x: number, top: number): string {
  const from: Point = { x, y: top + ROW - 10 };
  return line(from, { x, y: top + ROW + 10 }, `stroke="${GREY}" stroke-dasharray="3 3"`);
}

type Drawn = { span: Span; top: number; scale: (value: number) => number };

/** What speaks against is drawn hollow, so that it can be told without its colour. */
function drawBar({ name, detail, bits, kind }: Bar, { span, top, scale }: Drawn): string {
  const [left, right] = [scale(Math.min(span.from, span.to)), scale(Math.max(span.from, span.to))];
  const style =
    kind !== 'step'
      ? `fill="${INK}"`
      : bits < 0
        ? `fill="#fff" stroke="${RUST}" stroke-width="2"`
        : `fill="${TEAL}"`;
  const height = ROW - 22;
  const ends =
    bits < 0 ? { x: left - 8, anchor: 'end' as const } : { x: right + 8, anchor: 'start' as const };
  return (
    label({ x: NAMES, y: top + 19 }, shorten(name, 42), 'end', kind === 'step' ? '' : 'font-weight="bold"') +
    label({ x: NAMES, y: top + 36 }, shorten(detail, 52), 'end', `font-size="13" fill="${GREY}"`) +
    rect(left, top + 11, { width: Math.max(2, right - left), height }, style) +
    label({ x: ends.x, y: top + 11 + height - 6 }, signed(bits, 1), ends.anchor, 'font-weight="bold"')
  );
}

/** "+3.2", "−0.4": a minus sign, not a hyphen. */
export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return value < 0 ? `−${text}` : `+${text}`;
}
