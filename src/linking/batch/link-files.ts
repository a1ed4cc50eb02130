import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Problem } from '../../shared/problem.ts';
import type { LinkModel } from '../model/link-model.ts';
import type { LinkSpec } from '../model/link-spec.ts';
import { compareInDuckDb } from './compare-in-duckdb.ts';
import { comparePairs } from './compare-pairs.ts';
import { describeColumns } from './describe-columns.ts';
import type { LinkReport } from './link-report.ts';
import { type LinkOptions, linkTables } from './link-tables.ts';
import { type LoadedTable, loadTable } from './load-table.ts';
import { makeReport } from './make-report.ts';
import { readJudgements } from './read-judgements.ts';
import { readTruth, type TruthSource } from './read-truth.ts';
import { rowIds, withRows } from './row-ids.ts';
import { bitsOf, type LinkMode } from './scored-pairs.ts';
import { type Suggestion, suggestSpec } from './suggest-spec.ts';
import { columnAt, ensureIds, type RowTables, rowTables } from './table-rows.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';
import { type ResultFormat, stageResults, writeResults } from './write-results.ts';

/** What `everydot link` is asked for. */
export type LinkRequest = {
  /** One table, or two. */
  files: readonly string[];
  encoding?: string | undefined;
  delimiter?: string | undefined;
  spec?: LinkSpec | undefined;
  /** By table, in place of the specification's. */
  ids?: readonly string[] | undefined;
  mode?: LinkMode | undefined;
  model?: LinkModel | undefined;
  /** Probability at which a pair is a link. */
  threshold: number;
  oneToOne: boolean;
  oneToMany?: boolean | undefined;
  judgements?: string | undefined;
  truth?: TruthSource | undefined;
  blockCap?: number | undefined;
  compareIn: 'typescript' | 'duckdb';
  workbench?: WorkbenchOptions | undefined;
  at: Date;
  out?: { folder: string; format: ResultFormat; keepProbability: number } | undefined;
  onProgress: LinkOptions['onProgress'];
};

export type LinkAnswer = {
  report: LinkReport;
  spec: LinkSpec;
  suggestion: Suggestion | null;
  files: string[];
};

/** Chosen: a row is compared with some twenty others on average where rules are picked for the tables. */
const PAIRS_PER_ROW = 20;

/** Below it threads cost more than they save. Chosen: starting one takes about as long as reading so many rows. */
const ROWS_WORTH_A_THREAD = 50_000;

function threadsFor({ rows }: RowTables, { attributes }: LinkSpec): number {
  if (rows < ROWS_WORTH_A_THREAD || availableParallelism() < 2) return 0;
  return Math.min(availableParallelism(), attributes.length);
}

/** Links one or two files from reading to results; the private copy of them is gone afterwards. */
export async function linkFiles(request: LinkRequest): Promise<LinkAnswer> {
  return onWorkbench(request, async (bench, loaded) => {
    const mode = request.mode ?? (loaded.length === 2 ? 'link' : 'dedupe');
    const tables = rowTables(loaded, mode);
    const suggestion = request.spec ? null : await suggestFor(bench, loaded, request);
    const spec = request.spec ?? suggestion!.spec;
    if (spec.attributes.length === 0)
      throw new Problem('linking.nothing-to-link', {
        detail: 'no column says anything that can be compared; give a specification',
      });
    const idColumns = await checkedIds(bench, loaded, { request, spec, suggestion });
    const ids = rowIds(tables, idColumns);
    const options: LinkOptions = {
      spec,
      model: request.model,
      source: loaded.map(({ file }) => path.basename(file)).join(' and '),
      at: request.at,
      limits: { cap: request.blockCap, pairsPerRow: PAIRS_PER_ROW },
      leastBits: bitsOf(request.threshold),
      oneToOne: request.oneToOne,
      oneToMany: request.oneToMany === true,
      judgements: request.judgements
        ? await readJudgements(request.judgements, await withRows(bench, tables, ids))
        : [],
      threads: request.compareIn === 'duckdb' ? 0 : threadsFor(tables, spec),
      compare: request.compareIn === 'duckdb' ? compareInDuckDb : comparePairs,
      onProgress: request.onProgress,
    };
    const linked = await linkTables(bench, tables, options);
    const truth = request.truth ? await readTruth(bench, tables, request.truth) : null;
    request.onProgress('Writing results', 0, 1);
    const { out } = request;
    const staged =
      out && (await stageResults(bench, linked, { ...out, ids, keepBits: bitsOf(out.keepProbability) }));
    // DuckDB writes while the report is made.
    const [files, report] = await Promise.all([
      staged ? writeResults(bench, staged) : [],
      makeReport(linked, { options, suggested: suggestion !== null, truth }),
    ]);
    request.onProgress('Writing results', 1, 1);
    return { report, spec, suggestion, files };
  });
}

/** What `--suggest` prints. */
export async function suggestForFiles(
  request: Pick<LinkRequest, 'files' | 'encoding' | 'delimiter' | 'truth' | 'workbench' | 'onProgress'>,
): Promise<Suggestion> {
  return onWorkbench(request, (bench, loaded) => suggestFor(bench, loaded, request));
}

async function onWorkbench<T>(
  request: Pick<LinkRequest, 'files' | 'encoding' | 'delimiter' | 'workbench' | 'onProgress'>,
  work: (bench: Workbench, loaded: LoadedTable[]) => Promise<T>,
): Promise<T> {
  const bench = await openWorkbench(request.workbench);
  try {
    const loaded: LoadedTable[] = [];
    for (const [i, file] of request.files.entries()) {
      request.onProgress('Reading tables', i, request.files.length);
      loaded.push(await loadTable(bench, { name: 'ab'[i]!, file }, request));
    }
    request.onProgress('Reading tables', request.files.length, request.files.length);
    return await work(bench, loaded);
  } finally {
    bench.close();
  }
}

async function suggestFor(
  bench: Workbench,
  loaded: readonly LoadedTable[],
  { truth }: Pick<LinkRequest, 'truth'>,
): Promise<Suggestion> {
  const facts = [];
  for (const table of loaded) facts.push(await describeColumns(bench, table));
  return suggestSpec(facts, truth ? [truth.column] : []);
}

type IdSources = { request: LinkRequest; spec: LinkSpec; suggestion: Suggestion | null };

/** The column of ids of each table, checked; null where rows are known by their number. */
async function checkedIds(
  bench: Workbench,
  loaded: readonly LoadedTable[],
  { request, spec, suggestion }: IdSources,
): Promise<(string | null)[]> {
  const named = loaded.map((_, i) => {
    if (request.ids) return request.ids[i] ?? request.ids[0]!;
    return suggestion ? (suggestion.id[i] ?? null) : (spec.id ?? null);
  });
  for (const [i, name] of named.entries()) if (name !== null) await ensureIds(bench, loaded[i]!, name);
  return named.map((name, i) => (name === null ? null : loaded[i]!.columns[columnAt(loaded[i]!, name)]!));
}
