import type { Kind, NormalValue } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { LinkAttribute, LinkSpec } from '../model/link-spec.ts';
import { ensureColumn, type RowTables } from './table-rows.ts';
import { valueReader } from './values-of.ts';
import { cellsOf, NOT_WRITTEN, type WrittenCells } from './written-cells.ts';

/** No value: the row does not have the attribute. */
export const NO_VALUE = -1;

/** The values of one attribute, one for each way of writing it, and which of them each row has. */
export type InternedAttribute = {
  attribute: LinkAttribute;
  /** By row: a position in `values`, or NO_VALUE. */
  valueAt: Int32Array;
  /** What a row may have: one value, or several. */
  values: (readonly NormalValue[])[];
};

/**
 * Brings into comparable form what was written; in its memory rows get the numbers of values. To find values that are
 * alike though written differently would take longer than to compare them.
 */
export function internValues(attribute: LinkAttribute, written: WrittenCells): InternedAttribute {
  const read = valueReader(attribute, written.columns);
  const values: (readonly NormalValue[])[] = [];
  const valueFor = new Int32Array(written.count).fill(NO_VALUE);
  let number = 0;
  for (const cells of cellsOf(written)) {
    const found = read(cells);
    if (found.length > 0) valueFor[number] = values.push(found) - 1;
    number += 1;
  }
  const { writtenAt: valueAt } = written;
  for (let row = 0; row < valueAt.length; row += 1)
    if (valueAt[row] !== NOT_WRITTEN) valueAt[row] = valueFor[valueAt[row]!]!;
  return weighed({ attribute, valueAt, values });
}

/** Where words count by how rare they are: that is known once all values are read. */
function weighed(interned: InternedAttribute): InternedAttribute {
  const { weigh } = KINDS[interned.attribute.kind] as Kind;
  if (!weigh) return interned;
  const note = weigh(interned.values.flat());
  return { ...interned, values: interned.values.map((list) => list.map(note)) };
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
