import type { CsvRow } from '../../shared/csv-table.ts';
import { holds, type Item } from './item.ts';

/** An integer scorecard. The log odds of a positive are `intercept` + `slope` times the total of the points. */
export type Scorecard = {
  items: readonly { item: Item; label: string; points: number }[];
  intercept: number;
  slope: number;
  /** Mean logistic loss on what it was learned from, in nats a case. */
  loss: number;
};

export function totalOf({ items }: Scorecard, cells: CsvRow['cells']): number {
  return items.reduce(
    (total, { item, points }) => total + (holds(item, cells[item.column]!) ? points : 0),
    0,
  );
}

export function probabilityAt({ intercept, slope }: Scorecard, total: number): number {
  return 1 / (1 + Math.exp(-intercept - slope * total));
}

/** The lowest and the highest total that the items can add up to. */
export function rangeOf({ items }: Scorecard): [number, number] {
  const sum = (sign: 1 | -1) =>
    items.reduce((total, { points }) => total + (Math.sign(points) === sign ? points : 0), 0);
  return [sum(-1), sum(1)];
}
