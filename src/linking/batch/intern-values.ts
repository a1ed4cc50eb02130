import type { Kind, NormalValue } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { LinkAttribute, LinkSpec } from '../model/link-spec.ts';
import { ensureColumn, type RowTables } from './table-rows.ts';
import { valueReader } from './values-of.ts';
import { cellsOf, NOT_WRITTEN, type WrittenCells } from './written-cells.ts';

/** No value: the row does not have the attribute. */
export const NO_VALUE = -1;

/**
 * Brings into comparable form what was written, and gives by row the number of its value, or NO_VALUE: values are kept one
 * after another. To find those that are alike though written differently would take longer than to compare them.
 */
export function internValues(
  attribute: LinkAttribute,
  written: WrittenCells,
  keep: (value: readonly NormalValue[]) => void,
): Int32Array {
  const read = valueReader(attribute, written.columns);
  const valueFor = new Int32Array(written.count).fill(NO_VALUE);
  // Where words count by how rare they are, that is known once all values are read.
  const { weigh } = KINDS[attribute.kind] as Kind;
  const unweighed: (readonly NormalValue[])[] = [];
  const take = weigh ? (value: readonly NormalValue[]) => unweighed.push(value) : keep;
  let [number, values] = [0, 0];
  for (const cells of cellsOf(written)) {
    const found = read(cells);
    if (found.length > 0) {
      take(found);
      valueFor[number] = values;
      values += 1;
    }
    number += 1;
  }
  const note = weigh?.(unweighed.flat());
  if (note) for (const value of unweighed) keep(value.map(note));
  const { writtenAt: valueAt } = written;
  for (let row = 0; row < valueAt.length; row += 1)
    if (valueAt[row] !== NOT_WRITTEN) valueAt[row] = valueFor[valueAt[row]!]!;
  return valueAt;
}

/** Throws where no table has a column that an attribute needs. */
export function ensureAttributes(tables: RowTables, spec: LinkSpec): void {
  for (const attribute of spec.attributes)
    for (const table of tables.tables)
      ensureColumn(table, columnsOf(attribute), `attribute ${attribute.name}`);
}

export function columnsOf({ columns }: LinkAttribute): string[] {
  return [...new Set(Object.values(columns).flat())];
}
