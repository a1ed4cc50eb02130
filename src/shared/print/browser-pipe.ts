import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

// A browser is spoken to over two pipes in its own DevTools protocol: JSON documents, each ended by a zero byte. No port is
// opened, and no library is needed.

/** A running browser. `send`: one command and its answer; rejects with what the browser says is wrong. */
export type BrowserPipe = {
  send<Answer>(method: string, params?: object, sessionId?: string): Promise<Answer>;
  close(): void;
};

type Reply = { id?: number; result?: unknown; error?: { message: string } };
type Waiting = { resolve(answer: unknown): void; reject(cause: Error): void };

export function openBrowser(command: string, flags: readonly string[], longestMs: number): BrowserPipe {
  const child = spawn(command, [...flags, '--remote-debugging-pipe'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  const waiting = new Map<number, Waiting>();
  const fail = (cause: Error) => {
    for (const { reject } of waiting.values()) reject(cause);
    waiting.clear();
  };
  child.once('error', fail);
  child.once('exit', (code) => fail(new Error(`the browser ended with ${code}`)));
  const write = child.stdio[3] as Writable;
  write.on('error', fail);
  readReplies(child.stdio[4] as Readable, ({ id, result, error }) => {
    const one = waiting.get(id ?? 0);
    waiting.delete(id ?? 0);
    if (error) one?.reject(new Error(error.message));
    else one?.resolve(result);
  });
  let last = 0;
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve: resolve as Waiting['resolve'], reject });
        write.write(`${JSON.stringify({ id: last, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
      }),
    close: () => end(child),
  };
}

function readReplies(from: Readable, take: (reply: Reply) => void): void {
  // Pieces are joined only once their document has ended: a long one comes in hundreds.
  let pieces: Buffer[] = [];
  from.on('data', (bytes: Buffer) => {
    let rest = bytes;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const reply = JSON.parse(Buffer.concat([...pieces, rest.subarray(0, end)]).toString('utf8')) as Reply;
      pieces = [];
      rest = rest.subarray(end + 1);
      if (reply.id !== undefined) take(reply);
    }
    if (rest.length > 0) pieces.push(rest);
  });
}

function end(child: ChildProcess): void {
  if (child.exitCode === null) child.kill('SIGKILL');
}
