import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { lstat, mkdir } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What the matching process is told: where the lists are, where to answer, where its snapshot lies. */
export type MatchingOrder = { databaseUrl: string; socketPath: string; folder: string };

export type MatchingProcess = {
  /** Of the process that runs now; undefined while there is none. */
  pid(): number | undefined;
  stop(): Promise<void>;
};

const PROCESS = path.join(import.meta.dirname, 'matching-process.ts');
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;
/** A process that lived so long had started well: the next one is started at once. */
const LIVED_MS = 10_000;
/** How long it may take to end before it is made to. */
const STOP_WITHIN_MS = 5_000;

type Options = MatchingOrder & { onFault(fault: { code: string }): void };

/** Keeps one matching process running beside this one, until it is stopped or this one ends. */
export function startMatching({ onFault, ...order }: Options): MatchingProcess {
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  const running = (async () => {
    for (let pauseMs = FIRST_PAUSE_MS; !stopping.signal.aborted; ) {
      const startedAt = performance.now();
      try {
        child = startChild(order);
        await endOf(child);
      } catch (cause) {
        // Without memory for another process none is started: everything else goes on, and it is tried again.
        if ((cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
      }
      child = undefined;
      if (stopping.signal.aborted) return;
      onFault({ code: 'matching.process-died' });
      pauseMs =
        performance.now() - startedAt > LIVED_MS ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    pid: () => child?.pid,
    async stop() {
      stopping.abort();
      child?.stdin?.end();
      const late = setTimeout(() => child?.kill('SIGKILL'), STOP_WITHIN_MS);
      await running;
      clearTimeout(late);
    },
  };
}

/** When it has ended, or could not be started: then some failures are told by no `close`. */
function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
}

/** It ends when its standard input does, so that it never outlives this process. */
function startChild(order: MatchingOrder): ChildProcess {
  const child = spawn(process.execPath, [PROCESS], { stdio: ['pipe', 'ignore', 'inherit'] });
  // One that could not be started, or that died before it read its order, tells so by closing.
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  child.stdin?.write(`${JSON.stringify(order)}\n`);
  return child;
}

/** A socket's path must fit into the kernel's 108 bytes (104 on macOS) with its closing zero. */
const LONGEST_SOCKET_PATH = 103;

/**
 * Where the matching process of a home answers: in it, or in a private short folder where its path is too long. Null
 * where somebody else made that folder: what answers there could be anybody.
 */
export async function matchingSocketOf(home: string): Promise<string | null> {
  const wanted = path.join(home, 'matching.sock');
  if (Buffer.byteLength(wanted) <= LONGEST_SOCKET_PATH) return wanted;
  const name = `everydot-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`;
  const folder = path.join(tmpdir(), name);
  await mkdir(folder, { mode: 0o700 }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
  });
  const found = await lstat(folder);
  const isOurs = found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0;
  return isOurs ? path.join(folder, 'matching.sock') : null;
}

/** Whether somebody answers there; whom this process cannot reach does not. */
export async function answers(socketPath: string): Promise<boolean> {
  const socket = new Socket();
  try {
    // Throws at once where the path is too long.
    socket.connect(socketPath);
    return await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'close').then(() => false),
    ]);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).syscall === 'connect') return false;
    throw cause;
  } finally {
    socket.destroy();
  }
}
