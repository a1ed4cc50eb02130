import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import { readPicture } from '../src/flow/index.ts';
import { DuckDbProcess } from '../src/picture/analysis/duckdb-process.ts';
import { filesOf } from '../src/picture/analysis/month-files.ts';
import { writeCube } from '../src/picture/analysis/write-month.ts';
import {
  AnalysisStore,
  type Figures,
  INDICATORS,
  type IndicatorId,
  type Period,
} from '../src/picture/index.ts';
import { systemClock } from '../src/shared/clock.ts';
import type { Db } from '../src/shared/db.ts';

export const title =
  'The pages of the picture over the referrals of the busiest national centre, 36 million a year';

const YEARS = [2011, 2012];
const MONTHS = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));
const MEMORY_MEGABYTES = 1024;
/** The slowest that a standard page may be, and the whole annual report. */
const MOST_PAGE_MS = 1000;
const READER = {
  kind: 'person',
  id: 'bench',
  name: 'Bench',
  roles: ['statistician'],
  compartment: null,
} as const;

/** `--receipts=36000000`: of each of two years; figures are compared with the year before. */
export async function run(options: RunOptions): Promise<BenchResult> {
  const receipts = numberOption(options, 'receipts', 36_000_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'everydot-picture-'));
  const duckdb = new DuckDbProcess({ folder, memoryMegabytes: MEMORY_MEGABYTES });
  try {
    const made = await makeYears(duckdb, folder, receipts);
    await duckdb.close();
    // Every month is in its files already: no database is asked.
    const figures = await AnalysisStore.open({
      db: undefined as unknown as Db,
      folder,
      memoryMegabytes: MEMORY_MEGABYTES,
    });
    const pages = await timePages(figures);
    const report = await timed(() => wholeReport(figures));
    const megabytes = figures.peakMegabytes();
    await figures.close();
    const slowest = Math.max(...Object.values(pages));
    return {
      ratio: MOST_PAGE_MS / slowest,
      ratioOf: 'the slowest that a page may be (1 s) / the slowest page, warm',
      facts: {
        'receipts a year': receipts,
        ...made,
        ...Object.fromEntries(
          Object.entries(pages).map(([name, ms]) => [`page ${name}, ms`, Math.round(ms)]),
        ),
        'whole annual report, ms': Math.round(report),
        'peak memory of DuckDB, MB (limit 4,000)': megabytes,
        'peak memory of this process, MB': Math.round(process.resourceUsage().maxRSS / 1024),
      },
    };
  } finally {
    await duckdb.close();
    rmSync(folder, { recursive: true });
  }
}

/** Facts and cubes of every month; how long one month takes to work out after a change. */
async function makeYears(duckdb: DuckDbProcess, folder: string, receipts: number) {
  let slowest = 0;
  for (const year of YEARS)
    for (const month of MONTHS) {
      const files = filesOf(folder, `${year}-${month}`, 1);
      await duckdb.query(
        `copy (${inventedFacts(`${year}-${month}-01`, Math.round(receipts / 12))}) to '${files.facts}' (format parquet, compression zstd)`,
      );
      slowest = Math.max(slowest, await timed(() => writeCube(duckdb, files)));
    }
  return { 'cube of a month that changed, slowest, ms': Math.round(slowest) };
}

/** Receipts of one month in the proportions of no real place: what matters is how many there are. */
function inventedFacts(month: string, count: number): string {
  const pick = (...values: string[]) =>
    `list_element([${values.map((value) => `'${value}'`).join(', ')}], 1 + (random() * ${values.length})::integer % ${values.length})`;
  const answer = pick('yes', 'no', 'unknown');
  return `select (date '${month}' + (random() * 27)::integer)::date as received_on, date '${month}' as received_month,
    'source-' || (random() * 60)::integer as source, ${pick('platform', 'agency', 'public')} as source_kind,
    ${pick('api', 'cybertip', 'public', 'file')} as channel,
    ${pick('open', 'disseminated', 'closed', 'folded', 'retracted')} as state,
    ${pick('images', 'exploitation', 'transnational', 'contact', 'unknown')} as threat, 'unknown' as incident_type,
    ${pick('P1', 'P2', 'P3')} as imminence, ${pick('low', 'medium', 'high', 'very-high')} as band,
    random() < 0.5 as decided, ${pick('first-seen', 'seen-before', 'known', 'unknown')} as novelty,
    'unit-' || (random() * 45)::integer as unit, (random() * 9)::integer as files, (random() * 2)::integer as files_level_4,
    (random() * 2)::integer as files_category_a, (random() * 1)::integer as girls_under_10, (random() * 2)::integer as children,
    ${answer} as abuse_achieved, ${answer} as aims_to_meet, ${answer} as registered_offender, ${answer} as offender_abroad,
    random() < 0.6 as locatable, case when random() < 0.5 then (random() * 9000)::integer end as sent_minutes,
    case when random() < 0.3 then (random() * 9000)::integer end as acknowledged_minutes,
    case when random() < 0.1 then 'arrest' end as outcome
    from range(${count})`;
}

/** The standard page for each length of period, warm: the second time it is asked. */
async function timePages(figures: Figures): Promise<Record<string, number>> {
  const year = YEARS.at(-1);
  const periods: Record<string, Period> = {
    'of a month': { from: `${year}-06-01`, to: `${year}-06-30` },
    'of a quarter': { from: `${year}-04-01`, to: `${year}-06-30` },
    'of a year': { from: `${year}-01-01`, to: `${year}-12-31` },
  };
  const times: Record<string, number> = {};
  for (const [name, period] of Object.entries(periods)) {
    const read = () => readPicture({ figures, clock: systemClock }, READER, period);
    await read();
    times[name] = await timed(read);
  }
  return times;
}

/** Every indicator of the year, whole, by every breakdown, and each month's by each breakdown. */
async function wholeReport(figures: Figures): Promise<void> {
  const every = Object.keys(INDICATORS) as IndicatorId[];
  const by = ['threat', 'source', 'channel', 'unit', 'band', 'day', 'month'] as const;
  for (const year of YEARS) {
    const periods = [['01', '12'], ...MONTHS.map((month) => [month, month])];
    for (const [from, to] of periods) {
      const period = { from: `${year}-${from}-01`, to: `${year}-${to}-28` };
      await figures.measure(every, period);
      for (const breakdown of by) await figures.measure(every, period, breakdown);
    }
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
