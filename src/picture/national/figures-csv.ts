import { csvCell } from '../../shared/csv-cell.ts';
import type { NationalFigure } from '../national-figure.ts';

type Cell = string | number | null | undefined;

/** One column a property: names do not change, so that whoever reads them can rely on it. */
const COLUMNS = {
  id: ({ id }) => id,
  title: ({ title }) => title,
  group: ({ group }) => group,
  counted_in: ({ origin }) => origin,
  unit: ({ unit }) => unit,
  period_from: ({ period }) => period.from,
  period_to: ({ period }) => period.to,
  value: ({ measured }) => measured.value,
  // Of what is not known or left out nothing was counted, which is not 0.
  numerator: ({ measured }) => (measured.value === null ? null : measured.numerator),
  denominator: ({ measured }) => measured.denominator,
  interval_low: ({ interval }) => interval?.[0],
  interval_high: ({ interval }) => interval?.[1],
  scope: ({ coverage }) => coverage?.scope,
  forces_answered: ({ coverage }) => coverage?.answered,
  forces: ({ coverage }) => coverage?.of,
  share_of_population: ({ coverage }) => coverage?.shareOfPopulation,
  forces_missing: ({ coverage }) => coverage?.missing.join('; '),
  estimate: ({ estimate }) => estimate?.value,
  estimate_low: ({ estimate }) => estimate?.low,
  estimate_high: ({ estimate }) => estimate?.high,
  largest_missing: ({ estimate }) => estimate && (estimate.largestMissing ? 'yes' : 'no'),
  compared_from: ({ comparedWith }) => comparedWith?.from,
  compared_to: ({ comparedWith }) => comparedWith?.to,
  value_before: ({ before }) => before?.value,
  change_before: ({ change }) => change?.before,
  change_after: ({ change }) => change?.after,
  change_ratio: ({ change }) => change?.ratio,
  change_low: ({ change }) => change?.low,
  change_high: ({ change }) => change?.high,
  change_says: ({ change }) => change?.words.say,
  forces_compared: ({ compared }) => compared?.forces?.both,
  dispersion: ({ compared }) => compared?.dispersion,
  breaks: ({ breaks }) => breaks.join(' '),
  marks: ({ marks }) => marks.join(' '),
  version: ({ version }) => version,
  computed_at: ({ computedAt }) => computedAt,
} as const satisfies Record<string, (figure: NationalFigure) => Cell>;

/** Figures as a table with commas between its cells; what is not known is empty. */
export function figuresCsv(figures: readonly NationalFigure[]): string {
  const lines = figures.map((figure) => Object.values(COLUMNS).map((cell) => written(cell(figure))));
  return [Object.keys(COLUMNS), ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** Without the last digits, which are noise of calculating. */
const DIGITS = 12;

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'number' ? `${Number(cell.toPrecision(DIGITS))}` : csvCell(cell);
}
