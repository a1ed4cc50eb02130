import { fullNames } from '../kinds/nicknames.ts';
import { columnWords } from './column-roles.ts';
import type { LoadedTable } from './load-table.ts';
import type { Workbench } from './workbench.ts';

/** What a column holds, in figures. */
export type ColumnFacts = {
  name: string;
  /** Its name in lower-case words. */
  words: string;
  /** Share of rows that have it, and of different values among these. */
  known: number;
  different: number;
  distinct: number;
  meanLength: number;
  meanWords: number;
  /** Share of values that look like it; `digit`: that have one; `given`: that have a common given name in them. */
  looksLike: Record<keyof typeof LOOKS | 'given', number>;
  /** Other columns whose values stand in this one's: a full name beside its parts. */
  repeats: string[];
};

const LOOKS = {
  email: '^[^@ ]+@[^@ ]+\\.[a-zA-Z]{2,}$',
  ip: '^(\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){3,7})$',
  date: '^((19|20)\\d{2}[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\\d|3[01])|\\d{1,2}[-/.]\\d{1,2}[-/.](19|20)\\d{2})([ T]\\d{1,2}:.*)?$',
  number: '^[$£€]? ?-?\\d{1,3}(,?\\d{3})*(\\.\\d+)?$',
  url: '^(https?://|www\\.)',
  digit: '[0-9]',
} as const;

/** Chosen: enough to tell what a column is, however long the table. */
const ROWS_LOOKED_AT = 20_000;
const ROWS_COMPARED = 2_000;

/** Of this share of the rows that have both. Chosen: some are misspelt in one of them. */
const MOSTLY = 0.7;
/** Of the rows that have the longer one at least so many have the shorter, or nothing is known of it. */
const SOME = 0.3;
/** Shorter values stand in anything. */
const SHORTEST_REPEATED = 3;

export async function describeColumns(bench: Workbench, table: LoadedTable): Promise<ColumnFacts[]> {
  const facts: ColumnFacts[] = [];
  for (const i of table.columns.keys()) facts.push(await describeColumn(bench, table, i));
  const repeats = await repeatedColumns(bench, table, facts);
  return facts.map((one) => ({ ...one, repeats: repeats.get(one.name) ?? [] }));
}

async function describeColumn(bench: Workbench, table: LoadedTable, i: number): Promise<ColumnFacts> {
  const looks = Object.entries(LOOKS).map(
    ([look, pattern]) => `coalesce(avg(regexp_matches(v, '${pattern}')::int), 0) as ${look}`,
  );
  const given = fullNames()
    .map((word) => `'${word}'`)
    .join(', ');
  const [found] = await bench.ask<Record<string, number>>(
    `select count(*) as held, count(v) as present, count(distinct v) as "distinct",
      coalesce(avg(length(v)), 0) as chars, coalesce(avg(len(string_split(v, ' '))), 0) as word_count, ${looks.join(', ')},
      coalesce(avg(list_has_any(string_split_regex(lower(v), '[^a-z]+'), [${given}])::int), 0) as given
     from (select c${i} as v from ${table.name} using sample ${ROWS_LOOKED_AT} rows (reservoir, 1))`,
  );
  const { held, present, distinct, chars, word_count, ...looksLike } = found as Record<string, number>;
  const name = table.columns[i]!;
  return {
    name,
    words: columnWords(name),
    known: present! / Math.max(1, held!),
    different: distinct! / Math.max(1, present!),
    distinct: distinct!,
    meanLength: chars!,
    meanWords: word_count!,
    looksLike: looksLike as ColumnFacts['looksLike'],
    repeats: [],
  };
}

/** For each column those whose values it repeats within its own. */
async function repeatedColumns(
  bench: Workbench,
  { name, columns }: LoadedTable,
  facts: readonly ColumnFacts[],
): Promise<Map<string, string[]>> {
  const pairs = facts.flatMap((long, i) =>
    facts.flatMap((short, j) =>
      i !== j &&
      long.meanWords > short.meanWords &&
      short.meanLength >= SHORTEST_REPEATED &&
      short.distinct > 1
        ? [[i, j] as const]
        : [],
    ),
  );
  if (pairs.length === 0) return new Map();
  const shares = pairs.map(
    ([i, j], at) =>
      `sum(contains(lower(c${i}), lower(c${j}))::int) / greatest(count(c${i}) * ${SOME}, count(c${i} || c${j})) as s${at}`,
  );
  const [found] = await bench.ask<Record<string, number>>(
    `select ${shares.join(', ')} from (from ${name} using sample ${ROWS_COMPARED} rows (reservoir, 1))`,
  );
  const kept = pairs.filter((_, at) => (found![`s${at}`] ?? 0) >= MOSTLY);
  return new Map(
    [...Map.groupBy(kept, ([i]) => i)].map(([i, those]) => [columns[i]!, those.map(([, j]) => columns[j]!)]),
  );
}
