import { mock } from 'node:test';
import { openIntake } from '../flow/index.ts';
import { figuresHere } from '../picture/index.ts';
import type { Store } from '../shared/db.ts';
import { memorySigner } from '../shared/signer.ts';
import { runCommandLine } from './cli.ts';
import type { Opened, Wiring } from './command.ts';

/** Everydot as a command finds it, on a test's store; nobody works off its jobs. */
export function openedFor(store: Store): Opened {
  const nothing = async () => undefined;
  return {
    store,
    signer: memorySigner(),
    intake: openIntake(store),
    figures: figuresHere(store.db),
    where: 'a test',
    settle: nothing,
    close: nothing,
  };
}

/** `code`: its exit code. `out`: all lines that it printed. */
export type Ran = { code: number; out: string; json<T>(): T };

/** Runs one command line in an opened Everydot. */
export function runCaptured(opened: Opened, argv: readonly string[]): Promise<Ran> {
  return runWired(
    { open: async () => opened, serve: async () => undefined, loadExample: async () => ({}) },
    argv,
  );
}

export async function runWired(wiring: Wiring, argv: readonly string[]): Promise<Ran> {
  const lines: string[] = [];
  const take = (...parts: unknown[]) => void lines.push(parts.join(' '));
  const spies = [mock.method(console, 'log', take), mock.method(console, 'error', take)];
  const progress = mock.method(process.stderr, 'write', () => true);
  try {
    const code = await runCommandLine(argv, wiring);
    const out = lines.join('\n');
    return { code, out, json: <T>() => JSON.parse(out) as T };
  } finally {
    for (const spy of [...spies, progress]) spy.mock.restore();
  }
}
