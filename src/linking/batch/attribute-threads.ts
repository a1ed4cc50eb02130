import { type Range, rangesOf } from '../../shared/ranges.ts';
import type { Components } from '../clusters/link-components.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import type { Banding } from './band-pairs.ts';
import { type ComparedAttribute, emptyColumn, type LevelColumn } from './compare-values.ts';
import type { CandidatePairs } from './distinct-pairs.ts';
import type { HeldAttribute, ValueFacts } from './held-values.ts';
import type { HeldAttributes } from './hold-attributes.ts';
import { columnsOf } from './intern-values.ts';
import type { GroupingTask } from './row-groups.ts';
import type { Scoring } from './score-pairs.ts';
import { columnAt, type RowTables } from './table-rows.ts';
import { ThreadPool } from './thread-pool.ts';
import type { ValueRarity, WeighedBy } from './value-rarity.ts';
import type { Workbench } from './workbench.ts';
import { readWritten, type WrittenCells } from './written-cells.ts';

export type ThreadTask = { spec: LinkSpec };

/** Rows, numbers and the column that is asked for lie in memory that threads share. `attribute`: its place in the specification. */
export type AskedOfThread =
  | { what: 'hold'; attribute: number; written: WrittenCells }
  | {
      what: 'compare';
      compared: ComparedAttribute;
      pairs: CandidatePairs;
      column: LevelColumn;
      range: Range;
    }
  | { what: 'group'; task: GroupingTask }
  | { what: 'weigh'; facts: Pick<ValueFacts, 'valueAt' | 'terms' | 'held'>; by: WeighedBy }
  | { what: 'score'; scoring: Scoring; range: Range }
  | { what: 'link'; components: Components; range: Range }
  | { what: 'band'; banding: Banding; range: Range };

/** A thread that is free normalises the next attribute, and compares the next pairs of any. */
export async function holdInThreads(
  bench: Workbench,
  tables: RowTables,
  {
    spec,
    threads,
    onProgress,
  }: { spec: LinkSpec; threads: number; onProgress: (done: number, total: number) => void },
): Promise<HeldAttributes> {
  const workerData: ThreadTask = { spec };
  const pool = new ThreadPool<AskedOfThread>(new URL('./attribute-thread.ts', import.meta.url), {
    threads,
    workerData,
  });
  const close = () => pool.close();
  try {
    const attributes: HeldAttribute[] = [];
    const waiting = await longestFirst(bench, tables, spec);
    let done = 0;
    let reading: Promise<unknown> = Promise.resolve();
    /** One after the other: DuckDB reads with all processors. */
    const readNext = (next: number): Promise<WrittenCells> => {
      const read = reading.then(() => readWritten(bench, tables, columnsOf(spec.attributes[next]!)));
      reading = read;
      return read;
    };
    const holdOn = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const written = await readNext(next);
        const facts = await pool.ask<ValueFacts>({ what: 'hold', attribute: next, written });
        attributes[next] = heldBy(pool, facts);
        done += 1;
        onProgress(done, spec.attributes.length);
      }
    };
    onProgress(0, spec.attributes.length);
    await Promise.all(Array.from({ length: threads }, holdOn));
    return {
      attributes,
      groupRows: (task) => pool.ask({ what: 'group', task }),
      scoreRange: (scoring, range) => pool.ask({ what: 'score', scoring, range }),
      bandRange: (banding, range) => pool.ask({ what: 'band', banding, range }),
      linkRange: (components, range) => pool.ask({ what: 'link', components, range }),
      close,
    };
  } catch (failure) {
    close();
    throw failure;
  }
}

function heldBy(pool: ThreadPool<AskedOfThread>, facts: ValueFacts): HeldAttribute {
  const { attribute, valueAt, values, ownLevels, terms, held } = facts;
  const compared = { attribute, valueAt, values, ownLevels };
  return {
    ...facts,
    compare: async (pairs) => {
      const column = emptyColumn(pairs);
      await Promise.all(
        rangesOf(column.length).map((range) => pool.ask({ what: 'compare', compared, pairs, column, range })),
      );
      return column;
    },
    weigh: (by) => pool.ask<ValueRarity>({ what: 'weigh', facts: { valueAt, terms, held }, by }),
  };
}

/** Attributes with most text first: they take longest to read and to compare, and no thread is to be left with one at the end. */
async function longestFirst(bench: Workbench, { tables }: RowTables, spec: LinkSpec): Promise<number[]> {
  const lengths = spec.attributes.map(() => 0);
  for (const table of tables) {
    const sums = spec.attributes.map((attribute, i) => {
      const places = columnsOf(attribute)
        .map((name) => columnAt(table, name))
        .filter((at) => at >= 0);
      return `${places.map((at) => `coalesce(sum(strlen(c${at})), 0)`).join(' + ') || '0'} as n${i}`;
    });
    const [found] = await bench.ask<Record<string, number>>(`select ${sums.join(', ')} from ${table.name}`);
    for (const i of lengths.keys()) lengths[i]! += found![`n${i}`]!;
  }
  return [...lengths.keys()].sort((a, b) => lengths[b]! - lengths[a]!);
}
