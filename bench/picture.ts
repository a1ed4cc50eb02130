import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchResult, numberOption, type RunOptions } from '../checks/named-runs.ts';
import {
  nameOfPeriod,
  readCoverage,
  readEmerging,
  readFigure,
  readForecasts,
  readNationalFigures,
  readPicture,
} from '../src/flow/index.ts';
import { acceptAnswers } from '../src/flow/picture/test-returns.ts';
import { DuckDbProcess } from '../src/picture/analysis/duckdb-process.ts';
import { filesOf } from '../src/picture/analysis/month-files.ts';
import { writeCube } from '../src/picture/analysis/write-month.ts';
import {
  AnalysisStore,
  CATALOGUE,
  type Figures,
  INDICATORS,
  type IndicatorId,
} from '../src/picture/index.ts';
import { currentScheme, forcesOn } from '../src/returns/index.ts';
import type { Store } from '../src/shared/db.ts';
import { Dice } from '../src/shared/dice.ts';
import type { Period } from '../src/shared/period.ts';
import { startTestServer, testStore } from '../src/store/test-database.ts';

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
  const server = await startTestServer();
  Object.assign(process.env, server.env);
  const { store, drop } = await testStore();
  try {
    await acceptReturns(store);
    const made = await makeYears(duckdb, folder, receipts);
    await duckdb.close();
    // Every month is in its files already: the database holds only returns.
    const figures = await AnalysisStore.open({
      db: store.db,
      folder,
      memoryMegabytes: MEMORY_MEGABYTES,
    });
    const pages = await timePages({ figures, store });
    const report = await timed(() => wholeReport({ figures, store }));
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
    await drop();
    await server.stop();
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
    ${pick('FR', 'PH', 'RO', 'TH', 'US', 'several', 'none')} as abroad_country,
    ${pick('embedded', 'travel', 'payment', 'contact', 'none')} as abroad_risk,
    random() < 0.6 as locatable, case when random() < 0.5 then (random() * 9000)::integer end as sent_minutes,
    case when random() < 0.3 then (random() * 9000)::integer end as acknowledged_minutes,
    case when random() < 0.1 then 'arrest' end as outcome
    from range(${count})`;
}

/** Every force of England and Wales answers every question of each year, whole and broken down by one list. */
async function acceptReturns(store: Store): Promise<void> {
  const dice = new Dice(1);
  const { questions, codeLists } = currentScheme();
  for (const year of YEARS) {
    const answers = forcesOn(`${year}-12-31`, 'england-and-wales').flatMap(({ key: force }) =>
      questions.flatMap(({ id: question, by }) => {
        const codes = codeLists.find((list) => list.id === by[0])?.codes ?? [];
        const parts = codes.map(({ code }) => ({ [by[0]!]: code }));
        return [{}, ...parts].map((one) => ({ force, question, value: dice.int(0, 900), codes: one }));
      }),
    );
    await acceptAnswers(store, yearNamed(year), answers);
  }
}

function yearNamed(year: number): Period {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

type Source = { figures: Figures; store: Store };

/** Every page of the picture that counts, warm: the second time it is asked. */
async function timePages(source: Source): Promise<Record<string, number>> {
  const year = YEARS.at(-1)!;
  const whole = yearNamed(year);
  const periods = [
    { from: `${year}-06-01`, to: `${year}-06-30` },
    { from: `${year}-04-01`, to: `${year}-06-30` },
    whole,
  ];
  const pages: [string, () => Promise<unknown>][] = [
    ...periods.map((period): [string, () => Promise<unknown>] => [
      `of ${nameOfPeriod(period)}`,
      () => readPicture(source, READER, period),
    ]),
    ...['files-reported', 'receipts-a-month', 'lone-perpetrators'].map(
      (id): [string, () => Promise<unknown>] => [
        `of one figure, ${id}`,
        () => readFigure(source, READER, { id, period: whole }),
      ],
    ),
    ['of coverage', () => readCoverage(source.store, READER, { period: whole })],
    ['of emerging threats', () => readEmerging(source, READER)],
    ['of the forecast', () => readForecasts({ ...source, ...source.store }, READER)],
  ];
  const times: Record<string, number> = {};
  for (const [name, read] of pages) {
    await read();
    times[name] = await timed(read);
  }
  return times;
}

/** Everything that a report of each year says of figures: each with its course, and each month's by each breakdown. */
async function wholeReport(source: Source): Promise<void> {
  const every = Object.keys(INDICATORS) as IndicatorId[];
  const by = ['threat', 'source', 'channel', 'unit', 'band', 'country', 'risk', 'day', 'month'] as const;
  for (const year of YEARS) {
    const period = yearNamed(year);
    await readNationalFigures(source, READER, period);
    for (const id of [...Object.keys(CATALOGUE.records), ...Object.keys(CATALOGUE.returns)])
      await readFigure(source, READER, { id, period });
    for (const month of MONTHS) {
      const days = { from: `${year}-${month}-01`, to: `${year}-${month}-28` };
      for (const breakdown of by) await source.figures.measure(every, days, breakdown);
    }
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
