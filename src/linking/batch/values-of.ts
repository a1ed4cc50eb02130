import type { NormalValue } from '../kinds/kind.ts';
import { KINDS } from '../kinds/kinds.ts';
import type { LinkAttribute } from '../model/link-spec.ts';
import type { Cell } from './written-cells.ts';

/** Gives the values of one attribute from the cells of a row, which stand as the columns do. */
export type ValueReader = (cells: readonly Cell[]) => NormalValue[];

/**
 * Columns of one meaning, and what a separator parts in one cell, are values of their own: the first of each part
 * belong together, and so on; a part that is given once belongs to all.
 */
export function valueReader(attribute: LinkAttribute, columns: readonly string[]): ValueReader {
  const parts = Object.entries(attribute.columns).map(([part, names]) => ({
    part,
    places: [names].flat().map((name) => columns.indexOf(name)),
  }));
  const isOneValue = !attribute.separator && parts.every(({ places }) => places.length === 1);
  return isOneValue ? oneValueReader(attribute, parts) : allValuesReader(attribute, parts);
}

type Part = { part: string; places: number[] };

/** One column for each part, and none that holds several: the usual case, and the fast one. */
function oneValueReader({ kind }: LinkAttribute, parts: readonly Part[]): ValueReader {
  const { normalise } = KINDS[kind];
  return (cells) => {
    const raw: Record<string, string | undefined> = {};
    for (const { part, places } of parts) raw[part] = cells[places[0]!] ?? undefined;
    const value = normalise(raw);
    return value === null ? [] : [value];
  };
}

function allValuesReader({ kind, separator }: LinkAttribute, parts: readonly Part[]): ValueReader {
  return (cells) => {
    const texts = parts.map(({ part, places }) => ({
      part,
      texts: places.flatMap((at) => split(cells[at], separator)),
    }));
    const most = Math.max(0, ...texts.map((one) => one.texts.length));
    const values = Array.from({ length: most }, (_, i) =>
      KINDS[kind].normalise(
        Object.fromEntries(
          texts.map((one) => [one.part, one.texts.length === 1 ? one.texts[0] : one.texts[i]]),
        ),
      ),
    ).filter((value) => value !== null);
    return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  };
}

function split(cell: Cell, separator: string | undefined): (string | undefined)[] {
  if (cell === null) return [];
  if (cell === undefined || !separator) return [cell];
  return cell.split(separator).map((text) => text.trim());
}
