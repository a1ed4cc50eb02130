import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { KitStatus } from '../../src/prevention/index.ts';

const MAIN = path.join(import.meta.dirname, '../../src/main.ts');

export type KitProcess = {
  status(): Promise<KitStatus>;
  end(signal: NodeJS.Signals): Promise<void>;
};

export type KitPlace = { folder: string; bureau: string; token: string; servers: readonly string[] };

/** `everydot screen serve` beside the cluster; resolves when it listens. */
export async function startKit({ folder, bureau, token, servers }: KitPlace): Promise<KitProcess> {
  await mkdir(folder, { recursive: true });
  const tokenFile = path.join(folder, 'bureau-token');
  await writeFile(tokenFile, token);
  const data = path.join(folder, 'data');
  const child = spawn(
    process.execPath,
    [
      ...[MAIN, 'screen', 'serve', '--bureau', bureau, '--token-file', tokenFile, '--platform', 'trial'],
      ...['--data', data, '--port', '0', '--nats', ...servers],
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const url = await addressOf(child);
  return {
    async status() {
      const headers = { authorization: `Bearer ${await readFile(path.join(data, 'local-token'), 'utf8')}` };
      const response = await fetch(`${url}/status`, { headers });
      return (await response.json()) as KitStatus;
    },
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr! })) {
    said.push(line);
    const [address] = /http:\/\/\S+/.exec(line) ?? [];
    if (!address) continue;
    child.stderr!.resume();
    return address;
  }
  throw new Error(`the kit ended at once: ${said.join(' ').slice(-500)}`);
}
