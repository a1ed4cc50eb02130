import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** Starts a file of this folder as a process of its own; it answers with one line of JSON. */
export function startProcess(file: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...process.execArgv, path.join(import.meta.dirname, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

export async function answerOf<T>(child: ChildProcess): Promise<T> {
  const lines = createInterface({ input: child.stdout! });
  const ended = once(child, 'exit').then(() => {
    throw new Error('the process ended without an answer');
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => undefined);
  return JSON.parse(line) as T;
}
