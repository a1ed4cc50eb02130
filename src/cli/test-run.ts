import { mock } from 'node:test';
import { runCommandLine } from './cli.ts';
import type { Opened } from './command.ts';

/** Runs one command line in an opened Everydot; answers with its exit code and all that it printed. */
export async function runCaptured(
  opened: Opened,
  argv: readonly string[],
): Promise<{ code: number; out: string }> {
  const lines: string[] = [];
  const log = mock.method(console, 'log', (line: string) => lines.push(line));
  const error = mock.method(console, 'error', (line: string) => lines.push(line));
  try {
    const wiring = { open: async () => opened, serve: async () => undefined, loadExample: async () => ({}) };
    const code = await runCommandLine(argv, wiring);
    return { code, out: lines.join('\n') };
  } finally {
    log.mock.restore();
    error.mock.restore();
  }
}
