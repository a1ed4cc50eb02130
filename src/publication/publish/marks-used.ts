import type { Mark } from '../../shared/marks.ts';
import type { FrozenContent, ReleasedFigure } from '../releases/release.ts';

/** Every shorthand that stands somewhere in an edition: each of them has to be explained. */
export function marksUsed(content: FrozenContent): Set<Mark> {
  const { figures, tables, series, alerts, forecasts, hidden } = content;
  const used = new Set<Mark>([
    ...figures.flatMap(marksOf),
    ...tables.flatMap(({ rows }) => rows.flatMap(marksOf)),
    ...series.flatMap(({ points }) => points.flatMap(({ marks }) => marks)),
  ]);
  if (figures.some(({ estimate }) => estimate !== null) || hidden !== null) used.add('e');
  if (forecasts.length > 0) used.add('f');
  if (tables.some(({ rows }) => rows.some(({ cells }) => cells.some((cell) => cell.trim() === ''))))
    used.add('x');
  if (series.some(({ points }) => points.some(isPartly))) used.add('x');
  if (alerts.some(({ expected, upper }) => expected === null || upper === null)) used.add('z');
  // How to read the report names it.
  used.add('r');
  return used;
}

/** With [r] where the edition before said otherwise. */
export function marksOf({ marks, earlier }: { marks: readonly Mark[]; earlier: number | null }): Mark[] {
  return earlier === null || marks.includes('r') ? [...marks] : [...marks, 'r'];
}

/** Of the figure as it was counted: where an estimate stands beside it, that is what is estimated. */
export function countedMarks(figure: ReleasedFigure): Mark[] {
  return marksOf(figure).filter((mark) => mark !== 'e' || figure.estimate === null);
}

function isPartly({ value, low, high }: { value: unknown; low: unknown; high: unknown }): boolean {
  return value === null || low === null || high === null;
}
