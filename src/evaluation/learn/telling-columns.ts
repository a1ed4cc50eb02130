import { areaUnderCurve } from '../discrimination.ts';
import type { Estimate } from '../interval.ts';
import { holds } from './item.ts';
import type { LearnedRow } from './learning-table.ts';
import type { Scorecard } from './scorecard.ts';

/** From this area on a column alone says what the outcome says: it may have been written down afterwards. Chosen. */
const TOO_GOOD = 0.95;

/** Columns of the scorecard whose items alone tell the outcome almost without error. */
export function tellingColumns(
  { items }: Scorecard,
  rows: readonly LearnedRow[],
): { column: string; area: Estimate }[] {
  return [...Map.groupBy(items, ({ item }) => item.column)].flatMap(([column, ofColumn]) => {
    const area = areaUnderCurve(
      rows.map(({ cells, outcome, weight = 1 }) => ({
        score: ofColumn.reduce(
          (sum, { item, points }) => sum + (holds(item, cells[column]!) ? points : 0),
          0,
        ),
        outcome,
        weight,
        group: null,
      })),
    );
    return area && area.value >= TOO_GOOD ? [{ column, area }] : [];
  });
}
