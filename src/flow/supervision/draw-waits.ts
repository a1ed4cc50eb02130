import { scaleLog } from 'd3-scale';
import { BAND_ORDER, BANDS, ORDERS, type OrderName, type Simulation } from '../../assessment/index.ts';

// Minutes to first action as marks on a logarithmic line, one line of marks for each tenth of harm (or each band, where
// the true harm is not known). Orders differ by the shape of their mark, never by colour alone; the figures stand in a
// table beside it.

const SHOWN: readonly OrderName[] = ['policy', 'oldest-first', 'severity-only', 'random', 'oracle'];
const ROW = 34;
const SIZE = { width: 960, left: 230, right: 70, top: 78 };
const INK = '#12303a';
const GRID = '#c8d2d4';
const COLOURS: Partial<Record<OrderName, string>> = { policy: '#0f6674', oracle: '#5a6b70' };
const FONT =
  'font-family="Atkinson Hyperlegible, Segoe UI, Roboto, Helvetica Neue, Arial, sans-serif" font-size="15"';

/** In the page's language. */
export type WaitsText = {
  title: string;
  description: string;
  minutes(value: number): string;
  order(order: OrderName): string;
  row(index: number): string;
};

/** As an SVG document with a title and a description. Mean minutes; less than one is drawn as one. */
export function drawWaits(simulation: Simulation, text: WaitsText = englishText(simulation)): string {
  const results = simulation.results.filter(({ order }) => SHOWN.includes(order));
  const lines = results.map(({ order, byHarmDecile, byBand }) => ({
    order,
    minutes: (byHarmDecile.length > 0 ? byHarmDecile : BAND_ORDER.map((band) => byBand[band])).map(
      ({ meanMinutes, referrals }) => (referrals === 0 ? null : Math.max(1, meanMinutes)),
    ),
  }));
  const rows = lines[0]?.minutes.length ?? 0;
  const most = Math.max(10, ...lines.flatMap(({ minutes }) => minutes.map((one) => one ?? 1)));
  const x = scaleLog([1, 10 ** Math.ceil(Math.log10(most))], [SIZE.left, SIZE.width - SIZE.right]);
  const height = SIZE.top + rows * ROW + 40;
  const y = (row: number) => SIZE.top + row * ROW + ROW / 2;
  const decades = x.ticks().filter((tick) => Number.isInteger(Math.log10(tick)));
  const parts = [
    ...decades.map(
      (tick) =>
        `<line x1="${x(tick)}" x2="${x(tick)}" y1="${SIZE.top}" y2="${SIZE.top + rows * ROW}" stroke="${GRID}"/>` +
        label(x(tick), SIZE.top + rows * ROW + 22, text.minutes(tick), 'middle'),
    ),
    ...Array.from({ length: rows }, (_, row) => label(SIZE.left - 14, y(row) + 5, text.row(row), 'end')),
    ...lines.flatMap(({ order, minutes }) =>
      minutes.flatMap((value, row) => (value === null ? [] : [mark(order, x(value), y(row))])),
    ),
    ...lines.map(({ order }, i) => {
      const [left, top] = [SIZE.left + (i % 3) * 235, 22 + Math.floor(i / 3) * 26];
      return mark(order, left, top - 5) + label(left + 14, top, text.order(order), 'start');
    }),
  ];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${height}" width="${SIZE.width}" height="${height}" role="img" aria-labelledby="waits-title waits-description">` +
    `<title id="waits-title">${escapeText(text.title)}</title><desc id="waits-description">${escapeText(text.description)}</desc>` +
    `<g ${FONT} fill="${INK}">${parts.join('')}</g></svg>`
  );
}

function englishText({ scenario, load, results }: Simulation): WaitsText {
  const byHarm = (results[0]?.byHarmDecile.length ?? 0) > 0;
  return {
    title: 'Mean minutes to first action',
    description: `Simulated, ${scenario}, ${load} hours of work for each hour of staff; a logarithmic scale.`,
    minutes: (value) => `${value.toLocaleString('en-GB')} min`,
    order: (order) => ORDERS[order].label,
    row: (index) => (byHarm ? rowOfHarm(index) : BANDS[BAND_ORDER[index]!].label),
  };
}

function rowOfHarm(index: number): string {
  if (index === 0) return 'Tenth with most harm';
  return index === 9 ? 'Tenth with least harm' : `Tenth ${index + 1}`;
}

/** A disc, a square, a triangle, a cross and a ring. */
function mark(order: OrderName, x: number, y: number): string {
  const colour = COLOURS[order] ?? INK;
  const at = (value: number) => Math.round(value * 10) / 10;
  switch (order) {
    case 'policy':
      return `<circle cx="${at(x)}" cy="${at(y)}" r="7" fill="${colour}"/>`;
    case 'oldest-first':
      return `<rect x="${at(x - 5)}" y="${at(y - 5)}" width="10" height="10" fill="none" stroke="${colour}" stroke-width="2"/>`;
    case 'severity-only':
      return `<path d="M${at(x)} ${at(y - 6)}l6 11h-12z" fill="none" stroke="${colour}" stroke-width="2"/>`;
    case 'random':
      return `<path d="M${at(x - 5)} ${at(y - 5)}l10 10m0 -10l-10 10" stroke="${colour}" stroke-width="2"/>`;
    default:
      return `<circle cx="${at(x)}" cy="${at(y)}" r="5" fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="3 2"/>`;
  }
}

function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${Math.round(x)}" y="${Math.round(y)}" text-anchor="${anchor}">${escapeText(text)}</text>`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
