import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DOUBLE, FLOAT, INTEGER, USMALLINT, UTINYINT } from '@duckdb/node-api';
import { LINK_BAND_NAMES } from '../clusters/bands.ts';
import { groupSizes, positionsWhere } from '../clusters/positions.ts';
import { UNKNOWN } from '../model/compare-records.ts';
import { scorerOf } from '../model/score-pair.ts';
import { appendColumns } from './append-columns.ts';
import type { LinkedTables } from './link-tables.ts';
import type { RowIds } from './row-ids.ts';
import { probabilityOf } from './scored-pairs.ts';
import { literal, type Workbench } from './workbench.ts';

export type ResultFormat = 'csv' | 'parquet';

export type ResultPlan = {
  folder: string;
  format: ResultFormat;
  ids: Omit<RowIds, 'rowOf'>;
  /** Pairs at or above it are written, linked or not. */
  keepBits: number;
};

/** What is to be written, as it lies in the workbench. */
export type StagedResults = { plan: ResultPlan; selects: Record<'pairs' | 'groups', string> };

/** Hands pairs and groups over to DuckDB, which then writes them by itself. */
export async function stageResults(
  bench: Workbench,
  linked: LinkedTables,
  plan: ResultPlan,
): Promise<StagedResults> {
  await bench.run(`create view result_row as ${rowSelect(linked, plan.ids)}`);
  await stageVectors(bench, linked);
  await stagePairs(bench, linked, plan.keepBits);
  await stageGroups(bench, linked);
  return { plan, selects: { pairs: pairSelect(linked), groups: groupSelect(linked) } };
}

/** Gives the files. */
export async function writeResults(
  bench: Workbench,
  { plan: { folder, format }, selects }: StagedResults,
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const options = format === 'csv' ? 'format csv, header' : 'format parquet, compression zstd';
  const files: string[] = [];
  for (const [name, select] of Object.entries(selects)) {
    const file = path.join(folder, `${name}.${format}`);
    await bench.run(`copy (${select}) to ${literal(file)} (${options})`);
    files.push(file);
  }
  return files;
}

/** Every row with its table and its id, in the one line in which all are numbered. */
function rowSelect({ tables }: LinkedTables, ids: ResultPlan['ids']): string {
  let from = 0;
  const parts = tables.tables.map((table, i) => {
    const part = `select rowid + ${from} as n, ${literal(table.name)} as tab, ${ids.sql[i]} as id from ${table.name}`;
    from += table.rows;
    return part;
  });
  return parts.join(' union all ');
}

/** `given name` becomes given_name: what every program can read as the name of a column. */
function columnNames({ model }: LinkedTables): string[] {
  return model.attributes.map(({ name }) => name.toLowerCase().replace(/[^a-z0-9]+/g, '_'));
}

/** By comparison vector the level of each attribute; an unknown one is written as it is. */
async function stageVectors(bench: Workbench, linked: LinkedTables): Promise<void> {
  const { vectors } = linked.pairs;
  const names = columnNames(linked);
  const levels = names.map((name) => `"${name}_level" usmallint`);
  await bench.run(`create table result_vector (vector integer, ${levels.join(', ')})`);
  await appendColumns(bench, 'result_vector', {
    columns: [
      { type: INTEGER, cellOf: (vector) => vector },
      ...names.map((_, i) => ({ type: USMALLINT, cellOf: (vector: number) => vectors[vector]!.levels[i]! })),
    ],
    rows: vectors.length,
  });
}

