import { INTEGER, UINTEGER, VARCHAR } from '@duckdb/node-api';
import { KINDS } from '../kinds/kinds.ts';
import { textOf } from '../kinds/texts.ts';
import { type DuckDbAttribute, toDuckDb } from '../model/to-duckdb.ts';
import { appendColumns } from './append-columns.ts';
import { type Comparer, type Comparison, countVectors } from './compare-pairs.ts';
import type { ComparedAttribute, LevelColumn } from './compare-values.ts';
import type { CandidatePairs } from './distinct-pairs.ts';
import { NO_VALUE } from './intern-values.ts';
import type { Workbench } from './workbench.ts';

/** The same levels as in TypeScript, by the specification's SQL: attribute by attribute, each two values once. */
export const compareInDuckDb: Comparer = async (bench, comparison: Comparison) => {
  const attributes = toDuckDb(comparison.spec);
  const columns: LevelColumn[] = [];
  for (const [i, attribute] of attributes.entries()) {
    comparison.onProgress(i, attributes.length);
    columns.push(await compareColumn(bench, attribute, comparison.attributes[i]!, comparison.pairs));
  }
  comparison.onProgress(attributes.length, attributes.length);
  return countVectors(comparison.pairs, columns);
};

async function compareColumn(
  bench: Workbench,
  attribute: DuckDbAttribute,
  compared: ComparedAttribute,
  pairs: CandidatePairs,
): Promise<LevelColumn> {
  await fillValues(bench, attribute, compared);
  const { valueAt } = compared;
  await bench.run('create or replace temp table compared_pair (pair uinteger, a integer, b integer)');
  await appendColumns(bench, 'compared_pair', {
    columns: [
      { type: UINTEGER, cellOf: (pair) => pair },
      { type: INTEGER, cellOf: (pair) => valueAt[pairs.from[pair]!]! },
      { type: INTEGER, cellOf: (pair) => valueAt[pairs.to[pair]!]! },
    ],
    rows: pairs.from.length,
  });
  const { starts } = compared.values;
  const hasOne = starts.every((start, value) => start === value);
  const level = (hasOne ? attribute.singleLevelSql : attribute.levelSql)('x.held', 'y.held');
  await bench.run(
    `create or replace temp table compared_value as
     select a, b, ${level} as level
     from (select distinct a, b from compared_pair where a <> ${NO_VALUE} and b <> ${NO_VALUE}) p
     join compared_text x on x.v = p.a join compared_text y on y.v = p.b`,
  );
  const stream = await bench.connection.stream(
    `select pair, coalesce(level, 255)::uinteger as level from compared_pair left join compared_value using (a, b)`,
  );
  const column = new Uint8Array(pairs.from.length);
  for (
    let chunk = await stream.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await stream.fetchChunk()
  ) {
    const [at, levels] = chunk.getColumns() as [number[], number[]];
    at.forEach((pair, i) => {
      column[pair] = levels[i]!;
    });
  }
  return column;
}

async function fillValues(
  bench: Workbench,
  { columnType }: DuckDbAttribute,
  { attribute, values: { texts, starts } }: ComparedAttribute,
): Promise<void> {
  const parts = KINDS[attribute.kind].normalParts;
  const columns = parts.map((part) => `"${part}" varchar`).join(', ');
  await bench.run(`create or replace temp table compared_part (v integer, place integer, ${columns})`);
  const valueOfRow = Array.from(starts.subarray(1), (end, v) =>
    new Array<number>(end - starts[v]!).fill(v),
  ).flat();
  await appendColumns(bench, 'compared_part', {
    columns: [
      { type: INTEGER, cellOf: (row) => valueOfRow[row]! },
      { type: INTEGER, cellOf: (row) => row },
      ...parts.map((_, part) => ({
        type: VARCHAR,
        cellOf: (row: number) => textOf(texts, row * parts.length + part),
      })),
    ],
    rows: valueOfRow.length,
  });
  const packed = parts.map((part) => `"${part}" := "${part}"`).join(', ');
  await bench.run(
    `create or replace temp table compared_text as
     select v, list(struct_pack(${packed}) order by place)::${columnType} as held from compared_part group by v`,
  );
}
