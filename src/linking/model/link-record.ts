import type { NormalValue, RawParts } from '../kinds/kind.ts';
import { KINDS, type KindName } from '../kinds/kinds.ts';
import { LONGEST_TEXT } from '../kinds/text-distance.ts';
import type { LinkAttribute, LinkSpec } from './link-spec.ts';

/** The values of a record: one place per attribute of the specification; [] is unknown. */
export type LinkRecord = readonly (readonly NormalValue[])[];

/** The cells of a row by their column. */
export type Cells = Readonly<Record<string, string | null | undefined>>;

/** A row in comparable form. */
export function normaliseRow(spec: LinkSpec, cells: Cells): LinkRecord {
  return spec.attributes.map((attribute) => normaliseValues(attribute.kind, rawValues(attribute, cells)));
}

/** Values of one attribute in comparable form, each once; those that say nothing are left out. */
export function normaliseValues(kind: KindName, raws: readonly RawParts[]): NormalValue[] {
  const values = raws
    .map((raw) => KINDS[kind].normalise(raw))
    .filter((value) => value !== null)
    .map(clipped);
  if (values.length < 2) return values;
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** Distances between texts have room for so much; both TypeScript and DuckDB are given the same beginning. */
function clipped(value: NormalValue): NormalValue {
  if (Object.values(value).every(({ length }) => length <= LONGEST_TEXT)) return value;
  return Object.fromEntries(Object.entries(value).map(([part, text]) => [part, text.slice(0, LONGEST_TEXT)]));
}

/** One raw value per column of a part, and per piece of a cell with a separator; a part that stands once goes with each. */
function rawValues({ columns, separator }: LinkAttribute, cells: Cells): RawParts[] {
  const pieces = Object.entries(columns).map(([part, names]) => {
    const texts = [names].flat().map((name) => cells[name] ?? '');
    return { part, texts: separator ? texts.flatMap((text) => text.split(separator)) : texts };
  });
  const count = Math.max(...pieces.map(({ texts }) => texts.length));
  const several = pieces.filter(({ texts }) => texts.length > 1);
  const rows = Array.from({ length: count }, (_, i) => i).filter(
    (i) => i === 0 || several.some(({ texts }) => (texts[i] ?? '').trim() !== ''),
  );
  return rows.map((i) =>
    Object.fromEntries(pieces.map(({ part, texts }) => [part, texts.length === 1 ? texts[0] : texts[i]])),
  );
}
