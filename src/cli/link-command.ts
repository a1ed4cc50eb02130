import path from 'node:path';
import {
  type LinkAnswer,
  type LinkRequest,
  type LinkSpec,
  linkFiles,
  readGiven,
  type Suggestion,
  suggestForFiles,
} from '../linking/batch/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Result } from './command.ts';
import { openResultFolder } from './link-folder.ts';
import { linkLines, suggestionLines } from './link-lines.ts';
import { reportPage } from './link-report/page.ts';
import { progressBar } from './progress.ts';
import { readFileNamed } from './read-file.ts';
import { writeFileNamed } from './write-file.ts';

type Options = {
  spec?: string;
  suggest?: boolean;
  mode?: 'link' | 'both' | 'dedupe';
  id?: string[];
  threshold: number;
  oneToOne?: boolean;
  oneToMany?: boolean;
  judgements?: string;
  model?: string;
  saveModel?: string;
  out?: string;
  format: 'csv' | 'parquet';
  keep?: number;
  truth?: string;
  truthPattern?: string;
  encoding?: string;
  delimiter?: string;
  blockCap?: number;
  compareIn: 'typescript' | 'duckdb';
  memory?: number;
  threads?: number;
  json?: boolean;
};

/** `everydot link`: from files to results; nothing of it is kept in Everydot. */
export async function linkCommand(files: string[], options: Options): Promise<Result> {
  const common = {
    files,
    encoding: options.encoding,
    delimiter: delimiterOf(options.delimiter),
    truth: options.truth === undefined ? undefined : { column: options.truth, pattern: options.truthPattern },
    workbench: { memoryMb: options.memory, threads: options.threads },
    onProgress: progressBar(options.json === true),
  };
  if (options.suggest) return suggested(await suggestForFiles(common));
  const given = await readGiven({
    ...(options.spec ? { spec: await readJson(options.spec, 'linking.invalid-spec') } : {}),
    ...(options.model ? { model: await readJson(options.model, 'linking.invalid-model') } : {}),
  });
  const folder = options.out === undefined ? undefined : await openResultFolder(options.out, files);
  try {
    const answer = await linkFiles(requestOf(options, { common, given, folder: folder?.unfinished }));
    const elsewhere = await writeBeside(answer, { saveModel: options.saveModel, folder: folder?.unfinished });
    const written = [...elsewhere, ...((await folder?.finish()) ?? [])];
    return {
      json: { ...answer.report, suggestion: answer.suggestion, files: written },
      lines: linkLines(answer, written),
    };
  } finally {
    folder?.drop();
  }
}

type Common = Pick<LinkRequest, 'files' | 'encoding' | 'delimiter' | 'truth' | 'workbench' | 'onProgress'>;
type Given = Awaited<ReturnType<typeof readGiven>>;

function requestOf(
  options: Options,
  { common, given, folder }: { common: Common; given: Given; folder: string | undefined },
): LinkRequest {
  return {
    ...common,
    ...given,
    ids: options.id,
    mode: options.mode,
    threshold: options.threshold,
    oneToOne: options.oneToOne === true,
    oneToMany: options.oneToMany === true,
    judgements: options.judgements,
    blockCap: options.blockCap,
    compareIn: options.compareIn,
    at: new Date(),
    ...(folder === undefined
      ? {}
      : { out: { folder, format: options.format, keepProbability: options.keep ?? options.threshold } }),
  };
}

function suggested({ spec, leftOut }: Suggestion): Result {
  return { json: spec, lines: suggestionLines(spec, leftOut) };
}

const DELIMITERS: Readonly<Record<string, string>> = { comma: ',', semicolon: ';', tab: '\t', bar: '|' };

function delimiterOf(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const sign = DELIMITERS[name] ?? name;
  if (sign.length === 1) return sign;
  throw new Problem('command.unknown-value', {
    detail: `--delimiter is one sign, or ${Object.keys(DELIMITERS).join(', ')}`,
  });
}

async function readJson(
  file: string,
  code: 'linking.invalid-spec' | 'linking.invalid-model',
): Promise<unknown> {
  // Decoding drops a byte-order mark, with which some programs begin a file.
  const text = new TextDecoder().decode(await readFileNamed(file));
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Problem(code, {
      detail: path.basename(file),
      faults: [{ path: '/', reason: 'is no JSON' }],
      cause,
    });
  }
}

type Beside = { saveModel: string | undefined; folder: string | undefined };

/**
 * Writes what stands beside pairs and groups: the specification, the model, and the report for people and for programs.
 * Gives what stands elsewhere.
 */
async function writeBeside({ report, spec }: LinkAnswer, { folder, saveModel }: Beside): Promise<string[]> {
  const model = asJson({ spec, model: report.model });
  const documents =
    folder === undefined
      ? []
      : ([
          [path.join(folder, 'spec.json'), asJson(spec satisfies LinkSpec)],
          [path.join(folder, 'model.json'), model],
          [path.join(folder, 'report.json'), asJson(report)],
          [path.join(folder, 'report.html'), reportPage(report)],
        ] as const);
  for (const [file, text] of documents) await writeFileNamed(file, text);
  if (saveModel !== undefined) await writeFileNamed(saveModel, model);
  return saveModel === undefined ? [] : [saveModel];
}

function asJson(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
