import type { NormalValue } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { LinkAttribute } from '../model/link-spec.ts';

/** The cells of a row by the name of their column; a column that the table lacks is not in it. */
export type Cells = Readonly<Record<string, string | undefined>>;

/**
 * The values of one attribute. Columns of one meaning, and what a separator parts in one cell, are values of their
 * own: the first of each part belong together, and so on; a part that is given once belongs to all.
 */
export function valuesOf(attribute: LinkAttribute, cells: Cells): NormalValue[] {
  return isOneValue(attribute) ? oneValueOf(attribute, cells) : allValuesOf(attribute, cells);
}

/** One column for each part, and none that holds several: the usual case, and the fast one. */
function isOneValue({ columns, separator }: LinkAttribute): boolean {
  return (
    !separator && Object.values(columns).every((names) => typeof names === 'string' || names.length === 1)
  );
}

function oneValueOf({ kind, columns }: LinkAttribute, cells: Cells): NormalValue[] {
  const raw: Record<string, string | undefined> = {};
  for (const part in columns) raw[part] = cells[String(columns[part])];
  const value = KINDS[kind].normalise(raw);
  return value === null ? [] : [value];
}

function allValuesOf({ kind, columns, separator }: LinkAttribute, cells: Cells): NormalValue[] {
  const parts = Object.entries(columns).map(
    ([part, names]) =>
      [
        part,
        [names]
          .flat()
          .filter((name) => name in cells)
          .flatMap((name) => split(cells[name], separator)),
      ] as const,
  );
  const most = Math.max(0, ...parts.map(([, texts]) => texts.length));
  const values = Array.from({ length: most }, (_, i) =>
    KINDS[kind].normalise(
      Object.fromEntries(parts.map(([part, texts]) => [part, texts.length === 1 ? texts[0] : texts[i]])),
    ),
  ).filter((value) => value !== null);
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function split(cell: string | undefined, separator: string | undefined): (string | undefined)[] {
  if (cell === undefined || !separator) return [cell];
  return cell.split(separator).map((text) => text.trim());
}
