import type { Level } from '../kinds/kind.ts';
import { KINDS, type KindName } from '../kinds/kinds.ts';
import { UNKNOWN } from './compare-records.ts';
import type { LinkSpec } from './link-spec.ts';

/** An attribute in DuckDB: a column of values in comparable form, and the level between two records. */
export type DuckDbAttribute = {
  name: string;
  /** A list of structs, since an attribute may have several values; empty is unknown. */
  columnType: string;
  /** The level (UTINYINT) between two expressions that each hold such a list. */
  levelSql: (a: string, b: string) => string;
  /** The same where each list is known to hold at most one value: much faster. */
  singleLevelSql: (a: string, b: string) => string;
};

/** The specification for DuckDB: the same levels as `compareRecords` finds, for every pair. */
export function toDuckDb(spec: LinkSpec): DuckDbAttribute[] {
  return spec.attributes.map(({ name, kind }) => ({
    name,
    columnType: columnTypeOf(kind),
    levelSql: (a, b) => bestLevelSql(KINDS[kind].levels, a, b),
    singleLevelSql: (a, b) =>
      `CASE WHEN len(${a}) = 0 OR len(${b}) = 0 THEN ${UNKNOWN} ELSE ${levelOfValuesSql(KINDS[kind].levels, `${a}[1]`, `${b}[1]`)} END::UTINYINT`,
  }));
}

function columnTypeOf(kind: KindName): string {
  return `STRUCT(${KINDS[kind].normalParts.map((part) => `"${part}" VARCHAR`).join(', ')})[]`;
}

function levelOfValuesSql(levels: readonly Level[], a: string, b: string): string {
  const cases = levels.map(({ test }, i) => `WHEN ${test.sql(`(${a})`, `(${b})`)} THEN ${i}`);
  return `CASE ${cases.join(' ')} ELSE ${levels.length} END`;
}

function bestLevelSql(levels: readonly Level[], a: string, b: string): string {
  const each = `list_transform(${a}, lambda x: list_min(list_transform(${b}, lambda y: ${levelOfValuesSql(levels, 'x', 'y')})))`;
  return `coalesce(list_min(${each}), ${UNKNOWN})::UTINYINT`;
}
