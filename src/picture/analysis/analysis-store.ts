import { mkdir } from 'node:fs/promises';
import type { Db } from '../../shared/db.ts';
import type { Period } from '../../shared/period.ts';
import {
  type Counted,
  type CountedLine,
  CROSSINGS,
  type Crossing,
  countedFrom,
  type Step,
} from '../crossings.ts';
import { type Coverage, type Figures, type Measured, measuredFrom } from '../figures.ts';
import { BREAKDOWNS, type Breakdown, type IndicatorId } from '../indicators.ts';
import { factMonths, factsOfMonth } from '../picture-records.ts';
import {
  type CellQuery,
  cellColumns,
  cellGrouping,
  cellsFrom,
  type KeyedCell,
} from '../tables/keyed-cells.ts';
import { nameOfSet, sumsOf } from './cube.ts';
import { cutsOf, dropCuts } from './cuts.ts';
import { DuckDbProcess, type DuckDbRow } from './duckdb-process.ts';
import { type MonthFiles, monthsIn, tidy } from './month-files.ts';
import { quoted, writeMonth } from './write-month.ts';

/** `db`: where months that have changed are read from. `now`: by which cuts of the table builder grow old. */
export type AnalysisOptions = { db: Db; folder: string; memoryMegabytes: number; now?: () => Date };

/** Stands in a query for the cubes that it is asked over. */
const CUBES = 'cubes';

/**
 * The picture's figures in a folder of monthly Parquet files, asked through DuckDB in a process of its own. The database
 * is read only where a month has changed, and only that month: no page waits for it.
 */
export class AnalysisStore implements Figures {
  readonly #db: Db;
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #duckdb: DuckDbProcess;
  #months: MonthFiles[];
  #following: Promise<number> | undefined;

  private constructor(options: AnalysisOptions, months: MonthFiles[]) {
    this.#db = options.db;
    this.#folder = options.folder;
    this.#now = options.now ?? (() => new Date());
    this.#duckdb = new DuckDbProcess(options);
    this.#months = months;
  }

  /** Opens the folder with what it holds; `follow` brings it up to date. */
  static async open(options: AnalysisOptions): Promise<AnalysisStore> {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    return new AnalysisStore(options, await monthsIn(options.folder));
  }

  /** Works out the months that have changed. Answers with how many; who asks meanwhile shares the run. */
  follow(): Promise<number> {
    this.#following ??= this.#follow().finally(() => {
      this.#following = undefined;
    });
    return this.#following;
  }

  async measure(
    ids: readonly IndicatorId[],
    { from, to }: Period,
    by?: Breakdown,
  ): Promise<Map<IndicatorId, Measured[]>> {
    const { breakdown, group } = groupingOf(by);
    const lines = await this.#ask(
      `select ${group} as "group", ${sumsOf(ids)} from ${CUBES} where breakdown = ${quoted(breakdown)}
       and day between ${quoted(from)}::date and ${quoted(to)}::date group by 1`,
      within({ from, to }),
    );
    return measuredFrom(
      ids,
      lines.map((line) => ({ ...line, group: String(line['group']) })),
    );
  }

  async series(crossing: Crossing, { from, to }: Period, step: Step): Promise<Counted[]> {
    const lines = await this.#ask(
      `select "group", other, date_trunc('${step}', day)::date::text as start, ${sumsOf(['incidents'])}
       from ${CUBES} where breakdown = ${quoted(nameOfSet(CROSSINGS[crossing].columns))}
       and day between ${quoted(from)}::date and ${quoted(to)}::date group by 1, 2, 3`,
      within({ from, to }),
    );
    return countedFrom(crossing, lines as CountedLine[]);
  }

  async keyedCells(query: CellQuery): Promise<KeyedCell[]> {
    return this.#again(async () => {
      const months = this.#months.filter(within(query.period));
      const files = query.asOf
        ? await cutsOf(this.#folder, months, query.asOf)
        : months.map(({ facts }) => facts);
      if (files.length === 0) return [];
      const { from, to } = query.period;
      const lines = await this.#duckdb.query(
        `select ${cellColumns(query)} from read_parquet([${files.map(quoted).join(', ')}])
         where received_on between ${quoted(from)}::date and ${quoted(to)}::date ${cellGrouping(query)}`,
      );
      return cellsFrom(query.columns.length, lines);
    });
  }

  async coverage(): Promise<Coverage | undefined> {
    const [found] = await this.#ask(
      `select min(day)::text as "from", max(day)::text as "to", sum(receipts)::bigint as receipts
       from ${CUBES} where breakdown = 'all'`,
      () => true,
    );
    const { from, to, receipts } = found ?? {};
    return typeof from === 'string' ? { from, to: String(to), receipts: Number(receipts) } : undefined;
  }

  /** The most memory that its process has held, in megabytes; 0 where the system does not say. */
  peakMegabytes(): number {
    return this.#duckdb.peakMegabytes();
  }

  close(): Promise<void> {
    return this.#duckdb.close();
  }

  async #follow(): Promise<number> {
    const known = new Map(this.#months.map(({ month, revision }) => [month, revision]));
    const changed = (await factMonths(this.#db)).filter(
      ({ month, revision }) => known.get(month) !== revision,
    );
    for (const { month, revision } of changed) {
      const written = await writeMonth(
        this.#duckdb,
        { folder: this.#folder, month, revision },
        factsOfMonth(this.#db, month),
      );
      this.#months = [...this.#months.filter((one) => one.month !== month), written];
    }
    if (changed.length > 0) await tidy(this.#folder, this.#months);
    await dropCuts(this.#folder, this.#months, this.#now());
    return changed.length;
  }

  #ask(query: string, which: (month: MonthFiles) => boolean): Promise<DuckDbRow[]> {
    return this.#again(() => this.#askOver(this.#months.filter(which), query));
  }

  /** Another process of this home may have replaced a month's files meanwhile: then the folder is read anew, once. */
  async #again<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch {
      this.#months = await monthsIn(this.#folder);
      return work();
    }
  }

  async #askOver(months: readonly MonthFiles[], query: string): Promise<DuckDbRow[]> {
    if (months.length === 0) return [];
    const files = months.map(({ cube }) => quoted(cube)).join(', ');
    return this.#duckdb.query(query.replace(CUBES, () => `read_parquet([${files}])`));
  }
}

function within({ from, to }: Period): (month: MonthFiles) => boolean {
  return ({ month }) => month >= from.slice(0, 7) && month <= to.slice(0, 7);
}

/** Days and months are in every row of a cube; any other breakdown has rows of its own. */
function groupingOf(by: Breakdown | undefined): { breakdown: string; group: string } {
  if (by === undefined) return { breakdown: 'all', group: `'all'` };
  if (by === 'day') return { breakdown: 'all', group: 'day::text' };
  if (by === 'month') return { breakdown: 'all', group: `date_trunc('month', day)::date::text` };
  return { breakdown: BREAKDOWNS[by].column, group: '"group"' };
}