/** Bits of an attribute that is unknown are left at 0 here: cells without a value cost more to append. */
async function stagePairs(bench: Workbench, linked: LinkedTables, keepBits: number): Promise<void> {
  const { pairs, scores, bands } = linked;
  const names = columnNames(linked);
  await bench.run(
    `create table result_pair (a integer, b integer, linked utinyint, band utinyint, bits float, probability double,
     vector integer, rivals integer, ${names.map((name) => `"${name}_millibits" integer`).join(', ')})`,
  );
  const isLinked = new Uint8Array(scores.bits.length);
  for (const pair of linked.links) isLinked[pair] = 1;
  const kept = positionsWhere(
    scores.bits.length,
    (pair) => isLinked[pair] === 1 || scores.bits[pair]! >= keepBits,
  );
  const millibitsOf = attributeMillibits(linked);
  await appendColumns(bench, 'result_pair', {
    columns: [
      { type: INTEGER, cellOf: (at) => pairs.from[kept[at]!]! },
      { type: INTEGER, cellOf: (at) => pairs.to[kept[at]!]! },
      { type: UTINYINT, cellOf: (at) => isLinked[kept[at]!]! },
      { type: UTINYINT, cellOf: (at) => bands[kept[at]!]! },
      { type: FLOAT, cellOf: (at) => scores.bits[kept[at]!]! },
      { type: DOUBLE, cellOf: (at) => probabilityOf(scores.bits[kept[at]!]!) },
      { type: INTEGER, cellOf: (at) => pairs.vectorOf[kept[at]!]! },
      { type: INTEGER, cellOf: (at) => Math.round((scores.rivals?.[kept[at]!] ?? 0) * 1000) },
      ...names.map((_, i) => ({ type: INTEGER, cellOf: (at: number) => millibitsOf(kept[at]!, i) })),
    ],
    rows: kept.length,
  });
}

/** What one attribute says of a pair, in thousandths of a bit. */
function attributeMillibits({
  pairs,
  scores,
  model,
}: LinkedTables): (pair: number, attribute: number) => number {
  const { stepBits } = scorerOf(model);
  const own = pairs.vectors.map(({ levels }) => Float64Array.from(levels, (_, i) => stepBits(i, levels)));
  return (pair, attribute) => {
    const vector = pairs.vectorOf[pair]!;
    const rarity = scores.counted[vector]!.includes(attribute) ? scores.rarity(pair, attribute) : 0;
    return Math.round((own[vector]![attribute]! + rarity) * 1000);
  };
}

async function stageGroups(bench: Workbench, { labels }: LinkedTables): Promise<void> {
  const sizes = groupSizes(labels);
  await bench.run('create table result_group (n integer, label integer, held integer)');
  await appendColumns(bench, 'result_group', {
    columns: [
      { type: INTEGER, cellOf: (row) => row },
      { type: INTEGER, cellOf: (row) => labels[row]! },
      { type: INTEGER, cellOf: (row) => sizes[labels[row]!]! },
    ],
    rows: labels.length,
  });
}

const BAND_LABEL = `case band ${LINK_BAND_NAMES.map((name, i) => `when ${i} then ${literal(name)}`).join(' ')} end`;

function pairSelect(linked: LinkedTables): string {
  const { model, tables } = linked;
  const names = columnNames(linked);
  const labelled = model.attributes.map(({ levels }, i) => {
    const level = `"${names[i]}_level"`;
    const bits = `"${names[i]}_millibits" / 1000.0`;
    const cases = levels.map(({ label }, at) => `when ${at} then ${literal(label)}`).join(' ');
    return `case ${level} ${cases} end as ${level}, case ${level} when ${UNKNOWN} then null else ${bits} end as "${names[i]}_bits"`;
  });
  const rivals = linked.scores.rivals ? ['rivals / 1000.0 as rivals_bits'] : [];
  const both = tables.mode === 'both' ? ['x.tab as table_a', 'y.tab as table_b'] : [];
  return `select ${['x.id as id_a', 'y.id as id_b', ...both].join(', ')}, linked = 1 as linked, ${BAND_LABEL} as band,
    probability, round(bits::double, 3) as bits, ${[...rivals, ...labelled].join(', ')}
    from result_pair join result_vector using (vector) join result_row x on x.n = a join result_row y on y.n = b
    order by bits desc, a, b`;
}

/** A group is named after its first row, so that the same tables give the same names. */
function groupSelect({ tables }: LinkedTables): string {
  const table = tables.tables.length > 1 ? 'tab as "table", ' : '';
  return `select ${table}id, 'g' || label as group_id, held as group_size
    from result_group g join result_row r on r.n = g.n order by label, g.n`;
}
