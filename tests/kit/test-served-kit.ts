import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = path.join(import.meta.dirname, '../../src/main.ts');

export type ServedKit = {
  url: string;
  /** Asks the kit as a program beside it does. */
  ask<T>(at: string, body?: unknown): Promise<{ status: number; body: T }>;
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Everything that it has written to its output. */
  output(): string;
};

/** `everydot screen serve` as a process; resolves when it listens. */
export async function serveKitProcess(args: readonly string[], dataFolder: string): Promise<ServedKit> {
  const child = spawn(
    process.execPath,
    [MAIN, 'screen', 'serve', '--data', dataFolder, '--port', '0', ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said: string[] = [];
  child.stdout.on('data', (chunk) => said.push(String(chunk)));
  const url = await addressOf(child, said);
  const token = await readFile(path.join(dataFolder, 'local-token'), 'utf8');
  return {
    url,
    async ask(at, body) {
      const response = await fetch(`${url}${at}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
      } as RequestInit);
      return { status: response.status, body: (await response.json()) as never };
    },
    async kill(signal) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
    output: () => said.join(''),
  };
}

async function addressOf(child: ChildProcess, said: string[]): Promise<string> {
  for await (const line of createInterface({ input: child.stderr! })) {
    said.push(`${line}\n`);
    const [address] = /http:\/\/\S+/.exec(line) ?? [];
    if (!address) continue;
    child.stderr!.on('data', (chunk) => said.push(String(chunk)));
    child.stderr!.resume();
    return address;
  }
  throw new Error(`the kit ended at once: ${said.join('')}`);
}
