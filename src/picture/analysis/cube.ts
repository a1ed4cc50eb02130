import { createHash } from 'node:crypto';
import { CROSSINGS } from '../crossings.ts';
import { EXTRACT_COLUMNS } from '../fact-columns.ts';
import { partColumns, partsOf } from '../figures.ts';
import { BREAKDOWNS, INDICATORS, type IndicatorId } from '../indicators.ts';

// A month's figures worked out once: of each day, whole and by each breakdown, the parts of every indicator. What a page
// shows is added up from these few rows, never counted from the facts.

const ALL_INDICATORS = Object.keys(INDICATORS) as IndicatorId[];

/** Breakdowns by something else than time; days and months are in every row. */
const GROUPINGS = Object.values(BREAKDOWNS)
  .map(({ column }) => column)
  .filter((column) => column !== 'received_on' && column !== 'received_month');

/** What a cube is grouped by: one column, or two; crossings first, so that each row is told by the first that fits. */
const SETS: readonly (readonly string[])[] = [
  ...new Map(
    [...Object.values(CROSSINGS).map(({ columns }) => columns), ...GROUPINGS.map((column) => [column])].map(
      (columns) => [nameOfSet(columns), columns] as const,
    ),
  ).values(),
].sort((a, b) => b.length - a.length);

/** As the column `breakdown` of a cube names it. */
export function nameOfSet(columns: readonly string[]): string {
  return columns.join(' x ');
}

/** The query that makes a cube from facts. `facts`: what to select from. */
export function cubeOf(facts: string): string {
  const sets = ['(received_on)', ...SETS.map((columns) => `(received_on, ${columns.join(', ')})`)];
  const isOf = (columns: readonly string[]) =>
    columns.map((column) => `grouping(${column}) = 0`).join(' and ');
  const branches = (value: (columns: readonly string[]) => string) =>
    SETS.map((columns) => `when ${isOf(columns)} then ${value(columns)}`).join(' ');
  return `select received_on as day, case ${branches((columns) => `'${nameOfSet(columns)}'`)} else 'all' end as breakdown,
    case ${branches(([first]) => first!)} else 'all' end as "group", case ${branches(([, second]) => second ?? 'null')} end as other,
    count(*)::bigint as receipts, ${partColumns(ALL_INDICATORS).join(', ')}
    from ${facts} group by grouping sets (${sets.join(', ')}) order by breakdown, day`;
}

/** Of how facts and cubes are made: files that were made in another way are worked out anew. */
export const SHAPE = createHash('sha256')
  .update(JSON.stringify([EXTRACT_COLUMNS, cubeOf('facts')]))
  .digest('hex')
  .slice(0, 8);

/** Every part of some indicators added up over what is selected. */
export function sumsOf(ids: readonly IndicatorId[]): string {
  return ids
    .flatMap((id) => {
      const { numerator, denominator } = partsOf(id);
      return [numerator, ...(denominator === null ? [] : [denominator])];
    })
    .map((part) => `coalesce(sum(${part}), 0)::bigint as ${part}`)
    .join(', ');
}
