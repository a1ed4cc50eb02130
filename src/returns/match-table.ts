import { labelKey, textKey } from './label-key.ts';
import type { MappedTable, Mapping } from './mapping.ts';
import type { FoundTable } from './tables/found-table.ts';

export type MatchedTable = { mapped: MappedTable; found: FoundTable };

/** A table that shares fewer of its labels with the mapped one is another table. Chosen. */
const LEAST_SHARED = 0.4;

/** Each mapped table with the one of the file that it is now: by its place, or else by its labels. */
export function matchTables(
  mapping: Mapping,
  found: readonly FoundTable[],
  year: number | undefined,
): MatchedTable[] {
  const pairs = mapping.tables.flatMap((mapped) =>
    found.map((one) => ({
      mapped,
      found: one,
      score: likeness(mapped, one, { made: mapping.year, now: year ?? mapping.year }),
    })),
  );
  const matched: MatchedTable[] = [];
  for (const pair of pairs.filter(({ score }) => score >= LEAST_SHARED).sort((a, b) => b.score - a.score))
    if (!matched.some((one) => one.mapped === pair.mapped || one.found === pair.found)) matched.push(pair);
  return matched.sort((a, b) => mapping.tables.indexOf(a.mapped) - mapping.tables.indexOf(b.mapped));
}

/** What a table in the same place of a sheet of the same name has ahead of others. */
const SAME_SHEET = 0.2;
const SAME_PLACE = 0.1;

function likeness(
  mapped: MappedTable,
  found: FoundTable,
  { made, now }: { made: number | undefined; now: number | undefined },
): number {
  if ((mapped.layout === 'cases') !== found.isCases) return 0;
  const before = new Set([...mapped.rows, ...mapped.columns].map(({ label }) => labelKey(label, made)));
  const after = new Set(
    [...(found.isCases ? [] : found.rows), ...found.columns].map(({ path }) => labelKey(path, now)),
  );
  const shared = [...before].filter((key) => after.has(key)).length / Math.max(1, before.size);
  if (shared === 0) return 0;
  const isSheet = textKey(mapped.sheet, made) === textKey(found.sheet.name, now);
  return shared + (isSheet ? SAME_SHEET : 0) + (mapped.id === found.id ? SAME_PLACE : 0);
}
