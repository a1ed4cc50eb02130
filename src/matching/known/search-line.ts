import { Socket } from 'node:net';
import { Problem } from '../../shared/problem.ts';
import { PROBLEMS, type ProblemCode } from '../../shared/problem-codes.ts';
import { FRAME_KINDS, type Frame, type FrameKind, frameReader, MOST_BYTES } from './search-frames.ts';

/**
 * How long an answer is waited for, through any number of new connections. Chosen: a killed process is back, from its
 * snapshot, within 5 seconds.
 */
const PATIENCE_MS = 8_000;
const FIRST_RETRY_MS = 20;
const LONGEST_RETRY_MS = 500;
/** Bytes of requests that wait for an answer; beyond it new ones are refused at once. */
const MOST_WAITING_BYTES = 32 * 1024 * 1024;

/** A request that waits for its answer. */
type Asked = { parts: Buffer[]; bytes: number; take(frame: Frame): void; refuse(problem: Problem): void };

export type LineOptions = { socketPath: string; patienceMs?: number };

/** The way to the matching process: many requests under way; while it is away they wait and are asked again. */
export type SearchLine = {
  ask(make: (request: number) => Buffer[], expected: FrameKind): Promise<Frame>;
  close(): void;
};

type State = {
  waiting: Map<number, Asked>;
  waitingBytes: number;
  lastRequest: number;
  socket: Socket | undefined;
  retryMs: number;
  retry: NodeJS.Timeout | undefined;
  closed: boolean;
};

export function searchLine({ socketPath, patienceMs = PATIENCE_MS }: LineOptions): SearchLine {
  const state: State = {
    waiting: new Map(),
    waitingBytes: 0,
    lastRequest: 0,
    socket: undefined,
    retryMs: FIRST_RETRY_MS,
    retry: undefined,
    closed: false,
  };
  return {
    ask: (make, expected) =>
      new Promise((resolve, reject) => {
        state.lastRequest = (state.lastRequest + 1) >>> 0;
        const request = state.lastRequest;
        const parts = make(request);
        const bytes = parts.reduce((sum, part) => sum + part.length, 0);
        if (state.closed || state.waitingBytes + bytes > MOST_WAITING_BYTES) {
          reject(new Problem('matching.index-unavailable'));
          return;
        }
        const timer = setTimeout(() => refuse(new Problem('matching.index-unavailable')), patienceMs);
        const end = (): void => {
          clearTimeout(timer);
          forget(state, request, bytes);
        };
        const refuse = (problem: Problem): void => {
          end();
          reject(problem);
        };
        const take = (frame: Frame): void => {
          if (frame.kind !== expected) refuse(new Problem(codeIn(frame)));
          else {
            end();
            resolve(frame);
          }
        };
        state.waiting.set(request, { parts, bytes, take, refuse });
        state.waitingBytes += bytes;
        sendOrOpen(state, socketPath, parts);
      }),
    close() {
      state.closed = true;
      clearTimeout(state.retry);
      for (const { refuse } of [...state.waiting.values()]) refuse(new Problem('matching.index-unavailable'));
      state.socket?.destroy();
    },
  };
}

/** An idle line does not keep a short command alive. */
function forget(state: State, request: number, bytes: number): void {
  state.waiting.delete(request);
  state.waitingBytes -= bytes;
  if (state.waiting.size === 0) state.socket?.unref();
}

function sendOrOpen(state: State, socketPath: string, parts: readonly Buffer[]): void {
  if (state.socket === undefined) {
    clearTimeout(state.retry);
    open(state, socketPath);
  } else if (!state.socket.connecting) send(state.socket, parts);
  state.socket?.ref();
}

function open(state: State, socketPath: string): void {
  const socket = new Socket();
  state.socket = socket;
  const lost = (): void => reopenLater(state, socketPath, socket);
  const read = frameReader(MOST_BYTES.answer, (frame) => state.waiting.get(frame.request)?.take(frame));
  socket.on('connect', () => {
    state.retryMs = FIRST_RETRY_MS;
    for (const { parts } of state.waiting.values()) send(socket, parts);
  });
  // What is no frame is no answer: another line may bring one.
  socket.on('data', (chunk: Buffer) => {
    try {
      read(chunk);
    } catch {
      lost();
    }
  });
  socket.on('error', lost);
  socket.on('close', lost);
  try {
    socket.connect(socketPath);
  } catch {
    // A path that is too long is told at once: nobody answers there.
    lost();
  }
}

function reopenLater(state: State, socketPath: string, lost: Socket): void {
  lost.destroy();
  if (state.socket !== lost) return;
  state.socket = undefined;
  if (state.closed || state.waiting.size === 0) return;
  state.retry = setTimeout(() => open(state, socketPath), state.retryMs);
  state.retryMs = Math.min(state.retryMs * 2, LONGEST_RETRY_MS);
}

function send(socket: Socket, parts: readonly Buffer[]): void {
  socket.cork();
  for (const part of parts) socket.write(part);
  socket.uncork();
}

function codeIn({ kind, body }: Frame): ProblemCode {
  const code = kind === FRAME_KINDS.refused ? body.toString() : '';
  return Object.hasOwn(PROBLEMS, code) ? (code as ProblemCode) : 'matching.index-unavailable';
}
