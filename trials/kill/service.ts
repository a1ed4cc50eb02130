import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const MAIN = path.join(import.meta.dirname, '../../src/main.ts');
/** Recovery of a database that was killed under load takes a second or two. */
const START_MS = 60_000;

export type Service = {
  url: string;
  /** kill -9. */
  kill(): Promise<void>;
  /** As an operator would. */
  stop(): Promise<void>;
};

/** Everydot as `npm start` runs it, on a home of its own; resolves when it answers. */
export async function startService(home: string): Promise<Service> {
  const port = await freePort();
  const child = spawnService(home, port);
  const complaints: string[] = [];
  child.stderr!.setEncoding('utf8').on('data', (text: string) => complaints.push(text));
  const url = `http://127.0.0.1:${port}`;
  await answering(url, child, complaints);
  return { url, kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
}

/** Kills a service while it starts. */
export async function startAndKill(home: string, afterMs: number): Promise<void> {
  const child = spawnService(home, await freePort());
  await pause(afterMs);
  await end(child, 'SIGKILL');
}

function spawnService(home: string, port: number): ChildProcess {
  return spawn(process.execPath, [MAIN, 'start', '--port', String(port), '--bureau', 'Trial bureau'], {
    env: { ...process.env, EVERYDOT_HOME: home, DATABASE_URL: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function answering(url: string, child: ChildProcess, complaints: readonly string[]): Promise<void> {
  const deadline = performance.now() + START_MS;
  for (;;) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    if (child.exitCode !== null)
      throw new Error(`the service ended at once: ${complaints.join('').slice(-500)}`);
    if (performance.now() > deadline) throw new Error('the service does not answer');
    await pause(20);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Kills the home's database, if it runs. */
export async function endDatabase(home: string): Promise<void> {
  const file = await readFile(path.join(home, 'postgres/records/postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(file.split('\n')[0]);
  if (pid > 1 && (await isDatabase(pid))) process.kill(pid, 'SIGKILL');
}

/** After a crash the file may name a process that is somebody else's by now. */
async function isDatabase(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return commandLine.includes('postgres');
}
