import { partColumns, partsOf } from '../figures.ts';
import { BREAKDOWNS, INDICATORS, type IndicatorId } from '../indicators.ts';

// A month's figures worked out once: of each day, whole and by each breakdown, the parts of every indicator. What a page
// shows is added up from these few rows, never counted from the facts.

const ALL_INDICATORS = Object.keys(INDICATORS) as IndicatorId[];

/** Breakdowns by something else than time; days and months are in every row. */
const GROUPINGS = Object.values(BREAKDOWNS)
  .map(({ column }) => column)
  .filter((column) => column !== 'received_on' && column !== 'received_month');

/** The query that makes a cube from facts. `facts`: what to select from. */
export function cubeOf(facts: string): string {
  const sets = ['(received_on)', ...GROUPINGS.map((column) => `(received_on, ${column})`)];
  const which = GROUPINGS.map((column) => `when grouping(${column}) = 0 then '${column}'`);
  const group = GROUPINGS.map((column) => `when grouping(${column}) = 0 then ${column}`);
  return `select received_on as day, case ${which.join(' ')} else 'all' end as breakdown,
    case ${group.join(' ')} else 'all' end as "group", count(*)::bigint as receipts, ${partColumns(ALL_INDICATORS).join(', ')}
    from ${facts} group by grouping sets (${sets.join(', ')}) order by breakdown, day`;
}

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
