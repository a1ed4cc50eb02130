import type { Progress } from './command.ts';
import { progressBar } from './progress.ts';

/** Where a command prints that has more to say than fits in memory. */
export type Printer = {
  /** Resolves once there is room for more. */
  print(text: string): Promise<void>;
  /** A line beside the output: on standard error. */
  tell(line: string): void;
  progress: Progress;
  /** True once nobody reads any more, as after `| head`. */
  isClosed(): boolean;
};

export function newPrinter(silent: boolean): Printer {
  let closed = false;
  let goOn: () => void = () => undefined;
  process.stdout.on('drain', () => goOn());
  process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
    if (failure.code !== 'EPIPE') throw failure;
    closed = true;
    goOn();
  });
  return {
    async print(text) {
      if (closed || text === '') return;
      if (process.stdout.write(text)) return;
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
    },
    tell: (line) => console.error(line),
    progress: progressBar(silent),
    isClosed: () => closed,
  };
}
