import type { NormalValue } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { LinkAttribute, LinkSpec } from '../model/link-spec.ts';
import { ensureColumn, type RowSource, type RowTables, readColumns } from './table-rows.ts';
import { valuesOf } from './values-of.ts';

/** No value: the row does not have the attribute. */
export const NO_VALUE = -1;

/** The values of one attribute, each once, and which of them each row has. */
export type InternedAttribute = {
  attribute: LinkAttribute;
  /** By row: a position in `values`, or NO_VALUE. */
  valueAt: Int32Array;
  /** What a row may have: one value, or several. */
  values: (readonly NormalValue[])[];
};

/** undefined: the table lacks it. '' in it is unknown. */
type Column = readonly string[] | undefined;
type OnRows = (done: number) => void;

/** Brings every row into comparable form; what was written alike is normalised once. */
export async function internValues(
  source: RowSource,
  attribute: LinkAttribute,
  onRows: OnRows = () => undefined,
): Promise<InternedAttribute> {
  const names = [...new Set(columnsOf(attribute))];
  const interner = new Interner(attribute, source.tables, names);
  for await (const { from, columns, count } of readColumns(source, names)) {
    interner.take(from, columns, count);
    onRows(from + count);
  }
  return interner.interned;
}

/** Throws where no table has a column that an attribute needs. */
export function ensureAttributes(tables: RowTables, spec: LinkSpec): void {
  for (const attribute of spec.attributes)
    for (const table of tables.tables)
      ensureColumn(table, columnsOf(attribute), `attribute ${attribute.name}`);
}

export function columnsOf({ columns }: LinkAttribute): string[] {
  return Object.values(columns).flat();
}

class Interner {
  readonly interned: InternedAttribute;
  readonly #names: readonly string[];
  readonly #byCells = new Map<string, number>();
  readonly #byValue = new Map<string, number>();

  constructor(attribute: LinkAttribute, { rows }: RowTables, names: readonly string[]) {
    const valueAt = new Int32Array(new SharedArrayBuffer(rows * Int32Array.BYTES_PER_ELEMENT));
    this.interned = { attribute, valueAt: valueAt.fill(NO_VALUE), values: [] };
    this.#names = names;
  }

  take(from: number, columns: readonly Column[], count: number): void {
    for (let i = 0; i < count; i += 1) {
      const written = writtenIn(columns, i);
      if (written === null) continue;
      let value = this.#byCells.get(written);
      if (value === undefined) {
        value = this.#normalise(columns, i);
        this.#byCells.set(written, value);
      }
      this.interned.valueAt[from + i] = value;
    }
  }

  #normalise(own: readonly Column[], i: number): number {
    const { attribute, values } = this.interned;
    const row: Record<string, string | undefined> = {};
    own.forEach((column, at) => {
      if (column) row[this.#names[at]!] = column[i] || undefined;
    });
    const found = valuesOf(attribute, row);
    if (found.length === 0) return NO_VALUE;
    const text = textOf(found, KINDS[attribute.kind].normalParts);
    const known = this.#byValue.get(text);
    if (known !== undefined) return known;
    this.#byValue.set(text, values.length);
    values.push(found);
    return values.length - 1;
  }
}

/** The cells of a row as one text, which no other cells have; null where all are empty. */
function writtenIn(columns: readonly Column[], row: number): string | null {
  if (columns.length === 1) return columns[0]?.[row] || null;
  if (columns.every((column) => !column?.[row])) return null;
  let written = '';
  for (const column of columns) written += `${column ? column[row] : '\u0001'}\u0000`;
  return written;
}

/** Values as one text, which no other values have. */
function textOf(values: readonly NormalValue[], parts: readonly string[]): string {
  let text = '';
  for (const value of values) {
    for (const part of parts) text += `${value[part]}\u0001`;
    text += '\u0000';
  }
  return text;
}
