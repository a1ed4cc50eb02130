import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DOUBLE, INTEGER, USMALLINT } from '@duckdb/node-api';
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

/** Writes pairs and groups; gives the files. */
export async function writeResults(
  bench: Workbench,
  linked: LinkedTables,
  plan: ResultPlan,
): Promise<string[]> {
  mkdirSync(plan.folder, { recursive: true });
  await makeRowTable(bench, linked, plan.ids);
  const [pairs, groups] = ['pairs', 'groups'].map((name) =>
    path.join(plan.folder, `${name}.${plan.format}`),
  ) as [string, string];
  await writePairs(bench, linked, plan, pairs);
  await writeGroups(bench, linked, plan, groups);
  return [pairs, groups];
}

/** Every row with its table and its id, in the one line in which all are numbered. */
async function makeRowTable(
  bench: Workbench,
  { tables }: LinkedTables,
  ids: Omit<RowIds, 'rowOf'>,
): Promise<void> {
  let from = 0;
  const parts = tables.tables.map((table, i) => {
    const part = `select rowid + ${from} as n, ${literal(table.name)} as tab, ${ids.sql[i]} as id from ${table.name}`;
    from += table.rows;
    return part;
  });
  await bench.run(`create table result_row as ${parts.join(' union all ')}`);
}

/** `given name` becomes given_name: what every program can read as the name of a column. */
function columnName(attribute: string): string {
  return attribute.toLowerCase().replace(/[^a-z0-9]+/g, '_');
}

const BAND_LABEL = `case band ${LINK_BAND_NAMES.map((name, i) => `when ${i} then ${literal(name)}`).join(' ')} end`;
/** Columns of `result_pair` before those of the attributes. */
const FIXED_COLUMNS = 6;

async function writePairs(
  bench: Workbench,
  linked: LinkedTables,
  plan: ResultPlan,
  file: string,
): Promise<void> {
  const { model, tables } = linked;
  const names = model.attributes.map(({ name }) => columnName(name));
  const levels = names.map((name) => `"${name}_level" usmallint, "${name}_bits" double`);
  await bench.run(
    `create table result_pair (a integer, b integer, linked integer, band integer, bits double, probability double, ${levels.join(', ')})`,
  );
  await appendPairs(bench, linked, plan.keepBits);
  const labelled = model.attributes.map(({ levels: known }, i) => {
    const cases = known.map(({ label }, level) => `when ${level} then ${literal(label)}`).join(' ');
    const bits = `case "${names[i]}_level" when ${UNKNOWN} then null else "${names[i]}_bits" end`;
    return `case "${names[i]}_level" ${cases} end as "${names[i]}_level", ${bits} as "${names[i]}_bits"`;
  });
  const both = tables.mode === 'both' ? ['x.tab as table_a', 'y.tab as table_b'] : [];
  await copy(
    bench,
    `select ${['x.id as id_a', 'y.id as id_b', ...both].join(', ')}, linked = 1 as linked, ${BAND_LABEL} as band, probability, round(bits, 3) as bits, ${labelled.join(', ')}
     from result_pair join result_row x on x.n = a join result_row y on y.n = b order by bits desc, a, b`,
    file,
    plan.format,
  );
}

/** An unknown level is written as it is, and with any bits: cells without a value cost more to append. */
async function appendPairs(bench: Workbench, linked: LinkedTables, keepBits: number): Promise<void> {
  const { pairs, scores, model } = linked;
  const isLinked = new Uint8Array(scores.bits.length);
  for (const pair of linked.links) isLinked[pair] = 1;
  const kept = positionsWhere(
    scores.bits.length,
    (pair) => isLinked[pair] === 1 || scores.bits[pair]! >= keepBits,
  );
  const { stepBits } = scorerOf(model);
  const steps = pairs.vectors.map(({ levels }) => Float64Array.from(levels, (_, i) => stepBits(i, levels)));
  const cell = (column: number, at: number): number => {
    const pair = kept[at]!;
    if (column === 0) return pairs.from[pair]!;
    if (column === 1) return pairs.to[pair]!;
    if (column === 2) return isLinked[pair]!;
    if (column === 3) return linked.bands[pair]!;
    if (column === 4) return scores.bits[pair]!;
    if (column === 5) return probabilityOf(scores.bits[pair]!);
    const attribute = (column - FIXED_COLUMNS) >> 1;
    const vector = pairs.vectorOf[pair]!;
    const level = pairs.vectors[vector]!.levels[attribute]!;
    if (column % 2 === 0) return level;
    if (level === UNKNOWN) return 0;
    const rarity = scores.counted[vector]!.includes(attribute) ? scores.rarity(pair, attribute) : 0;
    return Math.round((steps[vector]![attribute]! + rarity) * 1000) / 1000;
  };
  const types = [
    INTEGER,
    INTEGER,
    INTEGER,
    INTEGER,
    DOUBLE,
    DOUBLE,
    ...model.attributes.flatMap(() => [USMALLINT, DOUBLE]),
  ];
  await appendColumns(bench, 'result_pair', { types, rows: kept.length, cell });
}

/** A group is named after its first row, so that the same tables give the same names. */
async function writeGroups(
  bench: Workbench,
  linked: LinkedTables,
  plan: ResultPlan,
  file: string,
): Promise<void> {
  const { labels, tables } = linked;
  const sizes = groupSizes(labels);
  await bench.run('create table result_group (n integer, label integer, held integer)');
  await appendColumns(bench, 'result_group', {
    types: [INTEGER, INTEGER, INTEGER],
    rows: labels.length,
    cell: (column, row) => (column === 0 ? row : column === 1 ? labels[row]! : sizes[labels[row]!]!),
  });
  const table = tables.tables.length > 1 ? 'tab as "table", ' : '';
  await copy(
    bench,
    `select ${table}id, 'g' || label as group_id, held as group_size from result_group g join result_row r on r.n = g.n order by label, g.n`,
    file,
    plan.format,
  );
}

async function copy(bench: Workbench, select: string, file: string, format: ResultFormat): Promise<void> {
  const options = format === 'csv' ? 'format csv, header' : 'format parquet, compression zstd';
  await bench.run(`copy (${select}) to ${literal(file)} (${options})`);
}
