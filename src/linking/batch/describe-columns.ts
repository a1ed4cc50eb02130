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
  /** Share of values that look like it. */
  looksLike: { email: number; ip: number; date: number; number: number; url: number };
};

const LOOKS: Readonly<Record<keyof ColumnFacts['looksLike'], string>> = {
  email: '^[^@ ]+@[^@ ]+\\.[a-zA-Z]{2,}$',
  ip: '^(\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){3,7})$',
  date: '^((19|20)\\d{2}[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\\d|3[01])|\\d{1,2}[-/.]\\d{1,2}[-/.](19|20)\\d{2})$',
  number: '^[$£€]? ?-?\\d{1,3}(,?\\d{3})*(\\.\\d+)?$',
  url: '^https?://',
};

/** Chosen: enough to tell what a column is, however long the table. */
const ROWS_LOOKED_AT = 20_000;

export async function describeColumns(bench: Workbench, table: LoadedTable): Promise<ColumnFacts[]> {
  const facts: ColumnFacts[] = [];
  for (const [i, name] of table.columns.entries()) {
    const looks = Object.entries(LOOKS).map(
      ([look, pattern]) => `coalesce(avg(regexp_matches(v, '${pattern}')::int), 0) as ${look}`,
    );
    const [found] = await bench.ask<Record<string, number>>(
      `select count(*) as held, count(v) as present, count(distinct v) as "distinct",
        coalesce(avg(length(v)), 0) as chars, coalesce(avg(len(string_split(v, ' '))), 0) as word_count, ${looks.join(', ')}
       from (select c${i} as v from ${table.name} using sample ${ROWS_LOOKED_AT} rows (reservoir, 1))`,
    );
    const { held, present, distinct, chars, word_count, email, ip, date, number, url } = found as Record<
      string,
      number
    >;
    facts.push({
      name,
      words: columnWords(name),
      known: present! / Math.max(1, held!),
      different: distinct! / Math.max(1, present!),
      distinct: distinct!,
      meanLength: chars!,
      meanWords: word_count!,
      looksLike: { email: email!, ip: ip!, date: date!, number: number!, url: url! },
    });
  }
  return facts;
}
