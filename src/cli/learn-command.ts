import { instrumentOfLearned, type LearnOptions, runLearning } from '../evaluation/index.ts';
import { Problem } from '../shared/problem.ts';
import type { Result } from './command.ts';
import { learnedLines } from './learned-lines.ts';
import { progressBar } from './progress.ts';
import { inUtf8, readFileNamed } from './read-file.ts';
import { writeFileNamed } from './write-file.ts';

type LearnCommand = {
  outcome: string;
  positive?: string;
  weight?: string;
  maxItems: number;
  maxPoints: number;
  folds: number;
  innerFolds: number;
  exclude?: string[];
  onlyAdds?: string[];
  onlySubtracts?: string[];
  ordered?: Record<string, string[]>;
  encoding?: string;
  seed: number;
  write?: string;
  id?: string;
  title?: string;
  population?: string;
  json?: boolean;
};

/** `everydot instrument learn`. Throws `evaluation.nothing-to-learn`, `evaluation.unreadable-table`. */
export async function learnCommand(file: string, options: LearnCommand): Promise<Result> {
  const asked = optionsOf(options);
  const raw = inUtf8(await readFileNamed(file), options.encoding);
  const learned = await untilInterrupted((signal) =>
    runLearning(raw, asked, { onProgress: progressOf(options), signal }),
  );
  if (options.write !== undefined && learned.scorecard.items.length === 0)
    throw new Problem('evaluation.nothing-to-learn', {
      faults: [{ reason: 'no column tells the outcomes apart, so that there is no scorecard to write' }],
    });
  const written =
    options.write === undefined ? undefined : instrumentOfLearned(raw, { learned, asked, named: options });
  if (written) await writeFileNamed(options.write!, `${JSON.stringify(written, null, 2)}\n`);
  return {
    json: { ...learned, ...(written ? { instrument: written } : {}) },
    lines: [
      ...learnedLines(learned),
      ...(written
        ? ['', `Written as an instrument’s document: ${written.id}, version ${written.version}.`]
        : []),
    ],
  };
}

function optionsOf(options: LearnCommand): LearnOptions {
  const { maxItems, maxPoints, folds, innerFolds } = options;
  if (
    maxItems < 1 ||
    maxItems > 15 ||
    maxPoints < 1 ||
    maxPoints > 100 ||
    folds < 2 ||
    folds > 50 ||
    innerFolds > 20
  )
    throw new Problem('command.unknown-value', {
      detail: '1 to 15 items, 1 to 100 points, 2 to 50 folds, 0 to 20 inner folds',
    });
  return {
    outcome: options.outcome,
    positive: options.positive,
    weight: options.weight,
    maxItems,
    maxPoints,
    folds,
    innerFolds,
    seed: options.seed,
    exclude: options.exclude ?? [],
    orders: options.ordered ?? {},
    signs: Object.fromEntries([
      ...(options.onlyAdds ?? []).map((column) => [column, '+'] as const),
      ...(options.onlySubtracts ?? []).map((column) => [column, '-'] as const),
    ]),
  };
}

function progressOf({ json }: LearnCommand): (done: number, of: number) => void {
  const progress = progressBar(json === true);
  return (done, of) => progress('learning', done, of);
}

/** Ctrl-C ends the work and is told as a problem, so that nothing half done is taken for a result. */
async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop);
  try {
    return await work(stopping.signal);
  } finally {
    process.removeListener('SIGINT', stop);
  }
}
