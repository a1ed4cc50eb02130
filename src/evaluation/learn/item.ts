import { isUnknown } from '../cell-values.ts';

/**
 * One yes-or-no item of a scorecard, as data: what a cell must say for the item to hold. An unknown cell never does.
 * `from`: this value or one that stands after it in the `order` of the column.
 */
export type Item = { column: string } & (
  | { is: string }
  | { atLeast: number }
  | { from: string; order: readonly string[] }
);

export function holds(item: Item, cell: string): boolean {
  if (isUnknown(cell)) return false;
  if ('is' in item) return cell === item.is;
  if ('atLeast' in item) return Number(cell) >= item.atLeast;
  return item.order.indexOf(cell) >= item.order.indexOf(item.from);
}

export function labelOf(item: Item): string {
  if ('is' in item) return `${item.column} is ${item.is}`;
  if ('atLeast' in item) return `${item.column} is at least ${item.atLeast}`;
  return `${item.column} is ${item.from}${item.from === item.order.at(-1) ? '' : ' or above'}`;
}
