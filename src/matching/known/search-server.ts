import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { Problem } from '../../shared/problem.ts';
import type { HashSearch } from './hash-search.ts';
import {
  FRAME_KINDS,
  type Frame,
  frameReader,
  MOST_BYTES,
  readSearch,
  writeFound,
  writeFrame,
} from './search-frames.ts';

/** Bytes of one caller's requests under way, above which no more is read from it until they are answered. */
const MOST_UNDER_WAY = 2 * 1024 * 1024;

/** Told why a request was refused. */
type OnFault = (cause: unknown) => void;

export type SearchServer = { close(): Promise<void> };

/** Answers searches on a Unix socket that only this user can reach. What another process left there is replaced. */
export async function serveSearch(
  search: HashSearch,
  socketPath: string,
  onFault: OnFault = () => undefined,
): Promise<SearchServer> {
  const callers = new Set<Socket>();
  const server = createServer((caller) => {
    callers.add(caller);
    caller.on('close', () => callers.delete(caller));
    answerCaller(search, caller, onFault);
  });
  await rm(socketPath, { force: true });
  await listen(server, socketPath);
  await chmod(socketPath, 0o600);
  return {
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const caller of callers) caller.destroy();
      await closed;
    },
  };
}

function listen(server: Server, socketPath: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, () => resolve());
  });
}

function answerCaller(search: HashSearch, caller: Socket, onFault: OnFault): void {
  let underWay = 0;
  const settle = (bytes: number): void => {
    underWay += bytes;
    if (underWay > MOST_UNDER_WAY) caller.pause();
    else if (caller.isPaused()) caller.resume();
  };
  const read = frameReader(MOST_BYTES.request, (frame) => {
    settle(frame.body.length);
    // A caller that does not read its answers gets no more of them made.
    answer(search, frame, onFault)
      .then((parts) => writeAll(caller, parts))
      .finally(() => settle(-frame.body.length));
  });
  // Lost callers ask again; what is no frame is not answered.
  caller.on('error', () => caller.destroy());
  caller.on('data', (chunk: Buffer) => {
    try {
      read(chunk);
    } catch {
      caller.destroy();
    }
  });
}

async function writeAll(caller: Socket, parts: readonly Buffer[]): Promise<void> {
  if (caller.destroyed) return;
  caller.cork();
  const flowing = parts.map((part) => caller.write(part)).at(-1);
  caller.uncork();
  if (flowing === false) await Promise.race([happens(caller, 'drain'), happens(caller, 'close')]);
}

function happens(caller: Socket, event: 'drain' | 'close'): Promise<void> {
  return new Promise((resolve) => caller.once(event, () => resolve()));
}

async function answer(
  search: HashSearch,
  { request, kind, body }: Frame,
  onFault: OnFault,
): Promise<Buffer[]> {
  try {
    if (kind === FRAME_KINDS.status) {
      return writeFrame(request, FRAME_KINDS.state, Buffer.from(JSON.stringify(await search.status())));
    }
    const { queries, radius } = readSearch(body);
    return writeFound(request, await search.search(queries, { radius }));
  } catch (cause) {
    onFault(cause);
    const code = cause instanceof Problem ? cause.code : 'matching.index-unavailable';
    return writeFrame(request, FRAME_KINDS.refused, Buffer.from(code));
  }
}
